"""SQLite: all tables in one file that answers SQL by itself, and the answers of the worked questions as CSV.

Inside are the tables, strictly typed, with the keys and rules that their schemas declare; a dictionary (who opens the
database has its documentation with it); views that join what readers ask for; and a full-text index:

    SELECT "table", record, text FROM search_text WHERE search_text MATCH 'cooperation' ORDER BY rank;

The database is built once: the file is the export, and the same database answers the questions of the content.
"""

import csv
import io
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from decimal import Decimal, InvalidOperation
from typing import Any

from gazette import urls
from gazette.artifact import Artifact
from gazette.database import ask, quote
from gazette.export.cell import BOOLEAN, DATE, INTEGER, NUMBER, TEXT, is_required, kind, plain
from gazette.formats import FORMATS
from gazette.jsontext import json_text
from gazette.model import Catalog, Column, Field, Table, Text, Value, meaning

_APPLICATION_ID = 0x47415A31
"""Bytes 68 to 71 of the file, "GAZ1": what `file` and other programs tell our databases by."""
_PAGE_SIZE = 4096
_TYPES = {TEXT: "TEXT", DATE: "TEXT", INTEGER: "INTEGER", BOOLEAN: "INTEGER", NUMBER: "REAL"}
_BOUNDS = {"minimum": ">=", "maximum": "<=", "exclusiveMinimum": ">", "exclusiveMaximum": "<"}
_LENGTHS = {"minLength": ">=", "maxLength": "<="}
_DICTIONARY = {
    "about_package": (
        "fact TEXT NOT NULL", "language TEXT NOT NULL", "value TEXT NOT NULL", "PRIMARY KEY (fact, language)",
    ),
    "about_tables": (
        "name TEXT NOT NULL", "language TEXT NOT NULL", "title TEXT", "singular TEXT", "description TEXT",
        "number_of_rows INTEGER NOT NULL", "PRIMARY KEY (name, language)",
    ),
    "about_columns": (
        "table_name TEXT NOT NULL", "name TEXT NOT NULL", "language TEXT NOT NULL", "title TEXT",
        "description TEXT", "position INTEGER NOT NULL", "type TEXT NOT NULL", "kept_as TEXT NOT NULL",
        "language_of_text TEXT", "meaning TEXT", "refers_to TEXT", "constraints TEXT NOT NULL",
        "PRIMARY KEY (table_name, name, language)",
    ),
    "about_values": (
        "table_name TEXT NOT NULL", "column_name TEXT NOT NULL", "language TEXT NOT NULL",
        "value TEXT NOT NULL", "label TEXT", "PRIMARY KEY (table_name, column_name, value, language)",
    ),
}  # fmt: skip
"""The tables of the dictionary. Their names hold an underscore, which no name of a table of the publication can."""
_SEARCH = "search_text"
_PROSE = {
    meaning.LABEL, meaning.DESCRIPTION, meaning.DEFINITION, meaning.NOTE, meaning.VERBATIM, meaning.RIGHTS,
    meaning.EXPANSION, meaning.ABBREVIATION,
}  # fmt: skip
_SIGNS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
"""Vowel signs of Arabic, signs of recitation, and the stroke that only stretches a word."""
Row = Sequence[str | int | None]


def export(catalog: Catalog, edition: str = urls.LATEST) -> Iterator[Artifact]:
    """The database, and a CSV a question: what its query returns, as a spreadsheet or a script reads it."""
    form = FORMATS["sqlite"]
    with closing(_build(catalog)) as database:
        yield Artifact(
            urls.data(form.file(catalog.file_name), edition), form.media_type, database.serialize()
        )
        for question in catalog.questions:
            columns, rows = ask(database, question.query)
            text = io.StringIO()
            csv.writer(text, lineterminator="\n").writerows([columns, *rows])
            yield Artifact(urls.answer(question.name, edition), "text/csv", text.getvalue().encode())


def _build(catalog: Catalog) -> sqlite3.Connection:
    """A database in memory; the same catalogue gives the same bytes. The caller closes it."""
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.execute(f"PRAGMA page_size = {_PAGE_SIZE}")
    database.execute("PRAGMA encoding = 'UTF-8'")
    database.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
    database.execute(f"PRAGMA user_version = {edition_number(catalog.version)}")
    database.execute("BEGIN")
    create_tables(database, catalog)
    contents = (_facts(catalog), _tables(catalog), _columns(catalog), _values(catalog))
    for (name, lines), rows in zip(_DICTIONARY.items(), contents, strict=True):
        _create(database, name, lines)
        _insert(database, name, len(lines) - 1, rows)  # the last line is the key
    _create_views(database, catalog)
    _create_index(database, catalog)
    database.execute("COMMIT")
    database.execute("VACUUM")
    return database


def edition_number(version: str) -> int:
    """A version as the one number that an SQLite file may carry: 1.2.3 is 1002003; 0 where there is no room."""
    parts = re.match(r"([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})(?![0-9])", version)
    return sum(int(part) * 1000**place for place, part in enumerate(reversed(parts.groups()))) if parts else 0


