# ruff: noqa: ANN401
"""Descriptors against their profiles: what JSON Schema finds, said in the words of a message."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from gazette.check.run import listed, meant
from gazette.check.validator import errors
from gazette.load.source import JsonFile
from gazette.model.pattern import each
from gazette.problem import Problem

_MOST_GUESSES = 100
"""How often the nearest word is looked for, which takes time."""
_TYPES = {
    "string": "a text",
    "array": "a list",
    "object": "an object",
    "integer": "a whole number",
    "number": "a number",
}
_TYPES |= {"boolean": "true or false", "null": "null"}

_DEMANDS = {
    "const": "be {}",
    "enum": "be one of {}",
    "pattern": "be written like {}",
    "format": "be a {}",
    "minItems": "hold at least {}",
    "minLength": "not be empty",
    "maxLength": "have at most {} characters",
    "uniqueItems": "hold each thing once",
    "minimum": "be at least {}",
}


_EXAMPLES = ("2026-03-01T12:00:00Z", "2026-03-01", "1.2.0", "clean-water", "https://example.org/water/")
"""Texts of the kinds that descriptors hold, the narrowest first."""


@lru_cache(maxsize=8)
def profile(name: str) -> Mapping[str, object]:
    """One of the publisher's own profiles."""
    text = files("gazette.check").joinpath("profiles", f"{name}.json").read_text(encoding="utf-8")
    read: Mapping[str, object] = json.loads(text)
    return read


def site_rule() -> tuple[str, str]:
    """What the address of a site must be: a pattern, and the same in words."""
    definitions: Any = profile("datapackage")["$defs"]
    return definitions["site"]["pattern"], definitions["site"]["must"]


def profile_problems(file: JsonFile, *schemas: Mapping[str, object]) -> Iterator[Problem]:
    """What is wrong with a document; what two schemas both say is said once, in the words of the first."""
    named: set[tuple[object, ...]] = set()
    missing: dict[tuple[str | int, ...], list[str]] = {}
    misspelt = set[tuple[object, str]]()
    guesses = iter(range(_MOST_GUESSES))
    for schema in schemas:
        subjects: set[tuple[object, ...]] = set()
        for error in errors(schema, file.value):
            pointer = tuple(error.absolute_path)
            if error.validator == "required":
                names = missing.setdefault(pointer, [])
                names += [name for name in error.validator_value if name not in (*error.instance, *names)]
                continue
            for subject, problem in _problems(file, pointer, error, guesses):
                if subject not in named and subject not in subjects:
                    misspelt |= {
                        (pointer[:-1], name) for name in re.findall(r'did you mean "(.*)"', problem.hint)
                    }
                    yield problem
                subjects.add(subject)
        named |= subjects
    for pointer, names in missing.items():
        if not (names := [name for name in names if (pointer, name) not in misspelt]):
            continue
        message = f"{_named(pointer)} has no {listed(names, len(names))}"
        yield Problem("missing-property", message, file.place(pointer, key=True))


def _problems(
    file: JsonFile, pointer: tuple[str | int, ...], error: Any, guesses: Iterator[int]
) -> Iterator[tuple[tuple[object, ...], Problem]]:
    """The problems of one error, each with what it is about."""
    schema = error.schema if isinstance(error.schema, dict) else {}
    name = _named(pointer)
    if error.validator == "additionalProperties":
        known = [*schema.get("properties", {})]
        hint = f"known here: {', '.join(known)}"
        if next(guesses, None) is not None:
            hint = meant(str(pointer[-1]), known, hint)
        message = f'{_named(pointer[:-1])} has an unknown property "{pointer[-1]}"'
        yield pointer, Problem("unknown-property", message, file.place(pointer, key=True), hint=hint)
    else:
        code = schema.get("problem", "bad-property")
        said = str(schema.get("description", "")) if error.validator == "pattern" else ""
        forbidden = error.validator == "not"
        message = f"{name} must {schema.get('must') or _expected(error)}"
        hint = schema.get("hint") or _near(error) or said
        yield pointer, Problem(code, message, file.place(pointer, key=forbidden), hint=hint)


def _named(pointer: tuple[str | int, ...]) -> str:
    """What a reader calls a place in a document: `title`, `licenses[1].path`."""
    name = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in pointer).lstrip(".")
    return name or "the document"


def _expected(error: Any) -> str:
    wanted = error.validator_value
    if error.validator == "type":
        kinds = wanted if isinstance(wanted, list) else [wanted]
        return "be " + " or ".join(_TYPES.get(str(kind), str(kind)) for kind in kinds)
    if error.validator == "pattern" and (like := _like(str(wanted))):
        return f"be written like {like}"
    values = ", ".join(
        json.dumps(value, ensure_ascii=False) for value in (wanted if isinstance(wanted, list) else [wanted])
    )
    demand = _DEMANDS.get(error.validator, f"satisfy {error.validator}")
    return demand.format(values[:300])


def _like(pattern: str) -> str:
    """An example of what a pattern wants, which says more than the pattern; empty where none of ours fits."""
    return next((example for example in _EXAMPLES if each(pattern)([example])), "")


def _near(error: Any) -> str:
    if error.validator == "enum" and isinstance(error.instance, str):
        return meant(error.instance, [value for value in error.validator_value if isinstance(value, str)])
    return ""
