"""The roadmap: what is dated on a line, what the source gives no date for in a list beside it."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from gazette import urls
from gazette.model import Record, Table, meaning
from gazette.model.catalog import in_order
from gazette.site.drawings.canvas import Canvas, wrap
from gazette.site.drawings.chart import Rows, chart
from gazette.site.page import View
from gazette.site.reader import Reader

NAME = "roadmap"
WIDTH, SIZE = 1120.0, 14.0
_LINE, _GAP = 40.0, 32.0
"""Where the line runs, and what is left free between its end and the list beside it."""

_MOST = 40
"""Steps that can still be told apart along a line."""


def fits(table: Table) -> bool:
    """True if a picture can show the whole table."""
    return len(table.records) <= _MOST


def finding(reader: Reader, table: Table) -> str:
    """What the table is called, how many rows it has, and how many of them have a date."""
    column = table.column(meaning.DATE)
    title = reader.phrase(table.title)["text"]
    known = [one for one in table.records if column and one.values[column.first.name] is not None]
    return reader.words.count(
        "%(table)s: the source gives a date for %(n)s of %(all)s.",
        "%(table)s: the source gives a date for %(n)s of %(all)s.",
        len(known),
        table=title,
        all=reader.words.number(len(table.records)),
    )


def dated(table: Table) -> tuple[list[Record], list[Record]]:
    """The steps with a date, earliest first, and those without, as the source lists them.

    Where a year stands beside a day of it, the year comes first; equal dates keep the order of the source.
    """
    column = table.column(meaning.DATE)
    if column is None:
        return [], in_order(table)
    name = column.first.name
    known = [record for record in in_order(table) if record.values[name] is not None]
    unknown = [record for record in in_order(table) if record.values[name] is None]
    return sorted(known, key=lambda record: str(record.values[name])), unknown


def rows(reader: Reader, table: Table) -> Rows:
    """What the line says: every step and its date; empty where the source gives none."""
    column = table.column(meaning.DATE)
    known, unknown = dated(table)
    head = (
        reader.phrase(table.singular)["text"],
        reader.phrase(column.first.title)["text"] if column else "",
    )
    lines = [(reader.label(record)["text"], _when(reader, table, record)) for record in known]
    return [head, *lines, *((reader.label(record)["text"], "") for record in unknown)]


def draw(reader: Reader, table: Table) -> Canvas:
    """The picture of one table: a stop on the line for every date, and what has none in a list past its end."""
    known, unknown = dated(table)
    sheet = Canvas(WIDTH, rtl=reader.words.direction == "rtl")
    stops = [(when, list(steps)) for when, steps in groupby(known, partial(_when, reader, table))]
    wide = WIDTH / max(1, len(stops) + bool(unknown))
    if stops:
        sheet.line(0, _LINE, len(stops) * wide - (_GAP if unknown else 0), _LINE, "rule heavy")
    for number, (when, steps) in enumerate(stops):
        x = number * wide
        sheet.dot(x + 12, _LINE, 9, "strong")
        sheet.text(x + 2, 20, [when], SIZE, "bold")
        y = _LINE + 36
        for record in steps:
            y = 8 + sheet.text(x + 2, y, wrap(reader.label(record)["text"], wide - 24, SIZE), SIZE)
    if unknown:
        _list(reader, sheet, unknown, len(stops) * wide)
    return sheet


def _list(reader: Reader, sheet: Canvas, records: Sequence[Record], x: float) -> None:
    """Steps without a date: an open dot each, and no line that would put one before another."""
    head = wrap(reader.words("The source gives no date"), WIDTH - x - 2, SIZE, bold=True)
    y = 22 + sheet.text(x + 2, 20, head, SIZE, "bold")
    for record in records:
        sheet.dot(x + 9, y - 5, 5, "dot")
        y = 8 + sheet.text(x + 24, y, wrap(reader.label(record)["text"], WIDTH - x - 26, SIZE), SIZE)


def _when(reader: Reader, table: Table, record: Record) -> str:
    column = table.column(meaning.DATE)
    value = record.values[column.first.name] if column else None
    return "" if value is None else reader.date(str(value))["text"]


def view(reader: Reader, start: str, table: Table) -> View:
    """The picture for a page."""
    path = urls.chart(f"{NAME}-{table.name}", reader.language, "svg")
    title = reader.phrase(table.title)["text"]
    name, said = f"{NAME}-{table.name}", finding(reader, table)
    return chart(reader, start, name, draw(reader, table), title, said, path, rows(reader, table))
