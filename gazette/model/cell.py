# ruff: noqa: ANN401 - a cell may be any value
"""From the text of a cell to its typed value, by the field descriptors of Table Schema v2, compiled once a column.

frictionless is the reference for what types and constraints mean: a test holds both equal. It is not asked, since
to import it takes longer than to check a strategy; where it reads by a library, the same library reads here.
"""

import base64
import datetime
import json
import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import jsonschema_rs

from gazette.model.pattern import pattern
from gazette.model.table import Value

TRUE = ("true", "True", "TRUE", "1")
FALSE = ("false", "False", "FALSE", "0")
"""Table Schema's default `trueValues` and `falseValues`."""
Descriptor = Mapping[str, Any]
ValueReader = Callable[[str], Any]
"""The value of a text that is not empty; None where it is no value of the type."""
Reading = tuple[Any, str | None]
"""The value of a cell, and the first thing that is wrong with it: `type` or the name of a constraint."""

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AROUND_NUMBER = re.compile(r"((^[^-\d]*)|(\D*$))")
_BOUNDS: Mapping[str, Callable[[Any, Any], bool]] = {
    "minimum": operator.ge,
    "maximum": operator.le,
    "exclusiveMinimum": operator.gt,
    "exclusiveMaximum": operator.lt,
}
_ORDERED = ("integer", "number", "date", "time", "datetime", "year", "yearmonth")
_LENGTHS = ("minLength", "maxLength")
_WITHOUT_HASH = ("object", "array", "geojson", "any")


class FieldError(ValueError):
    """A field descriptor that cannot be used; `note` says why where a bound is not merely of another type."""

    def __init__(self, note: str = "") -> None:
        super().__init__(note)
        self.note = note


def reader(field: Descriptor, missing: Sequence[object] = ("",)) -> Callable[[str], Reading]:
    """The function that reads the cells of a column. `missing` are the schema's `missingValues`.

    Raises FieldError for a constraint that the type does not have or that is no value of it, PatternError for a
    pattern that cannot be run.
    """
    value_of = _value_reader(field)
    constraints = field.get("constraints", {})
    rules = _rules(field, value_of)
    empty = absent(field, missing)
    if_absent = "required" if constraints.get("required") else None

    def read(text: str) -> Reading:
        if text in empty:
            return None, if_absent
        value = value_of(text)
        if value is None:
            return None, "type"
        for name, holds in rules:
            if not holds(value):
                return value, name
        return value, None

    return read


def absent(field: Descriptor, missing: Sequence[object]) -> frozenset[str]:
    """The texts of a column that stand for no value."""
    entries = field.get("missingValues", missing)
    return frozenset(str(entry["value"] if isinstance(entry, Mapping) else entry) for entry in entries)


def parse(text: str, field: Descriptor) -> Value:
    """The value of one cell whose column has this type; None for an empty cell. Constraints do not count.

    Raises ValueError for a text that is no value of the type.
    """
    if text == "":
        return None
    value: Value = _value_reader(field)(text)
    if value is None:
        raise ValueError(f"{text!r} is no {field.get('type', 'string')}")
    return value


def _rules(field: Descriptor, value_of: ValueReader) -> list[tuple[str, Callable[[Any], bool]]]:
    kind, constraints = field.get("type", "string"), field.get("constraints", {})
    known = {"required", "unique", *([] if kind == "list" else ["enum"])}
    known |= {*_BOUNDS} if kind in _ORDERED else set()
    known |= {*_LENGTHS} if kind in ("string", "array", "object", "list") else set()
    known |= {"pattern"} if kind == "string" else set()
    known |= {"jsonSchema"} if kind in ("array", "object") else set()
    for name in constraints:
        if name not in known:
            raise FieldError(f'constraint "{name}" is not supported by type "{kind}"')
    rules: list[tuple[str, Callable[[Any], bool]]] = []
    if (least := constraints.get("minLength")) is not None:
        rules.append(("minLength", lambda value: len(value) >= least))
    if (most := constraints.get("maxLength")) is not None:
        rules.append(("maxLength", lambda value: len(value) <= most))
    for name, compare in _BOUNDS.items():
        if constraints.get(name) is not None:
            rules.append((name, _bound(_literal(constraints[name], kind, value_of), compare)))
    if (wanted := constraints.get("pattern")) is not None:
        rules.append(("pattern", pattern(str(wanted))))
    if (shape := constraints.get("jsonSchema")) is not None:
        rules.append(("jsonSchema", _shape(shape)))
    if (allowed := constraints.get("enum")) is not None:
        values = [_literal(value, kind, value_of) for value in allowed]
        lookup = values if kind in _WITHOUT_HASH else frozenset(values)
        rules.append(("enum", lookup.__contains__))
    return rules


