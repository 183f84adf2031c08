"""XLSX: every table a sheet, its dictionary on the header, a first sheet that says what all this is.

A text is only ever a text: nothing in a cell can become a formula, a link or a number on the reader's computer.
"""

import datetime
import io
from collections.abc import Iterator

import xlsxwriter  # type: ignore[import-untyped]

from gazette import urls
from gazette.artifact import Artifact
from gazette.export.front import write_front
from gazette.export.sheet import RecordSheet, Style, fill
from gazette.formats import FORMATS
from gazette.model import Catalog, Table
from gazette.model.language import direction

FORMAT = FORMATS["xlsx"]
FRONT = "README"
_LONGEST_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", "-"))
_RESERVED = {FRONT.casefold(), "history"}
"""The first sheet, and the one name that spreadsheets keep for themselves."""


def export(catalog: Catalog, edition: str = urls.LATEST) -> Iterator[Artifact]:
    """One file."""
    yield Artifact(urls.data(FORMAT.file(), edition), FORMAT.media_type, _workbook(catalog))


def sheet_names(tables: tuple[Table, ...]) -> dict[str, str]:
    """A sheet name by table: the table's own as far as spreadsheets take it, and no name twice."""
    taken = set(_RESERVED)
    found = {}
    for table in tables:
        plain = table.name.translate(_FORBIDDEN)
        name, number = plain[:_LONGEST_NAME], 2
        while name.casefold() in taken:
            ending = f"-{number}"
            name, number = plain[: _LONGEST_NAME - len(ending)] + ending, number + 1
        taken.add(name.casefold())
        found[table.name] = name
    return found


def _workbook(catalog: Catalog) -> bytes:
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties(_properties(catalog))
        style = Style.of(book, right_to_left=direction(catalog.source_language) == "rtl")
        names = sheet_names(catalog.tables)
        write_front(book.add_worksheet(FRONT), catalog, names, style)
        for table in catalog.tables:
            fill(book.add_worksheet(names[table.name], RecordSheet), catalog, table, style)
    return buffer.getvalue()


def _properties(catalog: Catalog) -> dict[str, object]:
    """What a file manager shows. `created` is the publication's: else the clock would stand in the file."""
    title, description = (text.best(catalog.source_language) for text in (catalog.title, catalog.description))
    moment = datetime.datetime.fromisoformat(catalog.created).astimezone(datetime.UTC)
    return {
        "title": title.text if title else catalog.name,
        "subject": catalog.version,
        "comments": description.text if description else "",
        "keywords": ", ".join(catalog.keywords.get(catalog.source_language, ())),
        "created": moment.replace(tzinfo=None),
    }
