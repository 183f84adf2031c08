# ruff: noqa: ANN401
"""JSON Schema 2020-12 without surprises: nothing is fetched, and no schema can make it run forever.

jsonschema's own keywords are kept but for four: patterns run in linear time, unknown properties
come one by one, references and alternatives are counted, and items are compared by their spelling.
"""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import count
from typing import Any

import jsonschema_rs
import orjson

from gazette.model.pattern import PatternError, pattern

_MOST_REFERENCES = 50_000
_MOST_EXPANDED = 1_000
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NOT_READ = ("$dynamicRef", "unevaluatedProperties", "unevaluatedItems", "propertyNames")

Errors = Iterator[Any]
"""jsonschema has no types of its own, so its values are Any, here and in `profile`."""


class TooMuchError(Exception):
    """A schema whose references call each other without end, or whose patterns take too long."""


def _follow(validator: Any, target: str, instance: Any, schema: Any) -> Errors:
    from jsonschema import Draft202012Validator

    if next(validator.steps) > _MOST_REFERENCES:
        raise TooMuchError
    yield from Draft202012Validator.VALIDATORS["$ref"](validator, target, instance, schema)


def _each_counts(name: str) -> Any:
    """The library's keyword over a list of schemas, with every one of them counted."""

    def follow(validator: Any, wanted: Any, instance: Any, schema: Any) -> Errors:
        from jsonschema import Draft202012Validator

        if max(next(validator.steps) for _ in wanted) > _MOST_REFERENCES:
            raise TooMuchError
        yield from Draft202012Validator.VALIDATORS[name](validator, wanted, instance, schema)

    return follow


def _matches(_: Any, wanted: str, instance: Any, __: Any) -> Errors:
    from jsonschema import ValidationError

    if isinstance(instance, str) and not pattern(wanted, whole=False)(instance):
        yield ValidationError(f"does not match {wanted}")


def _unique(_: Any, wanted: Any, instance: Any, __: Any) -> Errors:
    from jsonschema import ValidationError

    # The library compares each with each where the items are of several types.
    items = instance if wanted and isinstance(instance, list) else []
    if len({json.dumps(item, sort_keys=True) for item in items}) < len(items):
        yield ValidationError("has non-unique elements")


def _by_pattern(validator: Any, wanted: Any, instance: Any, _: Any) -> Errors:
    for text, inner in wanted.items() if isinstance(instance, dict) else ():
        for key, value in instance.items():
            if pattern(text, whole=False)(key):
                yield from validator.descend(value, inner, path=key, schema_path=text)


def _additional(validator: Any, inner: Any, instance: Any, schema: Any) -> Errors:
    from jsonschema import ValidationError

    patterns = [pattern(text, whole=False) for text in schema.get("patternProperties", {})]
    for key in instance if isinstance(instance, dict) else ():
        if key in schema.get("properties", {}) or any(matches(key) for matches in patterns):
            continue
        if inner is False:
            yield ValidationError("is not known", path=[key])
        else:
            yield from validator.descend(instance[key], inner, path=key)


@lru_cache(maxsize=1)
def _validator() -> Any:
    """The validator class, made on first use: jsonschema costs a noticeable part of a second."""
    from jsonschema import Draft202012Validator, validators

    kept = {"$ref": _follow, "pattern": _matches, "uniqueItems": _unique}
    kept |= {name: _each_counts(name) for name in ("allOf", "anyOf", "oneOf")}
    kept |= {"patternProperties": _by_pattern, "additionalProperties": _additional}
    return validators.extend(Draft202012Validator, kept)


def errors(schema: Mapping[str, object], value: object) -> list[Any]:
    """What is wrong with a value, in the order of its places. The schema must have passed `schema_fault`."""
    if _is_valid(schema, value):
        return []  # jsonschema, which takes a part of a second to import, is asked only what is wrong
    from referencing import Registry

    made = _validator()
    made.steps = count()
    # An empty registry: a reference that leads out of the schema is refused, not fetched.
    faults = made(schema, registry=Registry(), format_checker=made.FORMAT_CHECKER).iter_errors(value)
    try:
        return sorted(faults, key=lambda error: [str(part) for part in error.absolute_path])
    except PatternError:
        raise TooMuchError from None


def _is_valid(schema: Mapping[str, object], value: object) -> bool:
    """True where jsonschema-rs finds no fault and the schema cannot keep it busy; False says nothing."""
    try:
        made = _compiled(orjson.dumps(schema))
        return made is not None and made.is_valid(value)
    except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError, ValueError, TypeError):
        return False


@lru_cache(maxsize=16)
def _compiled(text: bytes) -> jsonschema_rs.Draft202012Validator | None:
    """The schema of a JSON text, ready to be asked; None for one that could keep it busy. One profile judges many."""
    schema = orjson.loads(text)
    if _references(schema, schema.get("$defs"), frozenset()) > _MOST_EXPANDED:
        return None
    return jsonschema_rs.Draft202012Validator(
        schema, pattern_options=jsonschema_rs.RegexOptions(), validate_formats=True
    )


def _references(value: object, definitions: object, above: frozenset[str], room: int = 1_000) -> int:
    """How many references there are once each is followed, counted up to `room`; a circle has no end."""
    number = 0
    if isinstance(value, Mapping):
        name = str(value.get("$ref", "")).removeprefix("#/$defs/")
        if "$ref" in value:
            number += 1
            if name in above:
                return room + 1
            inner = definitions.get(name) if isinstance(definitions, Mapping) else None
            number += _references(inner, definitions, above | {name}, room)
        children = [inner for key, inner in value.items() if key != "$defs"]
    else:
        children = value if isinstance(value, list) else []
    for inner in children:
        if number > room:
            break
        number += _references(inner, definitions, above, room - number)
    return number


def schema_fault(schema: Mapping[str, object]) -> tuple[tuple[str | int, ...], str] | None:
    """Where and why a JSON Schema cannot be used, or None."""
    if not jsonschema_rs.meta.is_valid({**schema, "$schema": _DIALECT}):
        from jsonschema import Draft202012Validator, SchemaError

        try:
            Draft202012Validator.check_schema(schema, format_checker=None)
        except SchemaError as error:
            return tuple(error.absolute_path), error.message[:200]
    return _unusable(schema, ())


def _unusable(value: object, path: tuple[str | int, ...]) -> tuple[tuple[str | int, ...], str] | None:
    if isinstance(value, list):
        return next((fault for at, item in enumerate(value) if (fault := _unusable(item, (*path, at)))), None)
    for key, member in value.items() if isinstance(value, dict) else ():
        fault = _unusable_member(key, member, (*path, key)) or _unusable(member, (*path, key))
        if fault:
            return fault
    return None


def _unusable_member(
    key: str, value: object, path: tuple[str | int, ...]
) -> tuple[tuple[str | int, ...], str] | None:
    if key in _NOT_READ and path[-2:-1] != ("properties",):
        return path, f"`{key}` is not supported here"
    if key == "$ref" and isinstance(value, str) and not value.startswith("#/$defs/"):
        return path, "a reference must lead into this file's own $defs"
    if key == "patternProperties" and isinstance(value, dict):
        patterns = list(value)
    else:
        patterns = [value] if key == "pattern" and isinstance(value, str) else []
    try:
        for text in patterns:
            pattern(text, whole=False)
    except PatternError as error:
        return path, str(error)
    return None