def _shape(schema: Any) -> Callable[[Any], bool]:
    """Whether a value is as a JSON Schema wants it (Table Schema v2, `jsonSchema`); patterns run in linear time.

    References are refused: they may lead to other files, or round in a circle.
    """
    if any(key in ("$ref", "$dynamicRef", "$recursiveRef") for key in _keys(schema)):
        raise FieldError('the constraint "jsonSchema" holds references, which are not followed')
    try:
        validator = jsonschema_rs.Draft202012Validator(schema, pattern_options=jsonschema_rs.RegexOptions())
    except (ValueError, TypeError):
        raise FieldError('the constraint "jsonSchema" is no JSON Schema') from None
    return validator.is_valid


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from value
        value = list(value.values())
    for inner in value if isinstance(value, list) else ():
        yield from _keys(inner)


def _bound(bound: Any, compare: Callable[[Any, Any], bool]) -> Callable[[Any], bool]:
    if bound is None:
        raise FieldError

    def holds(value: Any) -> bool:
        try:
            return bool(value == value and compare(value, bound))
        except TypeError:
            return False  # a time with a zone beside one without

    return holds


def _literal(value: Any, kind: str, value_of: ValueReader) -> Any:
    """The value of a bound or an allowed value, which a schema may also write as JSON has it."""
    if isinstance(value, str):
        return value_of(value)
    if kind in ("integer", "number", "year") and isinstance(value, int | float):
        if isinstance(value, bool) or (kind == "year" and not 0 <= value <= 9999):
            return None
        if kind == "number":
            return Decimal(str(value))
        return int(value) if value == int(value) else None
    plain = {"boolean": bool, "array": list, "object": dict, "any": object}.get(kind)
    if kind == "yearmonth" and isinstance(value, list) and len(value) == 2:
        return tuple(value)
    return value if plain is not None and isinstance(value, plain) else None


def _value_reader(field: Descriptor) -> ValueReader:  # noqa: C901 - one line a type
    """How the texts of a type are read; a library is imported for the types alone that need it."""
    kind, form = field.get("type", "string"), field.get("format", "default")
    match kind:
        case "integer":
            return _quiet(int if field.get("bareNumber", True) else lambda text: int(_bare(text)))
        case "number":
            return _number_reader(field)
        case "boolean":
            falses, truths = field.get("falseValues", FALSE), field.get("trueValues", TRUE)
            return (dict.fromkeys(truths, True) | dict.fromkeys(falses, False)).get
        case "date" | "time" | "datetime":
            return _moment_reader(kind, form)
        case "year":
            return lambda text: _year(text) if len(text) == 4 else None
        case "yearmonth":
            return _quiet(_year_month)
        case "duration":
            from isodate import parse_duration

            return _quiet(parse_duration)
        case "object" | "array":
            container = dict if kind == "object" else list
            return lambda text: value if isinstance(value := _json(text), container) else None
        case "list":
            return _list_reader(field)
        case "geopoint":
            return _quiet(lambda text: _point(text, form))
        case "geojson":
            return _geojson_reader(form)
        case "string" if form in ("email", "uri", "uuid", "binary"):
            return _word_reader(form)
        case _:
            return lambda text: text


