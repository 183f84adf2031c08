"""A line of a file with a caret under the place, aligned also behind wide and combining characters."""

import unicodedata
from collections.abc import Iterator

from gazette.problem import Place
from gazette.report.words import harmless, harmless_character

_BEFORE = 60
_AFTER = 40
"""Long lines are cut around the place: this many characters are kept before it and behind it."""


def excerpt_lines(place: Place, label: str) -> Iterator[str]:
    """The line and the caret; nothing where the place has no line to show."""
    if place.excerpt is None or place.line is None:
        return
    start = max(0, (place.column or 1) - 1)
    end = start + place.width
    first = start - _BEFORE if start > _BEFORE + 10 else 0
    # A long cell is shown to its end only if it is not a whole page.
    end = min(end, start + 80)
    last = end + _AFTER if len(place.excerpt) > end + _AFTER + 10 else len(place.excerpt)
    head = "…" if first else ""
    before, marked, after = place.excerpt[first:start], place.excerpt[start:end], place.excerpt[end:last]
    tail = "…" if last < len(place.excerpt) else ""
    yield f"{place.line:>6} | {head}{harmless(before)}{harmless(marked)}{harmless(after)}{tail}".rstrip()
    if place.column is not None:
        caret = "^" * max(1, width(marked))
        yield f"       | {' ' * (len(head) + width(before))}{caret} {harmless(label)}".rstrip()


def width(text: str) -> int:
    """How many columns of a terminal a text takes once it is made harmless."""
    return sum(_columns(shown) for character in text for shown in harmless_character(character))


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
