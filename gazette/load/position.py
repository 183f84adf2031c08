"""Offsets in a text as lines and columns, both from 1 and in characters, as an editor shows them."""

from bisect import bisect_right
from functools import lru_cache

from gazette.problem import Place


@lru_cache(maxsize=64)
def line_starts(text: str) -> tuple[int, ...]:
    """The offset at which each line begins; only LF ends a line."""
    starts = [0]
    found = text.find("\n")
    while found >= 0:
        starts.append(found + 1)
        found = text.find("\n", found + 1)
    return tuple(starts)


@lru_cache(maxsize=16)
def line_at(text: str, number: int) -> str:
    """Line `number` (from 1) as written, without its line end.

    Remembered, so that a thousand problems in one long line share one excerpt.
    """
    starts = line_starts(text)
    start = starts[number - 1]
    return text[start : starts[number] - 1] if number < len(starts) else text[start:]


def place_at(
    path: str, text: str, offset: int, width: int = 1, *, record: str | None = None, field: str | None = None
) -> Place:
    """The place of an offset; `width` is cut at the end of the line, and is at least 1."""
    line = bisect_right(line_starts(text), offset)
    column = offset - line_starts(text)[line - 1]
    excerpt = line_at(text, line)
    width = max(1, min(width, len(excerpt) - column))
    return Place(path, line, column + 1, width, record, field, excerpt)
