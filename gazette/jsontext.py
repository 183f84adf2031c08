"""JSON as this publisher writes it (RFC 8259): keys keep their order, and a Decimal keeps every digit.

orjson writes; what it has no word for goes through `_rest`. What JSON itself has no word for (NaN, a set, a
date) raises ValueError or TypeError.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

import orjson

_STRICT = orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS
_MANY_LINES = _STRICT | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE


def json_text(value: object) -> str:
    """`value` as JSON on one line."""
    return _written(value, _STRICT).decode()


def json_bytes(value: object) -> bytes:
    """`value` as a JSON file: UTF-8, one member a line, a line end at the end."""
    return _written(value, _MANY_LINES)


def json_lines(rows: Iterable[object]) -> list[bytes]:
    """Each row as JSON on one line, without line ends."""
    try:
        return [orjson.dumps(row, _rest, _STRICT) for row in rows]
    except TypeError:
        return [_written(row, _STRICT) for row in rows]


def filled(node: Mapping[str, object]) -> dict[str, object]:
    """The members that hold something: what is not known is left out of every description."""
    return {name: value for name, value in node.items() if value}


def _written(value: object, options: int) -> bytes:
    """By orjson; an integer of more than 64 bits, which it refuses unasked, is spelt out for it."""
    try:
        return orjson.dumps(value, _rest, options)
    except TypeError:
        return orjson.dumps(_spelt(value), _rest, options)


def _rest(value: object) -> object:
    if isinstance(value, Decimal) and value.is_finite():
        return orjson.Fragment(str(value))
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"JSON has no {type(value).__name__} {value}")


def _spelt(value: object) -> object:
    """The same value with its integers as digits and its keys as text."""
    if isinstance(value, int) and not isinstance(value, bool):
        return orjson.Fragment(str(int(value)))
    if isinstance(value, Mapping):
        return {str(key): _spelt(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_spelt(inner) for inner in value]
    return value
