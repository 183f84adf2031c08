"""From the typed value of a cell to JSON, and from a column's Table Schema to the JSON Schema of that JSON.

The two stand side by side because they are one promise: what `plain` writes, `cell_schema` allows.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from gazette.model import Field, Record, Table, Value
from gazette.model.cell import parse

Plain = str | int | bool | Decimal | None
Schema = dict[str, object]

_TYPES = {"integer": "integer", "year": "integer", "number": "number", "boolean": "boolean"}
"""Table Schema types with a JSON Schema type of their own; every other one is written as a string."""
_BATCH = 1000
_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")


def plain(value: Value) -> Plain:
    """A cell as JSON has it: a date as ISO 8601, the rest as it is."""
    return value.isoformat() if isinstance(value, datetime.date) else value


def batches(table: Table) -> Iterator[tuple[Sequence[Record], list[dict[str, Plain]]]]:
    """The records, some at a time, and the same flat: each field under its own name, null where a cell is empty.

    A whole table of objects would take many times the memory of its file.
    """
    names = [field.name for field in table.fields]
    dates = [field.name for field in table.fields if field.type == "date"]
    for records in batched(table.records):
        # One pass for all fields, then one for the few that are not plain already.
        found: list[dict[str, Any]] = [{name: one.values[name] for name in names} for one in records]
        for name in dates:
            for flat in found:
                flat[name] = plain(flat[name])
        yield records, found


def batched(records: Sequence[Record]) -> Iterator[Sequence[Record]]:
    """Some records at a time, all of them in their order."""
    for start in range(0, len(records), _BATCH):
        yield records[start : start + _BATCH]


def is_required(table: Table, field: Field) -> bool:
    """True if no cell of this column is empty: it says so, or is part of the primary key (`primaryKey`)."""
    return field.required or field.name in table.primary_key


def cell_schema(field: Field, language: str, *, required: bool) -> Schema:
    """The JSON Schema of a cell (2020-12, sections 6.1 to 6.3 of Validation); titles in this language."""
    kind = _TYPES.get(field.type, "string")
    schema: Schema = {"type": kind if required else [kind, "null"], **_annotations(field, language)}
    if field.type == "date":
        schema["format"] = "date"
    if allowed := field.allowed:
        values = [_constant(value, field) for value in allowed]
        schema["enum"] = values if required else [*values, None]
    return schema | _constraints(field, kind)


def _annotations(field: Field, language: str) -> Schema:
    """What `title`, `description` and `examples` (Validation, section 9) say to a reader."""
    found: Schema = {}
    if title := field.title.best(language):
        found["title"] = title.text
    if description := field.description.best(language):
        found["description"] = description.text
    if field.example is not None:
        found["examples"] = [_constant(field.example, field)]
    return found


def _constraints(field: Field, kind: str) -> Schema:
    """Table Schema's constraints under JSON Schema's names.

    Bounds of dates have no counterpart and stay the Table Schema's; `unique` is the business of the checks.
    """
    found: Schema = {}
    constraints: Mapping[str, object] = field.constraints
    if kind == "string":
        found |= {name: constraints[name] for name in ("minLength", "maxLength") if name in constraints}
        if "pattern" in constraints:
            found["pattern"] = anchored(str(constraints["pattern"]))
    if kind in ("integer", "number"):
        found |= {name: _constant(str(constraints[name]), field) for name in _BOUNDS if name in constraints}
    return found


def anchored(pattern: str) -> str:
    """The pattern as JSON Schema needs it: Table Schema's matches the whole value, JSON Schema's any part."""
    whole = pattern.startswith("^") and pattern.endswith("$") and "|" not in pattern
    return pattern if whole else f"^(?:{pattern})$"


def _constant(text: str, field: Field) -> Plain:
    """A value that stands in the schema (an allowed one, a bound, an example) with the column's own type."""
    return plain(parse(text, {"type": field.type}))
