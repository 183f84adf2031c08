"""The dates as a calendar (RFC 5545), and what was reported: whole days, or a year where the source names no day."""

import datetime

from gazette import urls
from gazette.model import Record, Table, Value, meaning
from gazette.model.catalog import in_order
from gazette.site.frame import dated
from gazette.site.page import View
from gazette.site.pages.status import shown
from gazette.site.progress import Update
from gazette.site.reader import Reader
from gazette.site.tree import lead

_WIDTH = 73
"""Octets of a line before it is folded: 75 with the line end (RFC 5545, 3.1)."""


def calendar(reader: Reader) -> bytes:
    """A calendar of every record that has a date, and of every update."""
    catalog = reader.catalog
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{catalog.name}//{catalog.version}//EN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(reader.phrase(catalog.title)['text'])}",
    ]
    for table in dated(reader):
        for record in in_order(table):
            lines += _record(reader, table, record)
    for update in reader.progress.updates:
        lines += _update(reader, update)
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) + "\r\n" for line in lines).encode()


def _record(reader: Reader, table: Table, record: Record) -> list[str]:
    column = table.column(meaning.DATE)
    value = record.values[column.first.name] if column else None
    if value is None:
        return []
    said = lead(reader, urls.home(reader.language), record)
    page = urls.record(reader.language, record)
    return _event(reader, record, value, reader.label(record)["text"], page, said)


def _update(reader: Reader, update: Update) -> list[str]:
    """An update on its day: the record and how far it has come."""
    table, page = reader.catalog.by_name[update.row.table], reader.address(update.row)
    column, view = table.column(meaning.DATE), shown(reader, urls.home(reader.language), update)
    value = update.row.values[column.first.name] if column else None
    name = reader.words.labelled(view["record"]["text"], view["state"]["text"])
    return _event(reader, update.row, value, name, page or "", view["text"])


def _event(
    reader: Reader, record: Record, value: Value, name: str, page: str, said: View | None
) -> list[str]:
    first, after = _days(value if isinstance(value, datetime.date) else str(value))
    catalog = reader.catalog
    address = reader.canonical(page)
    stamp = catalog.moment[:19].replace("-", "").replace(":", "") + "Z"
    lines = [
        "BEGIN:VEVENT",
        f"UID:{record.table}-{record.id}@{catalog.name}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        f"SUMMARY:{_escaped(name)}",
        *([f"URL:{address}"] if address else []),
        "TRANSP:TRANSPARENT",
    ]
    if said is not None:
        lines.append(f"DESCRIPTION:{_escaped(said['text'])}")
    return [*lines, "END:VEVENT"]


def _days(value: datetime.date | str) -> tuple[datetime.date, datetime.date]:
    """The first day and the day after the last: one day, or the year."""
    if isinstance(value, datetime.date):
        return value, value + datetime.timedelta(days=1)
    return datetime.date(int(value), 1, 1), datetime.date(int(value) + 1, 1, 1)


def _escaped(text: str) -> str:
    """Text as RFC 5545 (3.3.11) wants it."""
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets; no letter is cut in two."""
    pieces, size = [""], 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _WIDTH:
            pieces.append("")
            size = 1
        pieces[-1] += letter
        size += width
    return "\r\n ".join(pieces)
