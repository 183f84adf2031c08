"""Tables, strictly typed, with the keys and rules that their schemas declare."""

import datetime
import sqlite3
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from gazette.database import quote
from gazette.export.cell import is_required
from gazette.export.kind import BOOLEAN, DATE, INTEGER, NUMBER, TEXT, kind
from gazette.model import Catalog, Field, Table, Value

TYPES = {TEXT: "TEXT", DATE: "TEXT", INTEGER: "INTEGER", BOOLEAN: "INTEGER", NUMBER: "REAL"}
_BOUNDS = {"minimum": ">=", "maximum": "<=", "exclusiveMinimum": ">", "exclusiveMaximum": "<"}
_LENGTHS = {"minLength": ">=", "maxLength": "<="}


def create_tables(database: sqlite3.Connection, catalog: Catalog) -> None:
    """Every table with its rows in the order of the file, then an index on every foreign key."""
    for table in catalog.tables:
        database.execute(definition(catalog, table))
        columns = [(field.name, _changes(table, field)) for field in table.fields]
        marks = ", ".join("?" * len(columns))
        database.executemany(
            f"INSERT INTO {quote(table.name)} VALUES ({marks})",  # noqa: S608 - the name is quoted
            (
                [stored(record.values[name]) if changes else record.values[name] for name, changes in columns]
                for record in table.records
            ),
        )
    for table in catalog.tables:
        for field in table.fields:
            # The first column of a key has the key's own index.
            if target(catalog, field) and field.name != table.primary_key[0]:
                index = quote(f"{table.name}_by_{field.name}")
                database.execute(f"CREATE INDEX {index} ON {quote(table.name)} ({quote(field.name)})")


def definition(catalog: Catalog, table: Table) -> str:
    """The table's CREATE TABLE, one line a column, for people read it in the file."""
    lines = [_column(catalog, table, field) for field in table.fields]
    lines.append(f"PRIMARY KEY ({', '.join(map(quote, table.primary_key))})")
    return f"CREATE TABLE {quote(table.name)} (\n  " + ",\n  ".join(lines) + "\n) STRICT"


def target(catalog: Catalog, field: Field) -> tuple[str, str] | None:
    """The table and the key that a foreign key points at; None where there is no such key."""
    pointed = catalog.by_name.get(field.reference or "")
    return (pointed.name, pointed.primary_key[0]) if pointed and len(pointed.primary_key) == 1 else None


def _changes(table: Table, field: Field) -> bool:
    """True if cells of this column are kept as something else than they are."""
    return field.type != "string" and kind(table, field) not in (INTEGER, BOOLEAN)


def stored(value: Value) -> str | int | float | None:
    """A cell as SQLite keeps it: a truth as 0 or 1, a date as ISO 8601. A TEXT column takes numbers as text."""
    if isinstance(value, Decimal):
        return float(value) if Decimal(repr(float(value))) == value else str(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, int) and not -(2**63) < value < 2**63:
        return str(value)
    return value


def _column(catalog: Catalog, table: Table, field: Field) -> str:
    kept, name = kind(table, field), quote(field.name)
    parts = [name, TYPES[kept]]
    if is_required(table, field):
        parts.append("NOT NULL")
    if field.constraints.get("unique") and table.primary_key != (field.name,):
        parts.append("UNIQUE")
    parts += [f"CHECK ({rule})" for rule in _rules(field, kept, name)]
    if pointed := target(catalog, field):
        parts.append(f"REFERENCES {quote(pointed[0])} ({quote(pointed[1])})")
    return " ".join(parts)


def _rules(field: Field, kept: str, name: str) -> Iterator[str]:
    """What SQL can hold of Table Schema's constraints; patterns stay the dictionary's."""
    if kept == BOOLEAN:
        yield f"{name} IN (0, 1)"
    if kept == DATE:
        yield f"date({name}, '+0 days') IS {name}"
    if field.allowed and kept == TEXT and field.type == "string":
        yield f"{name} IN ({', '.join(map(_literal, field.allowed))})"
    if field.type == "string":
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
