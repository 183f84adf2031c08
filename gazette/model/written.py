"""How a value is written in canonical CSV, and the schema by which that is read: one spelling for each value.

Numbers have a point and nothing around them, days are ISO 8601, an empty cell is the only empty cell. A table that
came otherwise (a comma in its numbers, days by a format, `NA` for nothing) is published so, beside the original.
"""

import datetime
import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from gazette.model.cell import Reading

NATIVE = ("string", "integer", "number", "boolean", "date", "year")
"""Types whose values the model holds as such; those of every other type are texts in their canonical spelling."""
_READING = ("decimalChar", "groupChar", "bareNumber", "trueValues", "falseValues", "missingValues")
_WITH_FORMAT = ("date", "time", "datetime", "geopoint", "geojson")
_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")


def written(value: object, text: str, described: Mapping[str, object]) -> str:
    """The canonical text of a value that was read from `text` by this field."""
    kind, form = str(described.get("type", "string")), str(described.get("format", "default"))
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal() if kind == "number":
            return format(value, "f") if value.is_finite() else str(value)
        case int() if kind == "year":
            return f"{value:04}"
        case int():
            return str(value)
        case datetime.date() | datetime.time():  # and moments, which are days too
            return value.isoformat()
        case (int(year), int(month)) if kind == "yearmonth":
            return f"{year:04}-{month:02}"
        case (Decimal(), Decimal()) if kind == "geopoint":
            return text if form == "default" else _point(text)
        case dict() | list() if kind == "geojson" and form == "topojson":
            return json.dumps(value, ensure_ascii=False)
    return text


def _point(text: str) -> str:
    """A point in the digits that the cell has: a binary number would have others."""
    point = json.loads(text, parse_float=str, parse_int=str)
    east, north = (point["lon"], point["lat"]) if isinstance(point, Mapping) else point
    return f"{east}, {north}"


def canonical_field(described: Mapping[str, object], read: Callable[[str], Reading]) -> dict[str, object]:
    """The field by which the canonical texts of a column are read; what it allows is written as they are."""
    kind = str(described.get("type", "string"))
    found = {name: value for name, value in described.items() if name not in _READING}
    found["type"] = kind
    if kind in _WITH_FORMAT and (kind != "geojson" or described.get("format") != "topojson"):
        found.pop("format", None)
    constraints = described.get("constraints")
    if isinstance(constraints, Mapping):
        limits: dict[str, object] = dict(constraints)
        for name in (*_BOUNDS, "enum"):
            if name in limits:
                limits[name] = _rewritten(limits[name], described, read)
        found["constraints"] = limits
    return found


def _rewritten(limit: object, described: Mapping[str, object], read: Callable[[str], Reading]) -> object:
    if isinstance(limit, list | tuple):
        return [_rewritten(one, described, read) for one in limit]
    if not isinstance(limit, str):
        return limit
    value = read(limit)[0]
    return limit if value is None else written(value, limit, described)


def csv_bytes(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Canonical CSV: UTF-8, commas, LF, quotation marks where they are needed."""
    import csv
    import io

    stream = io.StringIO(newline="")
    writer: Any = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return stream.getvalue().encode("utf-8")
