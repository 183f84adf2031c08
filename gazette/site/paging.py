"""Long lists in pages of their own: a page stays small, and plain links lead from one to the next.

What a row weighs follows from its longest language, so that a list has the same pages in each.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from gazette import urls
from gazette.model import Catalog, Record, Text
from gazette.model.text import cut
from gazette.site.page import View

if TYPE_CHECKING:
    from gazette.site.reader import Reader

_BYTES = 40_000
"""For the rows of a page: with what stands around them it stays below 60 KB."""
MOST_CHARACTERS = 500
"""Of a text in a list: the whole of it stands on the page of its record."""
_BESIDE = 2
"""Pages that are linked on each side of the current one."""

Row = TypeVar("Row")


def weight(catalog: Catalog, record: Record) -> int:
    """Bytes of a link to a record, its name taken where it is longest."""
    return 80 + longest(catalog.by_name[record.table].label(record))


def longest(text: Text, most: int | None = None) -> int:
    """Bytes of a text in the language in which it is longest, or of so many characters of it."""
    return max((len(words[:most].encode()) for _, words in text.entries), default=0)


def shortened(phrase: View | None) -> View | None:
    """A text as a list shows it: a long one is cut, and then marks no words of another language inside it."""
    if phrase is None or len(phrase["text"]) <= MOST_CHARACTERS:
        return phrase
    kept = {name: value for name, value in phrase.items() if name != "quoted"}
    return {**kept, "text": cut(phrase["text"], MOST_CHARACTERS), "pieces": None}


def fit(weights: Iterable[int]) -> int:
    """How many rows a page has; `weights` are the bytes of the rows. All of them where they fit together."""
    sizes = list(weights)
    return len(sizes) if sum(sizes) <= _BYTES else max(1, _BYTES // max(sizes))


def by_weight(rows: Sequence[Row], weights: Iterable[int], most: int = _BYTES) -> Sequence[Sequence[Row]]:
    """The rows in pages, each as long as it may be: for rows that stand in the same order in every language."""
    parts: list[list[Row]] = [[]]
    room = most
    for row, size in zip(rows, weights, strict=True):
        if size > room and parts[-1]:
            parts.append([])
            room = most
        parts[-1].append(row)
        room -= size
    return parts


class Room:
    """What of one page is left for links: each list on it takes its share."""

    def __init__(self, size: int) -> None:
        self.left = size

    def take(self, rows: Sequence[Row], weights: Iterable[int]) -> Sequence[Row]:
        """The first of the rows, as many as there is room for."""
        for number, size in enumerate(weights):
            if size > self.left:
                return rows[:number]
            self.left -= size
        return rows


def in_pages(rows: Sequence[Row], number: int) -> Sequence[Sequence[Row]]:
    """The rows in pages of that number of rows; one page, though empty, where there are none."""
    return [rows[start : start + number] for start in range(0, len(rows), max(1, number))] or [rows]


def pager(start: str, paths: Sequence[str], current: int) -> list[View]:
    """Links from the page `current` (from 0) to the first, the last and the nearest; empty where there is one only.

    A link has `gap` where pages are left out before it.
    """
    if len(paths) < 2:
        return []
    near = range(max(0, current - _BESIDE), min(len(paths), current + _BESIDE + 1))
    shown = sorted({0, *near, len(paths) - 1})
    return [
        {
            "number": number + 1,
            "href": urls.relative(start, paths[number]),
            "current": number == current,
            "gap": place > 0 and shown[place - 1] != number - 1,
        }
        for place, number in enumerate(shown)
    ]


def titled(reader: "Reader", title: View, number: int, pages: int) -> View:
    """The title of a page of a list: from the second on it says which one."""
    if not number:
        return title
    named = {
        "title": title["text"],
        "number": reader.words.number(number + 1),
        "all": reader.words.number(pages),
    }
    return {**title, "text": reader.words("%(title)s, page %(number)s of %(all)s") % named}
