"""A difference as a value: one flat list of changes, each of a kind of `changes.toml`, and the version it calls for.

A flat list is what programs read most easily: every question ("what was removed from goals?") is a filter. The
version is computed from the rule in that table, never chosen; a difference weighs what its weightiest change does.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from typing import Literal

from gazette.model import Text

Kind = str
"""The code of a kind of change, a key of `KINDS`."""
Level = Literal["none", "patch", "minor", "major"]
LEVELS: tuple[Level, ...] = ("none", "patch", "minor", "major")
CHANGED, DESCRIBED = "Changed records", "Descriptions and pages"
"""Sections that reports lay out in a way of their own."""
FIRST_VERSION = "1.0.0"


@dataclass(frozen=True, slots=True)
class ChangeKind:
    """A kind of change: its code, the section of a report in which it stands, and its sentence."""

    code: Kind
    section: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the version rule: the level it calls for, its words, and the kinds that fall under it."""

    level: Level
    words: str
    kinds: tuple[ChangeKind, ...]


_TABLE = tomllib.loads(files("gazette.release").joinpath("changes.toml").read_text("utf-8"))
SECTIONS: tuple[str, ...] = tuple(_TABLE["sections"])
"""The parts of a report, in their order."""
RULE = tuple(
    Clause(row["level"], row["words"], tuple(ChangeKind(code, *kind) for code, kind in row["kinds"].items()))
    for row in _TABLE["clause"]
)
"""The whole rule; every kind of change stands in exactly one clause."""
KINDS: Mapping[Kind, ChangeKind] = {kind.code: kind for clause in RULE for kind in clause.kinds}
CLAUSE_OF: Mapping[Kind, Clause] = {kind.code: clause for clause in RULE for kind in clause.kinds}
IN_SECTION: Mapping[str, tuple[Kind, ...]] = {
    section: tuple(code for code, kind in KINDS.items() if kind.section == section) for section in SECTIONS
}
"""The codes of each section, in the order of the rule."""


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

    @property
    def level(self) -> Level:
        """The level that this change alone calls for."""
        return CLAUSE_OF[self.kind].level


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

    `articles` is false if pages were not compared.
    """

    old: Edition
    new: Edition
    languages: tuple[str, ...]
    changes: tuple[Change, ...]
    behind: tuple[Behind, ...] = ()
    articles: bool = True

    def __bool__(self) -> bool:
        return bool(self.changes)

    def of(self, *kinds: Kind) -> tuple[Change, ...]:
        """The changes of these kinds, in their order."""
        return tuple(change for kind in kinds for change in self._by_kind.get(kind, ()))

    @cached_property
    def _by_kind(self) -> Mapping[Kind, list[Change]]:
        by_kind: dict[Kind, list[Change]] = {}
        for change in self.changes:
            by_kind.setdefault(change.kind, []).append(change)
        return by_kind

    @cached_property
    def counts(self) -> Mapping[Kind, int]:
        """How many changes of each kind there are, in the order of `KINDS`."""
        counted = Counter(change.kind for change in self.changes)
        return {kind: counted[kind] for kind in KINDS if kind in counted}

    @cached_property
    def level(self) -> Level:
        """The level that the version rule calls for: the highest of the changes; `none` where nothing changed."""
        nothing: Level = "none"
        return max((change.level for change in self.changes), key=LEVELS.index, default=nothing)

    @cached_property
    def forcing(self) -> tuple[Change, ...]:
        """Every change that calls for this level, in the order of the rule."""
        return self.of(*(kind for kind in KINDS if CLAUSE_OF[kind].level == self.level))

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of the rule under which the forcing changes fall."""
        return tuple(dict.fromkeys(CLAUSE_OF[change.kind] for change in self.forcing))


def next_version(last: str | None, level: Level) -> str:
    """The version after `last` (None: there is no release yet) that a level calls for.

    Raises ValueError if `last` is not three numbers joined by dots.
    """
    if last is None:
        return FIRST_VERSION
    match = re.fullmatch(r"(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})", last, re.ASCII)
    if match is None:
        raise ValueError(f"{last!r} is no version of three numbers")
    major, minor, patch = (int(number) for number in match.groups())
    following = {
        "major": f"{major + 1}.0.0",
        "minor": f"{major}.{minor + 1}.0",
        "patch": f"{major}.{minor}.{patch + 1}",
    }
    return following.get(level, last)
