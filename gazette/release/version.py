"""The version that a difference calls for: computed from the rule in `kinds`, never chosen.

A difference is as grave as its gravest change.
"""

import re
from dataclasses import dataclass

from gazette.release.changes import Change, Changes
from gazette.release.kinds import CLAUSE_OF, KINDS, LEVELS, Clause, Level

FIRST_VERSION = "1.0.0"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How grave a difference is, and every change that forces it, gravest clause first."""

    level: Level
    forcing: tuple[Change, ...]

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of the rule under which the forcing changes fall."""
        return tuple(dict.fromkeys(CLAUSE_OF[change.kind] for change in self.forcing))


def verdict(changes: Changes) -> Verdict:
    """The gravest level among the changes, with those that force it; `none` where nothing changed."""
    nothing: Level = "none"
    gravest = max((level(change) for change in changes.changes), key=LEVELS.index, default=nothing)
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
    match = re.fullmatch(r"(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})", version, re.ASCII)
    if match is None:
        raise ValueError(f"{version!r} is no version of three numbers")
    return int(match[1]), int(match[2]), int(match[3])
