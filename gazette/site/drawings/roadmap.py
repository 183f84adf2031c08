"""The roadmap: the steps that the source dates along a line, the others in a list."""

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
    """The picture of one table: what has a date along a line, what has none in a list below, which has no order."""
    column = table.column(meaning.DATE)
    dates = {record.id: record.values[column.first.name] if column else None for record in table.records}
    records = in_order(table)
    dated = sorted(
        (each for each in records if dates[each.id] is not None), key=lambda each: str(dates[each.id])
    )
    sheet = Canvas(WIDTH, rtl=reader.words.direction == "rtl")
    y = 20.0
    if dated:
        wide = WIDTH / len(dated)
        sheet.line(0, 40, WIDTH, 40, "rule heavy")
        for number, record in enumerate(dated):
            x = number * wide
            sheet.dot(x + 12, 40, 9, "strong")
            sheet.text(x + 2, 20, [reader.date(str(dates[record.id]))["text"]], SIZE, "bold")
            sheet.text(
                x + 2, 76, wrap(reader.label(record)["text"], wide - 24, SIZE, bold=True), SIZE, "bold"
            )
        y = sheet.height + 30
    if undated := [each for each in records if dates[each.id] is None]:
        y = sheet.text(2, y, [reader.words("no date")], SIZE, "faint") + 6
        for record in undated:
            y = (
                sheet.text(
                    2, y, wrap(reader.label(record)["text"], WIDTH - 24, SIZE, bold=True), SIZE, "bold"
                )
                + 4
            )
    return sheet


def view(reader: Reader, start: str, table: Table) -> View:
    """The picture for a page."""
    path = urls.chart(f"{NAME}-{table.name}", reader.language, "svg")
    title = reader.phrase(table.title)["text"]
    name, said = f"{NAME}-{table.name}", finding(reader, table)
    return chart(reader, start, name, draw(reader, table), title, said, path, rows(reader, table))
