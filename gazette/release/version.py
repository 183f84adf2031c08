"""The version that a difference calls for: computed from the rule below, never chosen.

Each row of the rule names a kind of change, its level, and the clause of the rule under which it falls. A
difference is as grave as its gravest change.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from gazette.release.changes import KINDS, Change, Changes, Kind

Level = Literal["none", "patch", "minor", "major"]
LEVELS: tuple[Level, ...] = ("none", "patch", "minor", "major")
FIRST_VERSION = "1.0.0"


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the rule: its level, its words, and the kinds of change that fall under it."""

    level: Level
    words: str
    kinds: tuple[Kind, ...]


RULE: tuple[Clause, ...] = (
    Clause(
        "major", "a table is removed, renamed or moved", ("table-removed", "table-renamed", "table-moved")
    ),
    Clause(
        "major",
        "a column is removed, renamed, retyped or moved",
        ("column-removed", "column-renamed", "column-retyped", "column-moved"),
    ),
    Clause("major", "a column is added before others, which moves them", ("column-inserted",)),
    Clause(
        "major",
        "an allowed value is removed, renamed or moved",
        ("allowed-value-removed", "allowed-value-moved"),
    ),
    Clause("major", "an id is removed without a tombstone", ("record-removed", "record-renamed")),
    Clause("major", "an id is reused", ("id-reused",)),
    Clause(
        "major",
        "a constraint is tightened",
        ("constraint-tightened", "primary-key-changed", "unique-key-added", "foreign-key-added"),
    ),
    Clause("minor", "a record is withdrawn with a tombstone", ("record-withdrawn", "record-replaced")),
    Clause("minor", "a table is added", ("table-added",)),
    Clause("minor", "a last column is added", ("column-appended", "foreign-key-of-new-column")),
    Clause("minor", "an allowed value is added", ("allowed-value-added",)),
    Clause("minor", "a row is added", ("record-added",)),
    Clause(
        "minor",
        "the substance changes in the source language",
        (
            "text-changed",
            "value-changed",
            "record-moved",
            "records-reordered",
            "column-meaning-changed",
            "table-meaning-changed",
            "source-language-changed",
        ),
    ),
    Clause(
        "minor",
        "a constraint is loosened",
        ("constraint-loosened", "unique-key-removed", "foreign-key-removed"),
    ),
    Clause("patch", "spelling is corrected", ("spelling-corrected",)),
    Clause("patch", "a translation changes", ("translation-changed",)),
    Clause(
        "patch",
        "a description changes",
        ("allowed-value-relabelled", "column-described", "table-described"),
    ),
    Clause(
        "patch",
        "other metadata or a page changes",
        (
            "package-described",
            "language-removed",
            "language-added",
            "language-moved",
            "article-removed",
            "article-added",
            "article-changed",
        ),
    ),
)
"""The whole rule; every kind of change stands in exactly one clause."""

CLAUSE_OF: Mapping[Kind, Clause] = {kind: clause for clause in RULE for kind in clause.kinds}


@dataclass(frozen=True, slots=True)
class Verdict:
    """How grave a difference is, and every change that forces it, gravest clause first."""

    level: Level
    forcing: tuple[Change, ...]

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of the rule under which the forcing changes fall."""
        return tuple(dict.fromkeys(CLAUSE_OF[one.kind] for one in self.forcing))


def verdict(changes: Changes) -> Verdict:
    """The gravest level among the changes, with those that force it; `none` where nothing changed."""
    nothing: Level = "none"
    gravest = max((level(one) for one in changes.changes), key=LEVELS.index, default=nothing)
    kinds = [kind for kind in KINDS if CLAUSE_OF[kind].level == gravest]
    return Verdict(gravest, changes.of(*kinds))


def level(change: Change) -> Level:
    """The level of one change."""
    return CLAUSE_OF[change.kind].level


def next_version(last: str | None, called: Verdict) -> str:
    """The version after `last` (None: there is no release yet) that a verdict calls for.

    Raises ValueError if `last` is not three numbers joined by dots.
    """
    if last is None:
        return FIRST_VERSION
    major, minor, patch = numbers(last)
    match called.level:
        case "major":
            return f"{major + 1}.0.0"
        case "minor":
            return f"{major}.{minor + 1}.0"
        case "patch":
            return f"{major}.{minor}.{patch + 1}"
        case _:
            return last


def numbers(version: str) -> tuple[int, int, int]:
    """A version as three numbers that can be compared. Raises ValueError if it is no such version."""
    found = re.fullmatch(r"(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})", version, re.ASCII)
    if found is None:
        raise ValueError(f"{version!r} is no version of three numbers")
    return int(found[1]), int(found[2]), int(found[3])
