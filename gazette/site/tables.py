"""A table on a page: which of its columns are shown, and its own files."""

from collections.abc import Sequence

from gazette import urls
from gazette.formats import FORMATS
from gazette.model import Column, Table, meaning
from gazette.site.page import View
from gazette.site.reader import Reader


def shown_columns(table: Table) -> Sequence[Column]:
    """The columns beside the name that some row fills, without ids and positions."""
    hidden = {meaning.IDENTIFIER, meaning.POSITION}
    return tuple(
        column
        for column in table.columns
        if column is not table.label_column
        and column.meaning not in hidden
        and column.name not in table.primary_key
        and any(record.values[item.name] is not None for record in table.records for item in column.fields)
    )


def downloads(reader: Reader, start: str, table: Table) -> list[View]:
    """The table's own files, in every format that has one file a table and was made."""
    words = reader.words
    serves = {
        "csv": words("for every tool"),
        "json": words("for programs"),
        "jsonl": words("for streams"),
        "parquet": words("for data frames"),
    }
    found = []
    for one in FORMATS.values():
        path = urls.data(one.file(table.name))
        if one.scope == "table" and path in reader.files:
            found.append({**reader.download(start, path, one.title), "serves": serves.get(one.name, "")})
    return found
