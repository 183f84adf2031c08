"""The overview: every part of the source as a column, from the first table to the last."""

from gazette import urls
from gazette.model import Record, meaning
from gazette.site.drawings.canvas import Canvas, wrap
from gazette.site.drawings.chart import Rows, chart
from gazette.site.page import View
from gazette.site.reader import Reader
from gazette.site.tree import opening

NAME = "overview"
WIDTH, GAP, PAD, SIZE = 1120.0, 22.0, 10.0, 13.0
MOST = 4
"""Columns that fit on one sheet; tables with dates are left to the roadmap."""

_MOST_BOXES = 120
"""A table with more roots, and records that belong to them, is no longer seen at a glance."""


def columns(reader: Reader) -> list[tuple[str, str, list[Record]]]:
    """Title, finding and records of every column."""
    found = []
    for table, roots in opening(reader):
        boxes = sum(1 + len(reader.catalog.children(root)) for root in roots)
        if table.column(meaning.DATE) is None and boxes <= _MOST_BOXES:
            title = reader.phrase(table.title)["text"]
            shown = sum(
                1
                for root in roots
                for one in (root, *reader.catalog.children(root))
                if one.table == table.name
            )
            number, all_of_it = reader.words.number(shown), reader.words.number(len(table.records))
            if shown < len(table.records):
                some = {"name": title, "shown": number, "all": all_of_it}
                said = reader.words("%(name)s: %(shown)s of %(all)s") % some
            else:
                said = reader.words.labelled(title, all_of_it)
            found.append((title, said, list(roots)))
    return found[:MOST]


def finding(reader: Reader) -> str:
    """What the picture shows: how many records of each kind."""
    parts = []
    for _, said, roots in columns(reader):
        parts.append(said)
        below = [child for root in roots for child in reader.catalog.children(root)]
        first = below[0].table if below else None
        same = [child for child in below if child.table == first]
        if first and first != roots[0].table:
            inner = reader.phrase(reader.catalog.by_name[first].title)["text"]
            parts.append(reader.words.labelled(inner, reader.words.number(len(same))))
    return " · ".join(parts)


def rows(reader: Reader) -> Rows:
    """What the boxes say: their column, their name, the names inside."""
    words = reader.words
    found = [(words("Kind"), words("Record"), words("Inside"))]
    for title, _, roots in columns(reader):
        for root in roots:
            inner = " · ".join(reader.label(child)["text"] for child in _inside(reader, root))
            found.append((title, reader.label(root)["text"], inner))
    return found


def _inside(reader: Reader, record: Record) -> list[Record]:
    return [
        child
        for child in reader.catalog.children(record)
        if child.table != record.table or reader.catalog.by_name[child.table].role == "record"
    ]


def draw(reader: Reader) -> Canvas:
    """The picture."""
    shown = columns(reader)
    sheet = Canvas(WIDTH, rtl=reader.words.direction == "rtl")
    wide = (WIDTH - GAP * (len(shown) - 1)) / max(1, len(shown))
    for number, (title, _, roots) in enumerate(shown):
        x = number * (wide + GAP)
        sheet.box(x, 0, wide, 34, "bar")
        sheet.text(x + PAD, 22, [title], 15, "on bold")
        y = 44.0
        for root in roots:
            y = _box(reader, sheet, x, y, wide, root) + 8
        if number:
            _arrow(sheet, x - GAP / 2)
    return sheet


def _arrow(sheet: Canvas, x: float) -> None:
    sheet.line(x - 4, 11, x + 3, 17, "rule heavy")
    sheet.line(x + 3, 17, x - 4, 23, "rule heavy")


def _box(reader: Reader, sheet: Canvas, x: float, y: float, wide: float, record: Record) -> float:
    """A record with the names of what belongs to it; gives where the box ends."""
    room = wide - 2 * PAD
    name = wrap(reader.label(record)["text"], room, SIZE * 1.08, bold=True)
    inner = [wrap(reader.label(child)["text"], room - 14, SIZE) for child in _inside(reader, record)]
    lines = len(name) + sum(len(one) for one in inner)
    height = lines * SIZE * 1.35 + 2 * PAD + 5 * len(inner)
    sheet.box(x, y, wide, height, "box")
    at = sheet.text(x + PAD, y + PAD + SIZE, name, SIZE, "bold")
    for one in inner:
        at += 5
        sheet.box(x + PAD, at - SIZE * 0.5, 5, 5, "tick")
        at = sheet.text(x + PAD + 14, at, one, SIZE)
    return y + height


def view(reader: Reader, start: str) -> View | None:
    """The picture for a page; None where there is nothing to draw."""
    if not columns(reader):
        return None
    title = reader.words("At a glance")
    path = urls.chart(NAME, reader.language, "svg")
    return chart(reader, start, NAME, draw(reader), title, finding(reader), path, rows(reader))
