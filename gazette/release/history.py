"""What has happened so far: the releases in their order, what changed between them, and each record's own story."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from gazette.model import Catalog
from gazette.model.provenance import Tombstone
from gazette.model.release import Release
from gazette.release.changes import Change, Changes
from gazette.release.diff import diff

Address = tuple[str, str]
"""Table and id of a record."""


@dataclass(frozen=True, slots=True)
class Step:
    """From one release to the next one, and everything that differs."""

    old: Release
    new: Release
    changes: Changes


@dataclass(frozen=True, slots=True)
class Event:
    """What a release did to a record: `changes` is empty where it appeared in it for the first time."""

    version: str
    date: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class History:
    """All releases, the oldest first, and the edition that the site shows. Empty before the first release.

    `unreleased` is what the shown edition has beyond the newest release; None where it is that release.
    """

    releases: tuple[Release, ...] = ()
    steps: tuple[Step, ...] = ()
    unreleased: Changes | None = None

    @property
    def newest(self) -> Release | None:
        """The last release."""
        return self.releases[-1] if self.releases else None

    @property
    def frozen(self) -> Release | None:
        """The release that the site shows; None where it shows work that is not released."""
        return self.newest if self.unreleased is None else None

    @cached_property
    def _events(self) -> Mapping[Address, tuple[Event, ...]]:
        events: dict[Address, list[Event]] = {}
        for release in self.releases:
            step = next((step for step in self.steps if step.new is release), None)
            touched: dict[Address, list[Change]] = {}
            for change in step.changes.changes if step else ():
                if change.table and change.record:
                    touched.setdefault((change.table, change.record), []).append(change)
            for table in release.catalog.tables:
                for record in table.records:
                    address = (table.name, record.id)
                    if address not in events:
                        events[address] = [Event(release.version, release.date, ())]
                    elif address in touched:
                        events[address].append(Event(release.version, release.date, tuple(touched[address])))
        return {address: tuple(events) for address, events in events.items()}

    def events(self, table: str, record: str) -> tuple[Event, ...]:
        """A record's story: the release in which it appeared, then each that changed it."""
        return self._events.get((table, record), ())

    @cached_property
    def last_seen(self) -> Mapping[Address, Release]:
        """For every record that was ever released, the last release that has it."""
        return {
            (table.name, record.id): release
            for release in self.releases
            for table in release.catalog.tables
            for record in table.records
        }

    def gone(self, shown: Catalog) -> Mapping[Address, Release]:
        """Records that a release had and the shown edition has not, with the last release that had them."""
        here = {(table.name, record.id) for table in shown.tables for record in table.records}
        return {address: release for address, release in self.last_seen.items() if address not in here}


def history(releases: Sequence[Release], unreleased: Changes | None = None) -> History:
    """The history of these releases, the oldest first."""
    steps = tuple(
        Step(old, new, diff(old.catalog, new.catalog, articles=False)) for old, new in pairwise(releases)
    )
    return History(tuple(releases), steps, unreleased)


def tombstone_of(catalog: Catalog, address: Address) -> Tombstone | None:
    """The tombstone of a record that is gone, where the publication has set one."""
    return next((stone for stone in catalog.tombstones if (stone.table, stone.record) == address), None)
