"""The dictionary inside the file: who opens the database has its documentation with it.

The names of these tables hold an underscore, which no name of a table of the publication can.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from gazette.database import quote
from gazette.export.dictionary import in_languages
from gazette.export.kind import kind
from gazette.jsontext import json_text
from gazette.model import Catalog, Text

Row = Sequence[str | int | None]

_TABLES = {
    "about_package": ("fact TEXT NOT NULL", "language TEXT NOT NULL", "value TEXT NOT NULL"),
    "about_tables": (
        "name TEXT NOT NULL", "language TEXT NOT NULL", "title TEXT", "singular TEXT", "description TEXT",
        "number_of_rows INTEGER NOT NULL",
    ),
    "about_columns": (
        "table_name TEXT NOT NULL", "name TEXT NOT NULL", "language TEXT NOT NULL", "title TEXT",
        "description TEXT", "position INTEGER NOT NULL", "type TEXT NOT NULL", "kept_as TEXT NOT NULL",
        "language_of_text TEXT", "meaning TEXT", "refers_to TEXT", "constraints TEXT NOT NULL",
    ),
    "about_values": (
        "table_name TEXT NOT NULL", "column_name TEXT NOT NULL", "language TEXT NOT NULL",
        "value TEXT NOT NULL", "label TEXT",
    ),
}  # fmt: skip
_KEYS = {
    "about_package": "fact, language",
    "about_tables": "name, language",
    "about_columns": "table_name, name, language",
    "about_values": "table_name, column_name, value, language",
}


def describe_itself(database: sqlite3.Connection, catalog: Catalog) -> None:
    """Facts of the package, and the titles and descriptions of tables, columns and allowed values."""
    rows: dict[str, Iterable[Row]] = {
        "about_package": _package(catalog),
        "about_tables": _tables(catalog),
        "about_columns": _columns(catalog),
        "about_values": _values(catalog),
    }
    for name, columns in _TABLES.items():
        lines = [*columns, f"PRIMARY KEY ({_KEYS[name]})"]
        database.execute(f"CREATE TABLE {quote(name)} (\n  " + ",\n  ".join(lines) + "\n) STRICT")
        marks = ", ".join("?" * len(columns))
        database.executemany(f"INSERT INTO {quote(name)} VALUES ({marks})", rows[name])  # noqa: S608 - ours


def _package(catalog: Catalog) -> Iterator[Row]:
    """Facts in no language have the empty string as their language."""
    for fact, text in (("title", catalog.title), ("description", catalog.description)):
        for code, words in in_languages(catalog, text).items():
            yield fact, code, words
    for fact, value in (
        ("name", catalog.name),
        ("version", catalog.version),
        ("created", catalog.created),
        ("repository", catalog.repository),
        ("contact", catalog.contact),
        ("languages", " ".join(catalog.languages)),
        ("licences", " ".join(one.path or one.name for one in catalog.licences)),
    ):
        if value:
            yield fact, "", value


def _tables(catalog: Catalog) -> Iterator[Row]:
    for table in catalog.tables:
        for code in catalog.languages:
            texts = (table.title, table.singular, table.description)
            yield table.name, code, *(_in(catalog, text, code) for text in texts), len(table.records)


def _columns(catalog: Catalog) -> Iterator[Row]:
    for table in catalog.tables:
        for position, field in enumerate(table.fields, 1):
            kept, rules = kind(table, field), json_text(dict(field.constraints))
            for code in catalog.languages:
                yield (
                    table.name, field.name, code,
                    _in(catalog, field.title, code), _in(catalog, field.description, code),
                    position, field.type, kept, field.language, field.meaning or None, field.reference, rules,
                )  # fmt: skip


def _values(catalog: Catalog) -> Iterator[Row]:
    for table in catalog.tables:
        for field in table.fields:
            for value in dict.fromkeys(field.allowed):
                for code in catalog.languages:
                    label = _in(catalog, field.labels.get(value, Text()), code)
                    yield table.name, field.name, code, value, label


def _in(catalog: Catalog, text: Text, code: str) -> str | None:
    """The words in exactly this language: what is not translated is left empty."""
    return in_languages(catalog, text).get(code)
