"""Words of a message: the nearest valid one to one that is not valid, and names in a row."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from itertools import islice

_MOST_LOOKED_AT = 20_000
_MOST_CANDIDATES = 2_000
_LONGEST = 100


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that `word` was most likely meant to be, or None where none is near."""
    if len(word) > _LONGEST:
        return None
    # Comparing is slow: only words of nearly the same length can be near.
    likely = [
        one
        for one in islice(candidates, _MOST_LOOKED_AT)
        if abs(len(one) - len(word)) <= len(word) // 2 + 1 and len(one) <= _LONGEST
    ]
    if word.lower() in likely:
        return word.lower()
    return next(iter(get_close_matches(word.lower(), likely[:_MOST_CANDIDATES], 1, 0.6)), None)


def meant(word: str, candidates: Iterable[str], otherwise: str = "") -> str:
    """The hint `did you mean "…"?`, or another where nothing is near."""
    found = nearest(word, candidates)
    return f'did you mean "{found}"?' if found else otherwise


def listed(names: Sequence[str], most: int = 5) -> str:
    """Names in quotation marks as a sentence lists them; how many more there are, where they are many."""
    shown = [f'"{name}"' for name in names[:most]]
    if len(names) > most:
        shown.append(f"{len(names) - most} more")
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]
