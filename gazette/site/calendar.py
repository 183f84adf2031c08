"""The dates as a calendar (RFC 5545): whole days, or a whole year where the source names no day."""

import datetime

from gazette import urls
from gazette.model import Record, Table, meaning
from gazette.model.catalog import in_order
from gazette.site.frame import dated
from gazette.site.reader import Reader
from gazette.site.tree import lead

_WIDTH = 73
"""Octets of a line before it is folded: 75 with the line end (RFC 5545, 3.1)."""


def calendar(reader: Reader) -> bytes:
    """A calendar of every record that has a date."""
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
            lines += _event(reader, table, record)
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) + "\r\n" for line in lines).encode()


def _event(reader: Reader, table: Table, record: Record) -> list[str]:
    column = table.column(meaning.DATE)
    value = record.values[column.first.name] if column else None
    if value is None:
        return []
    first, after = _days(value if isinstance(value, datetime.date) else str(value))
    catalog, said = reader.catalog, lead(reader, urls.home(reader.language), record)
    address = reader.canonical(urls.record(reader.language, record))
    stamp = catalog.created[:19].replace("-", "").replace(":", "") + "Z"
    lines = [
        "BEGIN:VEVENT",
        f"UID:{record.table}-{record.id}@{catalog.name}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        f"SUMMARY:{_escaped(reader.label(record)['text'])}",
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