def _quiet(read: ValueReader) -> ValueReader:
    """The same, with None instead of an exception."""

    def value_of(text: str) -> Any:
        try:
            return read(text)
        except Exception:  # noqa: BLE001 - what a library raises for a text that it cannot read is its own business
            return None

    return value_of


def _bare(text: str) -> str:
    return _AROUND_NUMBER.sub("", text.strip())


def _number_reader(field: Descriptor) -> ValueReader:
    group, point = field.get("groupChar", ""), field.get("decimalChar", ".")
    bare = field.get("bareNumber", True)

    def number(text: str) -> Decimal | None:
        text = text.strip() if bare else _bare(text)
        text = text.replace(group, "")
        if point != "." and "." in text:
            return None
        value = Decimal(text.replace(point, "."))
        return None if value.is_snan() else value

    return _quiet(number)


def _moment_reader(kind: str, form: str) -> ValueReader:
    part: Callable[[datetime.datetime], Any] = {
        "date": datetime.datetime.date,
        "time": datetime.datetime.timetz,
        "datetime": lambda moment: moment,
    }[kind]
    if form == "any":
        from dateutil.parser import parse as guess

        return _quiet(lambda text: part(guess(text)))
    if form == "default" and kind != "date":
        from dateutil.parser import isoparse

        before, colon, least = ("2000-01-01T", 5, 8) if kind == "time" else ("", 16, 19)
        return _quiet(
            lambda text: part(isoparse(before + text)) if text[colon] == ":" and len(text) >= least else None
        )
    if form == "default":
        return _quiet(_date)
    return _quiet(lambda text: part(datetime.datetime.strptime(text, form)))  # noqa: DTZ007 - the format says


def _date(text: str) -> datetime.date:
    if _ISO_DATE.fullmatch(text):
        return datetime.date.fromisoformat(text)  # fifteen times as fast
    return datetime.datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone


def _year(text: str) -> int | None:
    try:
        year = int(text)
    except ValueError:
        return None
    return year if 0 <= year <= 9999 else None


def _year_month(text: str) -> tuple[int, int] | None:
    year, month = map(int, text.split("-"))
    return (year, month) if 1 <= month <= 12 else None


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _list_reader(field: Descriptor) -> ValueReader:
    delimiter = field.get("delimiter", ",")
    item = _value_reader({"type": field.get("itemType", "string")})

    def items(text: str) -> list[Any] | None:
        values = [item(part) for part in text.split(delimiter)]
        return None if None in values else values

    return items


def _point(text: str, form: str) -> tuple[Decimal, Decimal] | None:
    if form == "default":
        longitude, latitude = (part.strip() for part in text.split(","))
    elif form == "array":
        longitude, latitude = json.loads(text)
    else:
        point = json.loads(text)
        if len(point) != 2:
            return None
        longitude, latitude = point["lon"], point["lat"]
    east, north = Decimal(longitude), Decimal(latitude)
    return (east, north) if -180 <= east <= 180 and -90 <= north <= 90 else None


def _geojson_reader(form: str) -> ValueReader:
    """By the profiles of frictionless: nothing smaller holds them."""
    from frictionless import fields

    found: ValueReader = fields.GeojsonField(name="geojson", format=form).create_value_reader()
    return found


def _word_reader(form: str) -> ValueReader:
    """Strings of a format; what is valid is kept as it is written."""
    if form == "uri":
        from rfc3986 import uri_reference
        from rfc3986.validators import Validator

        judge = Validator().require_presence_of("scheme")
        valid: Callable[[str], object] = lambda text: judge.validate(uri_reference(text)) is None  # noqa: E731
    elif form == "binary":
        valid = lambda text: base64.b64decode(text) is not None  # noqa: E731
    else:
        import validators

        valid = validators.email if form == "email" else validators.uuid
    return _quiet(lambda text: text if valid(text) else None)