def _create(database: sqlite3.Connection, name: str, lines: Iterable[str]) -> None:
    """A table, one line a column, for people read it in the file."""
    database.execute(f"CREATE TABLE {quote(name)} (\n  " + ",\n  ".join(lines) + "\n) STRICT")


def _insert(database: sqlite3.Connection, name: str, width: int, rows: Iterable[Sequence[Any]]) -> None:
    marks = ", ".join("?" * width)
    database.executemany(f"INSERT INTO {quote(name)} VALUES ({marks})", rows)  # noqa: S608 - quoted


def create_tables(database: sqlite3.Connection, catalog: Catalog) -> None:
    """Every table with its rows in the order of the file, then an index on every foreign key."""
    for table in catalog.tables:
        lines = [_column(catalog, table, field) for field in table.fields]
        if table.primary_key:
            lines.append(f"PRIMARY KEY ({', '.join(map(quote, table.primary_key))})")
        _create(database, table.name, lines)
        # Whether cells of a column are kept as something else than they are.
        columns = [
            (field.name, field.type != "string" and kind(table, field) not in (INTEGER, BOOLEAN))
            for field in table.fields
        ]
        rows = (
            [_kept(record.values[name]) if changes else record.values[name] for name, changes in columns]
            for record in table.records
        )
        _insert(database, table.name, len(columns), rows)
    for table in catalog.tables:
        for field in table.fields:
            # The first column of a key has the key's own index.
            if catalog.keyed(field) and field.name not in table.primary_key[:1]:
                index = quote(f"{table.name}_by_{field.name}")
                database.execute(f"CREATE INDEX {index} ON {quote(table.name)} ({quote(field.name)})")


def _kept(value: Value) -> str | int | float | Decimal | None:
    """A cell as SQLite keeps it: a truth as 0 or 1, a date as ISO 8601. A TEXT column takes numbers as text."""
    if isinstance(value, Decimal):
        return float(value) if Decimal(repr(float(value))) == value else str(value)
    if isinstance(value, int) and not -(2**63) < value < 2**63:
        return str(value)
    return plain(value)


def _column(catalog: Catalog, table: Table, field: Field) -> str:
    kept, name = kind(table, field), quote(field.name)
    parts = [name, _TYPES[kept]]
    if is_required(table, field):
        parts.append("NOT NULL")
    if field.constraints.get("unique") and table.primary_key != (field.name,):
        parts.append("UNIQUE")
    parts += [f"CHECK ({rule})" for rule in _rules(field, kept, name)]
    if target := catalog.keyed(field):
        parts.append(f"REFERENCES {quote(target.name)} ({quote(target.primary_key[0])})")
    return " ".join(parts)


def _rules(field: Field, kept: str, name: str) -> Iterator[str]:
    """What SQL can hold of Table Schema's constraints; patterns stay the dictionary's."""
    if kept == BOOLEAN:
        yield f"{name} IN (0, 1)"
    if kept == DATE:
        yield f"date({name}, '+0 days') IS {name}"
    if field.type == "string":
        if field.allowed:
            yield f"{name} IN ({', '.join(map(_literal, field.allowed))})"
        for key, sign in _LENGTHS.items():
            if key in field.constraints:
                yield f"length({name}) {sign} {int(str(field.constraints[key]))}"
    if kept in (INTEGER, NUMBER, DATE):
        for key, sign in _BOUNDS.items():
            bound = str(field.constraints.get(key, ""))
            if bound and (kept == DATE or _is_number(bound)):
                yield f"{name} {sign} {_literal(bound) if kept == DATE else bound}"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _is_number(text: str) -> bool:
    """True for what may stand bare in SQL: nothing but digits, a point, a sign and an exponent."""
    try:
        return Decimal(text).is_finite() and text.isascii() and "_" not in text
    except InvalidOperation:
        return False


def _facts(catalog: Catalog) -> Iterator[Row]:
    """Facts of the package; those in no language have the empty string as their language."""
    for fact, text in (("title", catalog.title), ("description", catalog.description)):
        for code, words in text.by_language(catalog.source_language).items():
            yield fact, code, words
    facts = {
        "name": catalog.name,
        "version": catalog.version,
        "created": catalog.created,
        "repository": catalog.repository,
        "contact": catalog.contact,
        "languages": " ".join(catalog.languages),
        "licences": " ".join(licence.path or licence.name for licence in catalog.licences),
    }
    yield from ((fact, "", value) for fact, value in facts.items() if value)


def _tables(catalog: Catalog) -> Iterator[Row]:
    for table in catalog.tables:
        for code in catalog.languages:
            texts = (table.title, table.singular, table.description)
            yield table.name, code, *(_exact(catalog, text, code) for text in texts), len(table.records)


