"""JSON files as values that remember where everything stands."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from gazette.load.json_reader import JsonReader, Pointer, Span
from gazette.load.json_scalar import JsonError
from gazette.load.position import place_at
from gazette.load.source import JsonFile, TextFile
from gazette.problem import Place, Problem


@lru_cache(maxsize=128)
def read_json(file: TextFile) -> JsonFile | Problem:
    """The object that a file holds, or the one problem that keeps it from being read. Nobody changes what it gives."""
    try:
        value = JsonReader(file.text).document()
        if not isinstance(value, dict):
            raise JsonError(
                "bad-json", "the document must be an object", 0, 1, "begin with `{` and end with `}`"
            )
    except JsonError as fault:
        place = place_at(file.path, file.text, fault.start, fault.end - fault.start)
        return Problem(fault.code, fault.message, place, hint=fault.hint)
    return JsonFile(file, value)


@lru_cache(maxsize=64)
def _spans(text: str) -> tuple[Mapping[Pointer, Span], Mapping[Pointer, Span]]:
    reader = JsonReader(text)
    reader.document()
    return reader.values, reader.keys


def span(file: TextFile, pointer: Sequence[str | int]) -> tuple[int, int]:
    """Where the value at `pointer`, which is there, begins and ends in the text."""
    place = _spans(file.text)[0][tuple(pointer)]
    return place.start, place.end


def locate(file: TextFile, pointer: Sequence[str | int], *, key: bool = False) -> Place:
    """The place of the value at `pointer`, or of its key; of its deepest part that exists otherwise."""
    values, keys = _spans(file.text)
    path = tuple(pointer)
    while path and path not in values:
        path, key = path[:-1], True
    span = keys[path] if key and path in keys else values[path]
    # Brackets span lines and say nothing: the caret goes under the first one.
    width = 1 if file.text[span.start] in "{[" else span.end - span.start
    return place_at(file.path, file.text, span.start, width)
