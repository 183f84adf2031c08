"""All tables together, for rules that speak of every record: a new table is then under the rule by itself.

    all_records ("table", record, role, editorial, parent, position)
    all_texts ("table", record, field, text, label)

`role` is what a row is (`gazette.model.meaning`), `editorial` 1 where the resource says so, `parent` the column and
the id of the first filled cell that means "is part of", `position` the number in its order where that is a whole one.
`all_texts` holds what is said in the source language; `label` is 1 for the text that names the record. Neither name
can be a table's own: no table of a package has an underscore in its name.
"""

import sqlite3
from collections.abc import Iterator, Sequence

from gazette.check.run import Run, fields_of
from gazette.database import fill
from gazette.load.source import RawTable
from gazette.model import meaning
from gazette.model.columns import base_of

_RECORDS = (
    ("table", "string"), ("record", "string"), ("role", "string"),
    ("editorial", "integer"), ("parent", "string"), ("position", "integer"),
)  # fmt: skip
_TEXTS = (
    ("table", "string"), ("record", "string"), ("field", "string"), ("text", "string"), ("label", "integer"),
)  # fmt: skip
_NAMING = (meaning.LABEL, meaning.DESCRIPTION, meaning.DEFINITION)


def fill_together(database: sqlite3.Connection, run: Run) -> None:
    """Create both tables and fill them from every table whose rows have ids."""
    tables = [table for table in run.tables() if "id" in table.header]
    languages = run.source.languages
    fill(database, "all_records", _RECORDS, (row for table in tables for row in _records(table)))
    fill(database, "all_texts", _TEXTS, (row for table in tables for row in _texts(table, languages)))


def _records(table: RawTable) -> Iterator[Sequence[str | int | None]]:
    schema = table.schema.value if table.schema else {}
    role = meaning.role_of(schema)
    editorial = int(table.resource.get("editorial") is True)
    key, parents = table.header.index("id"), _columns(table, meaning.PART_OF)
    whole = [at for at, one in enumerate(fields_of(table)) if one.get("type") in ("integer", "year")]
    position = next((at for at in _columns(table, meaning.POSITION) if at in whole), None)
    for row in table.rows:
        parent = next((f"{table.header[at]} {row[at]}" for at in parents if row[at]), "")
        place = int(row[position]) if position is not None and row[position] else None
        yield table.name, row[key], role, editorial, parent, place


def _texts(table: RawTable, languages: Sequence[str]) -> Iterator[Sequence[str | int]]:
    key, labels = table.header.index("id"), [at for one in _NAMING for at in _columns(table, one)]
    said = [at for at in range(len(table.header)) if _is_source(table, at, languages, labels)]
    label = next((at for at in labels if at in said), None)
    for row in table.rows:
        for at in said:
            if row[at]:
                yield table.name, row[key], table.header[at], row[at], int(at == label)


def _is_source(table: RawTable, at: int, languages: Sequence[str], labels: Sequence[int]) -> bool:
    """True for a text in the source language, and for a name in no language."""
    _, language = base_of(table.header[at], languages, table.header)
    return language == languages[0] if language else at in labels


def _columns(table: RawTable, wanted: str) -> list[int]:
    return [at for at, one in enumerate(fields_of(table)) if one.get("rdfType") == wanted]
