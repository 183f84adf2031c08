"""What formats share about a cell and its column.

The value as JSON has it and the JSON Schema of that are one promise: what `plain` writes, `cell_schema` allows. A
format with types of its own asks for the kind that a column is kept as, one with a dictionary for the column's rules.
"""

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal

from gazette.jsontext import json_text
from gazette.model import Field, Table, Value
from gazette.model.cell import parse

Plain = str | int | bool | Decimal | None
Schema = dict[str, object]

TEXT, INTEGER, NUMBER, BOOLEAN, DATE = "text", "integer", "number", "boolean", "date"
_KINDS = {"integer": INTEGER, "year": INTEGER, "number": NUMBER, "boolean": BOOLEAN, "date": DATE}
_LARGEST = 2**63 - 1
_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")


def plain(value: Value) -> Plain:
    """A cell as JSON has it: a date as ISO 8601, the rest as it is."""
    return value.isoformat() if isinstance(value, datetime.date) else value


def is_required(table: Table, field: Field) -> bool:
    """True if no cell of this column is empty: it says so, or is part of the primary key (`primaryKey`)."""
    return field.required or field.name in table.primary_key


def kind(table: Table, field: Field) -> str:
    """The kind under which every cell of this column comes back as it was: one of the five words above.

    A binary number has some 16 digits and a machine integer 64 bits; a column that holds more is kept as text.
    """
    wanted = _KINDS.get(field.type, TEXT)
    fits: Callable[[Value], bool] | None = {INTEGER: _fits_machine, NUMBER: _is_binary}.get(wanted)
    if fits is None or all(map(fits, table.values_of(field.name))):
        return wanted
    return TEXT


def _is_binary(value: Value) -> bool:
    return value is None or (isinstance(value, Decimal) and Decimal(repr(float(value))) == value)


def _fits_machine(value: Value) -> bool:
    return value is None or (isinstance(value, int) and -_LARGEST <= value <= _LARGEST)


def cell_schema(field: Field, language: str, *, required: bool) -> Schema:
    """The JSON Schema of a cell (2020-12, sections 6.1 to 6.3 and 9 of Validation); titles in this language.

    Bounds of dates have no counterpart and stay the Table Schema's; `unique` is the business of the checks.
    """
    wanted = _KINDS.get(field.type)
    name = wanted if wanted in (INTEGER, NUMBER, BOOLEAN) else "string"
    schema: Schema = {"type": name if required else [name, "null"]}
    if title := field.title.words(language):
        schema["title"] = title
    if description := field.description.words(language):
        schema["description"] = description
    if field.example is not None:
        schema["examples"] = [_constant(field.example, field)]
    if field.type == "date":
        schema["format"] = "date"
    if field.allowed:
        schema["enum"] = [
            *(_constant(value, field) for value in field.allowed),
            *([] if required else [None]),
        ]
    constraints: Mapping[str, object] = field.constraints
    if (
        field.type == "string"
    ):  # the lengths of lists and objects count items, and their JSON is no text of that length
        schema |= {key: constraints[key] for key in ("minLength", "maxLength") if key in constraints}
        if "pattern" in constraints:
            pattern = str(constraints["pattern"])
            # Table Schema's pattern matches the whole value, JSON Schema's any part of it.
            whole = pattern.startswith("^") and pattern.endswith("$") and "|" not in pattern
            schema["pattern"] = pattern if whole else f"^(?:{pattern})$"
    elif name in (INTEGER, NUMBER):
        schema |= {key: _constant(str(constraints[key]), field) for key in _BOUNDS if key in constraints}
    return schema


def _constant(text: str, field: Field) -> Plain:
    """A value that stands in the schema (an allowed one, a bound, an example) with the column's own type."""
    return plain(parse(text, {"type": field.type}))


def rules(table: Table, field: Field) -> list[str]:
    """The column's rules under Table Schema's own names, so that they can be looked up: `maxLength 64`."""
    listed = ["required"] if is_required(table, field) else []
    if field.constraints.get("unique") or table.primary_key == (field.name,):
        listed.append("unique")
    listed += [
        f"{name} {value if isinstance(value, str) else json_text(value)}"
        for name, value in field.constraints.items()
        if name not in ("required", "unique", "enum")
    ]
    return [*listed, f"→ {field.reference}"] if field.reference else listed