def _columns(catalog: Catalog) -> Iterator[Row]:
    for table in catalog.tables:
        for position, field in enumerate(table.fields, 1):
            kept, rules = kind(table, field), json_text(dict(field.constraints))
            for code in catalog.languages:
                yield (
                    table.name, field.name, code,
                    _exact(catalog, field.title, code), _exact(catalog, field.description, code),
                    position, field.type, kept, field.language, field.meaning or None, field.reference, rules,
                )  # fmt: skip


def _values(catalog: Catalog) -> Iterator[Row]:
    for table in catalog.tables:
        for field in table.fields:
            for value in dict.fromkeys(field.allowed):
                for code in catalog.languages:
                    label = _exact(catalog, field.labels.get(value, Text()), code)
                    yield table.name, field.name, code, value, label


def _exact(catalog: Catalog, text: Text, code: str) -> str | None:
    """The words in exactly this language: what is not translated is left empty."""
    return text.by_language(catalog.source_language).get(code)


def _create_views(database: sqlite3.Connection, catalog: Catalog) -> None:
    """Every table in one language, with the labels of what it points at; and one list of all records.

    `<table>_<language>`, where it shows more than the table itself, has a translated column once, under its plain
    name, and beside every foreign key the label of the record that it names. A text without translation is shown in
    the source language. `records_<language>` lists all records of all substantive tables with their labels.
    """
    for code in catalog.languages:
        for table in catalog.tables:
            shows_more = any(column.translated or column.reference for column in table.columns)
            if shows_more and f"{table.name}_{code}" not in catalog.by_name:
                database.execute(_view(catalog, table, code))
        labels = []
        for table in catalog.substantive:
            key = quote(table.primary_key[0] if len(table.primary_key) == 1 else table.fields[0].name)
            label = _words(table.label_column, code, "t") if table.label_column else f"t.{key}"
            labels.append(f"SELECT '{table.name}', t.{key}, {label} FROM {quote(table.name)} AS t")  # noqa: S608
        if labels and f"records_{code}" not in catalog.by_name:
            name, query = quote(f"records_{code}"), "\nUNION ALL ".join(labels)
            database.execute(f'CREATE VIEW {name} ("table", record, label) AS\n{query}')


def _view(catalog: Catalog, table: Table, code: str) -> str:
    columns: dict[str, str] = {}
    lines = [f"FROM {quote(table.name)} AS t"]
    for number, column in enumerate(table.columns, 1):
        columns[_free(columns, column.name)] = _words(column, code, "t")
        target = catalog.keyed(column.first)
        if target and target.label_column:
            other = f"r{number}"
            columns[_free(columns, f"{column.name}_label")] = _words(target.label_column, code, other)
            key, foreign = quote(target.primary_key[0]), quote(column.first.name)
            lines.append(f"LEFT JOIN {quote(target.name)} AS {other} ON {other}.{key} = t.{foreign}")
    selected = ",\n  ".join(f"{sql} AS {quote(name)}" for name, sql in columns.items())
    return "\n".join([f"CREATE VIEW {quote(f'{table.name}_{code}')} AS SELECT\n  {selected}", *lines])


def _words(column: Column, code: str, alias: str) -> str:
    """The SQL of a column in a language: that language's words or, failing them, those of the source."""
    chosen = [field.name for field in column.fields if field.language == code]
    names = [f"{alias}.{quote(name)}" for name in dict.fromkeys((*chosen, column.first.name))]
    return names[0] if len(names) == 1 else f"coalesce({', '.join(names)})"


def _free(taken: Collection[str], name: str) -> str:
    """The name, or one like it, that no column of the view has; SQL does not tell capitals apart."""
    while name.casefold() in {column.casefold() for column in taken}:
        name += "_"
    return name


def _create_index(database: sqlite3.Connection, catalog: Catalog) -> None:
    """The full-text index (FTS5) over all human texts in all languages: where each stands, and its words.

    Accents do not count, and neither do the vowel signs of Arabic, which SQLite's own folding leaves alone:
    `words` is what is searched, `text` what is written.
    """
    database.execute(
        f'CREATE VIRTUAL TABLE {_SEARCH} USING fts5("table" UNINDEXED, record UNINDEXED, "column" UNINDEXED,'
        " language UNINDEXED, text UNINDEXED, words, tokenize = 'unicode61 remove_diacritics 2')"
    )
    for table in catalog.tables:
        fields = [
            (column.name, field.name, field.language or catalog.source_language)
            for column in table.columns
            if column.translated or column.meaning in _PROSE
            for field in column.fields
            if field.type == "string"
        ]
        rows = (
            (table.name, record.id, column, code, text, text if text.isascii() else _SIGNS.sub("", text))
            for record in table.records
            for column, name, code in fields
            if (text := str(record.values[name] or ""))
        )
        _insert(database, _SEARCH, 6, rows)
    database.execute(f"INSERT INTO {_SEARCH} ({_SEARCH}) VALUES ('optimize')")  # noqa: S608 - a name of ours
