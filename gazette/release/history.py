"""The releases in their order, what changed between them, and what each release did to a record.

data/versions.json tells it to programs that ask whether there is something new: small and stable.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from gazette import urls
from gazette.artifact import Artifact
from gazette.jsontext import json_bytes
from gazette.model import Catalog
from gazette.model.release import Release
from gazette.release.changes import Change, Changes
from gazette.release.diff import diff
from gazette.release.freeze import SUMS
from gazette.release.reports import schema_of

Address = tuple[str, str]
"""Table and id of a record."""
VERSIONS = "versions.json"


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
    def pending(self) -> bool:
        """True if the site shows work that is not released."""
        return self.unreleased is not None

    @property
    def frozen(self) -> Release | None:
        """The release that the site shows; None where it shows work that is not released."""
        return None if self.pending else self.newest

    @cached_property
    def _events(self) -> Mapping[Address, tuple[Event, ...]]:
        events: dict[Address, tuple[Event, ...]] = {}
        steps = {step.new.version: step.changes.changes for step in self.steps}
        for release in self.releases:
            touched: dict[Address, list[Change]] = {}
            for change in steps.get(release.version, ()):
                if change.table and change.record:
                    touched.setdefault((change.table, change.record), []).append(change)
            for table in release.catalog.tables:
                for record in table.records:
                    address = (table.name, record.id)
                    if address not in events or address in touched:
                        # What brought a record about is no change of it, when it appears for the first time.
                        changes = tuple(touched.get(address, ())) if address in events else ()
                        event = Event(release.version, release.date, changes)
                        events[address] = (*events.get(address, ()), event)
        return events

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

    def gone(self, edition: Catalog) -> Mapping[Address, Release]:
        """Records that a release had and an edition has not, with the last release that had them."""
        if not self.releases:
            return {}
        here = {(table.name, record.id) for table in edition.tables for record in table.records}
        return {address: release for address, release in self.last_seen.items() if address not in here}


def history(releases: Sequence[Release], unreleased: Changes | None = None) -> History:
    """The history of these releases, the oldest first."""
    steps = tuple(
        Step(old, new, diff(old.catalog, new.catalog, articles=False)) for old, new in pairwise(releases)
    )
    return History(tuple(releases), steps, unreleased)


def versions(catalog: Catalog, past: History) -> Iterator[Artifact]:
    """The list of versions with its JSON Schema, and that of differences, at addresses that never change."""
    levels = {step.new.version: step.changes.level for step in past.steps}
    listed = {
        "name": catalog.name,
        "latest": past.newest.version if past.newest else None,
        "versions": [
            {
                "version": release.version,
                "date": release.date,
                "level": levels.get(release.version),
                "path": f"{release.version}/",
                "files": len(release.files),
                "checksums": f"{release.version}/{SUMS}",
            }
            for release in reversed(past.releases)
        ],
    }
    yield Artifact(f"data/{VERSIONS}", "application/json", json_bytes(listed))
    for schema in (schema_of("versions"), schema_of("changes")):
        path = f"schema/{schema['$id']}"
        described = {**schema, "$id": urls.own(catalog.homepage, path)}
        yield Artifact(path, "application/schema+json", json_bytes(described))
