"""What changed in the wording of a text, word by word, and whether that is spelling or substance.

It is a correction of spelling, in any language and without a dictionary, only if

1. the words are the same up to capitals, accents, white space, hyphens and punctuation, and every number
   stands as it stood; or
2. beside that, some words are spelt otherwise, and each of them is at least five letters long without a
   digit, begins and ends with the same letter as before, differs by one letter (two from nine letters on; two
   neighbours that changed places are one), occurs nowhere else in the old edition, and gives way to a word
   that does.

In every other case, and in every doubt, it is a change of substance. Only the old edition is asked, so a
change is judged alike whatever else changes with it.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

Vocabulary = Mapping[str, int]
"""How often each folded word occurs in an edition's texts of one language."""

_PIECES = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_CHARACTERS = 16_000
"""Beyond which lines are compared instead of words: matching is quadratic where much repeats."""
_SHORTEST, _LONG = 5, 9
_NUMBER = re.compile(r"\S*\d\S*")
_HYPHENS = re.compile(r"[-\u00ad\u2010\u2011'’]")
_MEANT = frozenset("%‰&@#*/\\")
"""Punctuation by its class, but words by its use."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that both wordings share, or that only one of them has."""

    kind: Literal["equal", "deleted", "inserted"]
    text: str


def wording(old: str, new: str) -> tuple[Run, ...]:
    """The runs that turn one wording into the other; without the inserted ones they spell the old text.

    A lone space between two changed stretches joins them: readers see one change and not many.
    """
    few = len(old) + len(new) < _MOST_CHARACTERS
    first, second = (_PIECES.findall(text) if few else text.splitlines(keepends=True) for text in (old, new))
    steps = SequenceMatcher(a=first, b=second, autojunk=False).get_opcodes()
    runs: list[Run] = []
    deleted = inserted = ""
    for at, (step, a, b, c, d) in enumerate(steps):
        was, now = "".join(first[a:b]), "".join(second[c:d])
        if step != "equal" or (was.isspace() and 0 < at < len(steps) - 1):
            deleted, inserted = deleted + was, inserted + now
        else:
            runs += [Run("deleted", deleted), Run("inserted", inserted), Run("equal", was)]
            deleted = inserted = ""
    runs += [Run("deleted", deleted), Run("inserted", inserted)]
    return tuple(run for run in runs if run.text)


def vocabulary(texts: Iterable[str]) -> Vocabulary:
    """The words of an edition, counted."""
    counted: Counter[str] = Counter()
    for text in texts:
        counted.update(_words(_HYPHENS.sub(" ", text)))
    return counted


def is_spelling(old: str, new: str, known: Vocabulary | None = None) -> bool:
    """True if only the spelling differs. `known` is the old edition's; without it only rule 1 applies."""
    if _numbers(old) != _numbers(new) or not _words(old) or not _words(new):
        return False
    for hyphen in (" ", ""):
        first, second = _words(_HYPHENS.sub(hyphen, old)), _words(_HYPHENS.sub(hyphen, new))
        if first == second:
            return True
        if known and len(first) == len(second):
            pairs = zip(first, second, strict=True)
            if all(was == now or _mended(was, now, known) for was, now in pairs):
                return True
    return False


def _mended(old: str, new: str, known: Vocabulary) -> bool:
    shortest = min(len(old), len(new))
    return (
        shortest >= _SHORTEST
        and (old + new).isalpha()
        and (old[0], old[-1]) == (new[0], new[-1])
        and known.get(old, 0) <= 1
        and known.get(new, 0) >= 1
        and _edits(old, new) <= (2 if shortest >= _LONG else 1)
    )


def _numbers(text: str) -> list[str]:
    """Everything that holds a digit, as it stands but for what ends a clause."""
    return [chunk.strip('.,;:!?()[]«»“”"…،؛؟') for chunk in _NUMBER.findall(text)]


@lru_cache(maxsize=1 << 14)
def _words(text: str) -> tuple[str, ...]:
    letters = []
    for letter in unicodedata.normalize("NFKD", text.casefold()):
        category = unicodedata.category(letter)
        if category[0] == "M" or category == "Cf":
            continue  # accents, vowel signs and invisible joiners are spelling
        apart = category[0] in "ZC" or (category[0] == "P" and letter not in _MEANT)
        letters.append(" " if apart else letter)
    return tuple("".join(letters).split())


def _edits(old: str, new: str) -> int:
    """Letters put in, left out, exchanged, or swapped with a neighbour (optimal string alignment)."""
    above: list[int] = []
    row = list(range(len(new) + 1))
    for i, letter in enumerate(old, 1):
        older, above, row = above, row, [i]
        for j, new_letter in enumerate(new, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != new_letter))
            if i > 1 and j > 1 and letter == new[j - 2] and old[i - 2] == new_letter:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]
