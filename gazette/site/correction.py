"""How a reader suggests a correction: a message that carries record, field, value and version, or a sheet to fill in.

A publication that names no contact offers sheets, one a table and language: the present wordings, and room for better
ones. Nobody is led to an address that does not exist.
"""

import csv
import io
from collections.abc import Iterator
from urllib.parse import quote, urlencode

from gazette import urls
from gazette.artifact import Artifact
from gazette.model import Field, Record, Table
from gazette.site.reader import Reader


def suggestion(reader: Reader, record: Record, start: str) -> str:
    """The address of a new message about a record, filled in, or the sheet of its table.

    A list of issues (an address that ends in `/issues`, as code hosts have it) and a mail address can be
    filled in; any other address is given as it is.
    """
    contact = reader.catalog.contact
    title = reader.words.labelled(reader.words("Correction"), f"{record.table}/{record.id}")
    if contact.startswith("mailto:"):
        return f"{contact}?{_query({'subject': title, 'body': _body(reader, record)})}"
    if contact.rstrip("/").endswith("/issues"):
        return f"{contact.rstrip('/')}/new?{_query({'title': title, 'body': _body(reader, record)})}"
    return contact or urls.relative(start, urls.corrections(reader.language, record.table))


def sheets(reader: Reader) -> Iterator[Artifact]:
    """The sheets of a language: a line for every text of a record; none where there is a contact."""
    if reader.catalog.contact:
        return
    words = reader.words
    for table in reader.paged:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        heads = ("Version", "Record", "Field", "Present wording", "Suggested wording", "Reason")
        writer.writerow([words(head) for head in heads])
        for record in table.records:
            for field in _texts(reader, table):
                wording = str(record.values[field.name] or "")
                writer.writerow(
                    (reader.catalog.version, f"{table.name}/{record.id}", field.name, wording, "", "")
                )
        # Made for spreadsheets, which take a file without the mark for one in another encoding.
        body = "\ufeff".encode() + text.getvalue().encode()
        yield Artifact(urls.corrections(reader.language, table.name), "text/csv", body)


def _texts(reader: Reader, table: Table) -> list[Field]:
    """The columns of text that readers of this language see."""
    return [
        field
        for column in table.text_columns
        for field in column.fields
        if field.language in (None, reader.language)
    ]


def _body(reader: Reader, record: Record) -> str:
    words, catalog = reader.words, reader.catalog
    table = catalog.by_name[record.table]
    column = table.label_column
    field = (
        next((item for item in column.fields if item.language in (None, reader.language)), column.first)
        if column
        else None
    )
    path = urls.record(reader.language, record)
    said = {
        words("Record"): f"{record.table}/{record.id}",
        words("Version"): catalog.version,
        words("Page"): urls.absolute(catalog.homepage, path),
        words("Field"): field.name if field else "",
        words("Present wording"): str(record.values[field.name] or "") if field else "",
        words("Suggested wording"): "",
        words("Reason"): "",
    }
    return "\n".join(words.labelled(name, value) for name, value in said.items())


def _query(values: dict[str, str]) -> str:
    return urlencode(values, quote_via=quote)
