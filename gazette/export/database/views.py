"""Views that join what readers ask for: every table in one language, with the labels of what it points at.

`<table>_<language>` has a translated column once, under its plain name, and beside every foreign key the
label of the record that it names. A text without translation is shown in the source language.
`records_<language>` lists all records of all substantive tables with their labels.
"""

import sqlite3
from collections.abc import Collection

from gazette.database import quote
from gazette.export.database.tables import target
from gazette.export.node import substantive
from gazette.model import Catalog, Column, Table


def create_views(database: sqlite3.Connection, catalog: Catalog) -> None:
    """One view a table and language where it shows more than the table itself; one list of all records."""
    for code in catalog.languages:
        for table in catalog.tables:
            if any(column.translated or column.reference for column in table.columns):
                database.execute(_view(catalog, table, code))
        if listed := [_labels(table, code) for table in substantive(catalog)]:
            name, query = quote(f"records_{code}"), "\nUNION ALL ".join(listed)
            database.execute(f'CREATE VIEW {name} ("table", record, label) AS\n{query}')


def words(column: Column, code: str, alias: str) -> str:
    """The SQL of a column in a language: that language's words or, failing them, those of the source."""
    chosen = [field.name for field in column.fields if field.language == code]
    names = [f"{alias}.{quote(name)}" for name in dict.fromkeys((*chosen, column.first.name))]
    return names[0] if len(names) == 1 else f"coalesce({', '.join(names)})"


def _view(catalog: Catalog, table: Table, code: str) -> str:
    shown: dict[str, str] = {}
    joins = []
    for number, column in enumerate(table.columns, 1):
        shown[_free(shown, column.name)] = words(column, code, "t")
        pointed = target(catalog, column.first)
        label = catalog.by_name[pointed[0]].label_column if pointed else None
        if pointed and label:
            other = f"r{number}"
            shown[_free(shown, f"{column.name}_label")] = words(label, code, other)
            joins.append(
                f"LEFT JOIN {quote(pointed[0])} AS {other}"
                f" ON {other}.{quote(pointed[1])} = t.{quote(column.first.name)}"
            )
    columns = ",\n  ".join(f"{sql} AS {quote(name)}" for name, sql in shown.items())
    name = quote(f"{table.name}_{code}")
    lines = [f"CREATE VIEW {name} AS SELECT\n  {columns}", f"FROM {quote(table.name)} AS t", *joins]
    return "\n".join(lines)


def _labels(table: Table, code: str) -> str:
    key = quote("id" if any(field.name == "id" for field in table.fields) else table.fields[0].name)
    label = words(table.label_column, code, "t") if table.label_column else f"t.{key}"
    return f"SELECT '{table.name}', t.{key}, {label} FROM {quote(table.name)} AS t"  # noqa: S608 - quoted


def _free(taken: Collection[str], name: str) -> str:
    """The name, or one like it, that no column of the view has; SQL does not tell capitals apart."""
    while name.casefold() in {one.casefold() for one in taken}:
        name += "_"
    return name
