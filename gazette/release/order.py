"""What moved in an ordered list, told by as few items as possible, and the list put together again."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

FIRST = ""
"""Stands for the item before the first one; no key is empty."""


def moved(old: Iterable[str], new: Sequence[str]) -> set[str]:
    """The fewest items of both lists that must be taken out so that the others stand in the same order."""
    places = {key: place for place, key in enumerate(old)}
    common = [key for key in new if key in places]
    kept = _longest_rise([places[key] for key in common])
    return {key for at, key in enumerate(common) if at not in kept}


def before(keys: Sequence[str]) -> dict[str, str]:
    """Each item with the one before it."""
    return dict(zip(keys, (FIRST, *keys), strict=False))


def placed(kept: Iterable[str], after: Mapping[str, str]) -> list[str]:
    """The list in which the kept items stand in their order and each other item behind the one it names."""
    follower = {behind: key for key, behind in after.items()}
    whole: list[str] = []
    for item in (FIRST, *kept):
        key: str | None = item
        while key is not None:
            whole.append(key)
            key = follower.get(key)
    return whole[1:]


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """The indices of a longest rising subsequence (patience sorting, n log n)."""
    tops: list[int] = []
    ends: list[int] = []
    back: list[int] = []
    for at, number in enumerate(numbers):
        pile = bisect_left(tops, number)
        back.append(ends[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(number)
            ends.append(at)
        else:
            tops[pile], ends[pile] = number, at
    rise = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        rise.add(at)
        at = back[at]
    return rise
