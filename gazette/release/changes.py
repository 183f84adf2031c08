"""A difference as a value: one flat list of changes, each of one kind, together enough to replay it.

A flat list is what programs read most easily: every question ("what was removed from goals?") is a filter.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from gazette.model import Text
from gazette.release.kinds import KINDS

Kind = str
"""The code of a kind of change, a key of `KINDS`."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change. Members that a kind does not need are empty.

    `table` and `column` are the names in the new edition (in the old one for what was removed); `record` is
    the row's id, or its primary key. `name` is the property, constraint, allowed value, language or article
    that is spoken of. `old` and `new` are None where there was or is nothing. `after` is the item behind which
    a new or moved one stands (empty: it is the first). `label` is what readers call the record.
    """

    kind: Kind
    table: str = ""
    column: str = ""
    record: str = ""
    language: str = ""
    name: str = ""
    old: object = None
    new: object = None
    after: str | None = None
    label: Text = field(default_factory=Text)


@dataclass(frozen=True, slots=True)
class Behind:
    """A translation that fell behind: the source text changed in substance and this one did not.

    `table` is empty for an article, whose name is `record`.
    """

    table: str
    record: str
    column: str
    language: str
    label: Text


@dataclass(frozen=True, slots=True)
class Edition:
    """Which edition stands on a side: version and date as its descriptor says, and the name it was called by."""

    version: str
    created: str
    name: str = ""


@dataclass(frozen=True)
class Changes:
    """Everything that differs between two editions; true if anything does beside version and date.

    `articles` is false if pages were not compared. `titles` is what readers call the tables.
    """

    old: Edition
    new: Edition
    languages: tuple[str, ...]
    changes: tuple[Change, ...]
    behind: tuple[Behind, ...] = ()
    articles: bool = True
    titles: Mapping[str, Text] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.changes)

    def of(self, *kinds: Kind) -> tuple[Change, ...]:
        """The changes of these kinds, in their order."""
        return tuple(change for kind in kinds for change in self._by_kind.get(kind, ()))

    @cached_property
    def _by_kind(self) -> Mapping[str, list[Change]]:
        by_kind: dict[str, list[Change]] = {}
        for change in self.changes:
            by_kind.setdefault(change.kind, []).append(change)
        return by_kind

    @cached_property
    def counts(self) -> Mapping[Kind, int]:
        """How many changes of each kind there are, in the order of `KINDS`."""
        counted = Counter(change.kind for change in self.changes)
        return {kind: counted[kind] for kind in KINDS if kind in counted}
