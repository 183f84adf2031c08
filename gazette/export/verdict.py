"""Whether a value keeps a JSON Schema, as one yes or no, fast: the schema becomes a chain of closures once.

It knows the words that `gazette.export.contract` writes and refuses any other, so that no rule is passed
over in silence. jsonschema stays the reference: tests hold the two verdicts equal, and every no is asked
again there, for the reason.
"""

import datetime
import re
from collections.abc import Callable, Mapping
from decimal import Decimal

Verdict = Callable[[object], bool]

_SILENT = {"$schema", "$id", "$defs", "title", "description", "examples"}
_TYPES: dict[str, Verdict] = {
    "null": lambda value: value is None,
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "number": lambda value: isinstance(value, int | float | Decimal) and not isinstance(value, bool),
    "integer": lambda value: (
        (isinstance(value, int) and not isinstance(value, bool))
        or (isinstance(value, float) and value.is_integer())
    ),
}


def compiled(schema: Mapping[str, object]) -> Verdict:
    """The verdict of a whole schema. Raises ValueError for a word that it does not know."""
    return _Compiler(schema).verdict(schema)


class _Compiler:
    """One schema's definitions, each compiled once, when it is first referred to."""

    def __init__(self, root: Mapping[str, object]) -> None:
        definitions = root.get("$defs")
        self.definitions = definitions if isinstance(definitions, Mapping) else {}
        self.done: dict[str, Verdict] = {}

    def verdict(self, schema: object) -> Verdict:
        if not isinstance(schema, Mapping):
            raise ValueError(f"not a schema: {schema!r}")
        parts: list[Verdict] = []
        if schema.keys() & {"properties", "required", "additionalProperties"}:
            parts.append(self._object(schema))
        for word, wanted in schema.items():
            if word not in _SILENT | {"properties", "required", "additionalProperties"}:
                parts.append(self._word(word, wanted))
        if len(parts) == 1:
            return parts[0]
        return lambda value: all(part(value) for part in parts)

    def _word(self, word: str, wanted: object) -> Verdict:
        match word, wanted:
            case "type", str():
                return _TYPES[wanted]
            case "type", list():
                kinds = [_TYPES[kind] for kind in wanted]
                return lambda value: any(kind(value) for kind in kinds)
            case "enum", list():
                return _one_of(wanted)
            case "const", _:
                return _one_of([wanted])
            case "$ref", str():
                return self._reference(wanted)
            case "anyOf", list():
                choices = [self.verdict(one) for one in wanted]
                return lambda value: any(choice(value) for choice in choices)
            case "items", _:
                item = self.verdict(wanted)
                return lambda value: not isinstance(value, list) or all(map(item, value))
            case _:
                return _scalar(word, wanted)

    def _reference(self, pointer: str) -> Verdict:
        name = pointer.removeprefix("#/$defs/")

        def follow(value: object) -> bool:
            if name not in self.done:
                self.done[name] = self.verdict(self.definitions[name])
            return self.done[name](value)

        if name not in self.definitions:
            raise ValueError(f"no definition {pointer}")
        return follow

    def _object(self, schema: Mapping[str, object]) -> Verdict:
        listed, needed = schema.get("properties", {}), schema.get("required", [])
        if not isinstance(listed, Mapping) or not isinstance(needed, list):
            raise ValueError("properties or required of another kind")
        if schema.get("additionalProperties") is not False:
            raise ValueError("an object open to other members")
        members = {name: self.verdict(inner) for name, inner in listed.items()}
        required = frozenset(needed)

        def verdict(value: object) -> bool:
            if not isinstance(value, dict):
                return True
            if not required <= value.keys() or not value.keys() <= members.keys():
                return False
            return all(members[name](inner) for name, inner in value.items())

        return verdict


def _one_of(allowed: list[object]) -> Verdict:
    """True is not 1 in JSON, though it is in Python."""
    constants = {(isinstance(value, bool), value) for value in allowed}
    return lambda value: not isinstance(value, dict | list) and (isinstance(value, bool), value) in constants


def _is_date(text: str) -> bool:
    """RFC 3339 `full-date`. Ours, because importing the library's takes longer than everything else here."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _scalar(word: str, wanted: object) -> Verdict:
    """A word that speaks of strings or of numbers, and says nothing of anything else."""
    number = _TYPES["number"]
    if word == "pattern":
        found = re.compile(str(wanted)).search
        return lambda value: not isinstance(value, str) or found(value) is not None
    if word == "format" and wanted == "date":
        return lambda value: not isinstance(value, str) or _is_date(value)
    if word == "minLength" and isinstance(wanted, int):
        return lambda value: not isinstance(value, str) or len(value) >= wanted
    if word == "maxLength" and isinstance(wanted, int):
        return lambda value: not isinstance(value, str) or len(value) <= wanted
    compare = {
        "minimum": "__ge__",
        "maximum": "__le__",
        "exclusiveMinimum": "__gt__",
        "exclusiveMaximum": "__lt__",
    }
    if word in compare and number(wanted):
        within = compare[word]
        return lambda value: (
            not number(value) or bool(getattr(Decimal(str(value)), within)(Decimal(str(wanted))))
        )
    raise ValueError(f"the fast verdict does not know {word!r}")
