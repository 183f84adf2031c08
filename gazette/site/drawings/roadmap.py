"""The roadmap: the steps along a line, in their order, with the dates that the source gives."""

from gazette import urls
from gazette.model import Table, meaning
from gazette.model.catalog import in_order
from gazette.site.drawings.canvas import Canvas, wrap
from gazette.site.drawings.chart import Rows, chart
from gazette.site.page import View
from gazette.site.reader import Reader

NAME = "roadmap"
WIDTH, SIZE = 1120.0, 14.0

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


def rows(reader: Reader, table: Table) -> Rows:
    """What the line says: every step and its date; empty where the source gives none."""
    column = table.column(meaning.DATE)
    found = [
        (reader.phrase(table.singular)["text"], reader.phrase(column.first.title)["text"] if column else "")
    ]
    for record in in_order(table):
        value = record.values[column.first.name] if column else None
        found.append(
            (reader.label(record)["text"], reader.date(str(value))["text"] if value is not None else "")
        )
    return found


def draw(reader: Reader, table: Table) -> Canvas:
    """The picture of one table."""
    records, column = in_order(table), table.column(meaning.DATE)
    sheet = Canvas(WIDTH, rtl=reader.words.direction == "rtl")
    wide = WIDTH / max(1, len(records))
    sheet.line(0, 40, WIDTH, 40, "rule heavy")
    for number, record in enumerate(records):
        x = number * wide
        value = record.values[column.first.name] if column else None
        sheet.dot(x + 12, 40, 9, "dot" if value is None else "strong")
        when = reader.date(str(value))["text"] if value is not None else reader.words("no date")
        sheet.text(x + 2, 20, [when], SIZE, "faint" if value is None else "bold")
        sheet.text(x + 2, 76, wrap(reader.label(record)["text"], wide - 24, SIZE, bold=True), SIZE, "bold")
    return sheet


def view(reader: Reader, start: str, table: Table) -> View:
    """The picture for a page."""
    path = urls.chart(f"{NAME}-{table.name}", reader.language, "svg")
    title = reader.phrase(table.title)["text"]
    name, said = f"{NAME}-{table.name}", finding(reader, table)
    return chart(reader, start, name, draw(reader, table), title, said, path, rows(reader, table))
