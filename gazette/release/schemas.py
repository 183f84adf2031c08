"""What changed in the columns of a table, in their constraints and in its keys."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from gazette.jsontext import json_text
from gazette.release.changes import Change, Kind
from gazette.release.content import Facts, ForeignKey, TableContent
from gazette.release.order import before, moved

_LOWER = ("minLength", "minimum", "exclusiveMinimum")
_UPPER = ("maxLength", "maximum", "exclusiveMaximum")
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
    last = max((order.index(name) for name in order if name in old.fields), default=-1)
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
        was, now = old.get(name), new.get(name)
        if name in ("name", "constraints") or (was == now and type(was) is type(now)):
            continue
        if name == "labels" and all(value is None or isinstance(value, dict) for value in (was, now)):
            yield from label_changes(table, column, old, new)
            continue
        kind: Kind = "column-described"
        if name in READING:
            kind = "column-retyped"
        elif name == "rdfType":
            kind = "column-meaning-changed"
        yield Change(kind, table, column, name=name, old=was, new=now)
    yield from constraint_changes(table, column, old, new)


def _written(key: ForeignKey) -> Facts:
    return {"columns": list(key.columns), "table": key.table, "targets": list(key.targets)}


def constraint_changes(table: str, column: str, old: Facts, new: Facts) -> Iterator[Change]:
    """What changed in the constraints of a column, of which both field descriptors are given."""
    first, second = rules(old), rules(new)
    for name in (*first, *(name for name in second if name not in first)):
        was, now = first.get(name), second.get(name)
        if was == now and type(was) is type(now):
            continue
        if name == "enum" and isinstance(was, list | tuple) and isinstance(now, list | tuple):
            yield from _values(table, column, allowed(was), allowed(now))
            continue
        kind = _direction(name, was, now)
        property_ = f"constraints.{name}" if kind == "column-described" else name
        yield Change(kind, table, column, name=property_, old=was, new=now)


def label_changes(table: str, column: str, old: Facts, new: Facts) -> Iterator[Change]:
    """Which allowed values are called otherwise now; both sides' `labels` must be objects or absent."""
    first, second = labels(old), labels(new)
    for value in (*first, *(value for value in second if value not in first)):
        was, now = first.get(value), second.get(value)
        if was != now:
            yield Change("allowed-value-relabelled", table, column, name=value, old=was, new=now)


def rules(facts: Facts) -> Mapping[str, object]:
    """A field's constraints."""
    constraints = facts.get("constraints")
    return constraints if isinstance(constraints, Mapping) else {}


def labels(facts: Facts) -> Mapping[str, object]:
    """A field's names for its allowed values."""
    names = facts.get("labels")
    return names if isinstance(names, Mapping) else {}


def allowed(values: object) -> dict[str, object]:
    """Allowed values by how they are written."""
    listed = values if isinstance(values, list | tuple) else ()
    return {value if isinstance(value, str) and value else json_text(value): value for value in listed}


def _values(
    table: str, column: str, old: Mapping[str, object], new: Mapping[str, object]
) -> Iterator[Change]:
    for key, value in old.items():
        if key not in new:
            yield Change("allowed-value-removed", table, column, name=key, old=value)
    shifted, places = moved(old, list(new)), before(list(new))
    for key, value in new.items():
        if key not in old:
            yield Change("allowed-value-added", table, column, name=key, new=value, after=places[key])
        elif key in shifted:
            yield Change("allowed-value-moved", table, column, name=key, after=places[key])


def _direction(name: str, old: object, new: object) -> Kind:
    """Tightened, loosened or, where both say the same in other words, a matter of description.

    What cannot be compared, such as two patterns, counts as tightened: some value may no longer pass.
    """
    if old is None or new is None:
        return "constraint-tightened" if old is None else "constraint-loosened"
    order = _order(old, new)
    if order == 0:
        return "column-described"
    if order is None or name not in (*_LOWER, *_UPPER):
        return "constraint-tightened"
    return "constraint-tightened" if (order < 0) == (name in _LOWER) else "constraint-loosened"


def _order(old: object, new: object) -> int | None:
    """Which of two bounds is smaller: -1 if the old one; None if they cannot be compared."""
    try:
        before_, after = Decimal(str(old)), Decimal(str(new))
        return (before_ > after) - (before_ < after)
    except InvalidOperation:
        pass
    if isinstance(old, str) and isinstance(new, str) and len(old) == len(new):
        return (old > new) - (old < new)  # dates, as ISO 8601 writes them
    return None
