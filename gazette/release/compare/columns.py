"""What changed in the columns of a table and in its keys."""

from collections.abc import Iterator

from gazette.release.changes import Change, Kind
from gazette.release.compare.constraints import constraint_changes, label_changes
from gazette.release.content import Facts, ForeignKey, TableContent
from gazette.release.order import before, moved

READING = (
    "type",
    "format",
    "trueValues",
    "falseValues",
    "decimalChar",
    "groupChar",
    "bareNumber",
    "itemType",
    "delimiter",
    "missingValues",
)
"""Properties that say how a cell is read: a change of one is a change of the type."""


def column_changes(old: TableContent, new: TableContent) -> Iterator[Change]:
    """Columns removed, added, moved and changed; both sides already bear the new names."""
    name = new.name
    for column, facts in old.fields.items():
        if column not in new.fields:
            yield Change("column-removed", name, column, old=with_cells(old, new, column, facts))
    order = list(new.fields)
    shifted, places = moved(old.fields, order), before(order)
    last = max((order.index(one) for one in order if one in old.fields), default=-1)
    for at, (column, facts) in enumerate(new.fields.items()):
        if column not in old.fields:
            kind: Kind = "column-appended" if at > last else "column-inserted"
            filled = with_cells(new, old, column, facts)
            yield Change(kind, name, column, new=filled, after=places[column])
            continue
        if column in shifted:
            yield Change("column-moved", name, column, after=places[column])
        yield from _facts(name, column, old.fields[column], facts)


def key_changes(old: TableContent, new: TableContent) -> Iterator[Change]:
    """Primary, unique and foreign keys that came, went or changed."""
    name = new.name
    if old.primary_key != new.primary_key:
        yield Change("primary-key-changed", name, old=list(old.primary_key), new=list(new.primary_key))
    for unique in old.unique_keys:
        if unique not in new.unique_keys:
            yield Change("unique-key-removed", name, "+".join(unique), old=list(unique))
    for unique in new.unique_keys:
        if unique not in old.unique_keys:
            yield Change("unique-key-added", name, "+".join(unique), new=list(unique))
    for key in old.foreign_keys:
        if key not in new.foreign_keys:
            yield Change("foreign-key-removed", name, "+".join(key.columns), old=_written(key))
    for key in new.foreign_keys:
        if key not in old.foreign_keys:
            fresh = not any(column in old.fields for column in key.columns)
            kind: Kind = "foreign-key-of-new-column" if fresh else "foreign-key-added"
            yield Change(kind, name, "+".join(key.columns), new=_written(key))


def with_cells(table: TableContent, other: TableContent, column: str, facts: Facts) -> Facts:
    """A column that only one side has, with its cells in the rows that both sides have."""
    cells = {
        key: row[column]
        for key, row in table.rows.items()
        if key in other.rows and row.get(column) is not None
    }
    return {"field": facts, "cells": cells}


def _facts(table: str, column: str, old: Facts, new: Facts) -> Iterator[Change]:
    for name in (*old, *(name for name in new if name not in old)):
        one, other = old.get(name), new.get(name)
        if name in ("name", "constraints") or (one == other and type(one) is type(other)):
            continue
        if name == "labels" and all(value is None or isinstance(value, dict) for value in (one, other)):
            yield from label_changes(table, column, old, new)
            continue
        kind: Kind = "column-described"
        if name in READING:
            kind = "column-retyped"
        elif name == "rdfType":
            kind = "column-meaning-changed"
        yield Change(kind, table, column, name=name, old=one, new=other)
    yield from constraint_changes(table, column, old, new)


def _written(key: ForeignKey) -> Facts:
    return {"columns": list(key.columns), "table": key.table, "targets": list(key.targets)}
