"""What changed in the wording of a text, word by word; computed when somebody is going to look."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_PIECES = re.compile(r"\w+|\s+|[^\w\s]")
_LONG = 4_000
"""Pieces beyond which lines are compared instead of words: matching is quadratic where much repeats."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that both wordings share, or that only one of them has."""

    kind: Literal["equal", "deleted", "inserted"]
    text: str


def wording(old: str, new: str) -> tuple[Run, ...]:
    """The runs that turn one wording into the other; without the inserted ones they spell the old text."""
    cut = _PIECES.findall if len(old) + len(new) < _LONG * 4 else _lines
    first, second = cut(old), cut(new)
    runs: list[Run] = []
    matcher = SequenceMatcher(a=first, b=second, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            runs.append(Run("equal", "".join(first[a:b])))
            continue
        runs += [Run("deleted", "".join(first[a:b]))] if a < b else []
        runs += [Run("inserted", "".join(second[c:d]))] if c < d else []
    return tuple(_without_crumbs(runs))


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _without_crumbs(runs: list[Run]) -> list[Run]:
    """A lone space between two changed stretches joins them: readers see one change, not confetti."""
    joined: list[Run] = []
    deleted = inserted = ""
    for at, run in enumerate(runs):
        crumb = (
            run.kind == "equal" and run.text.isspace() and 0 < at < len(runs) - 1 and (deleted or inserted)
        )
        if run.kind != "inserted" and (run.kind == "deleted" or crumb):
            deleted += run.text
        if run.kind != "deleted" and (run.kind == "inserted" or crumb):
            inserted += run.text
        if run.kind == "equal" and not crumb:
            joined += _pair(deleted, inserted)
            joined.append(run)
            deleted = inserted = ""
    return [*joined, *_pair(deleted, inserted)]


def _pair(deleted: str, inserted: str) -> list[Run]:
    pair = [Run("deleted", deleted)] if deleted else []
    return [*pair, Run("inserted", inserted)] if inserted else pair
