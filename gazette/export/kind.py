"""How a column is kept in formats that have types of their own, so that no cell loses a digit.

A binary number has some 16 digits and a machine integer 64 bits; a column that holds more is kept as text.
"""

from collections.abc import Callable
from decimal import Decimal

from gazette.model import Field, Table, Value

TEXT = "text"
INTEGER = "integer"
NUMBER = "number"
BOOLEAN = "boolean"
DATE = "date"

_KINDS = {"integer": INTEGER, "year": INTEGER, "number": NUMBER, "boolean": BOOLEAN, "date": DATE}
_LARGEST = 2**63 - 1


def kind(table: Table, field: Field) -> str:
    """The kind under which every cell of this column comes back as it was: one of the words above."""
    found = _KINDS.get(field.type, TEXT)
    fits: Callable[[Value], bool] | None = {INTEGER: _fits_machine, NUMBER: is_binary}.get(found)
    if fits is None or all(fits(record.values[field.name]) for record in table.records):
        return found
    return TEXT


def is_binary(value: Value) -> bool:
    """True if a binary number of 64 bits says this number exactly as it is written, or the cell is empty."""
    return value is None or (isinstance(value, Decimal) and Decimal(repr(float(value))) == value)


def _fits_machine(value: Value) -> bool:
    return value is None or (isinstance(value, int) and -_LARGEST <= value <= _LARGEST)
