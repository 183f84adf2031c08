"""Reads JSON strictly, in one pass, and notes where every value and key stands.

The standard reader keeps the last of two equal keys, takes NaN for a number and forgets every position.
"""

import re
from dataclasses import dataclass, field
from typing import NoReturn

from gazette.load.json_scalar import JsonError, read_scalar, read_string

MOST_DEPTH = 64
_SPACE = re.compile(r"[ \n\r\t]*")

Pointer = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Where a value or a key stands: offsets of its first character and of what follows it."""

    start: int
    end: int


@dataclass
class JsonReader:
    """One pass over a text. `values` and `keys` say afterwards where each pointer stands."""

    text: str
    at: int = 0
    values: dict[Pointer, Span] = field(default_factory=dict)
    keys: dict[Pointer, Span] = field(default_factory=dict)

    def document(self) -> object:
        """The whole document."""
        value = self.value(())
        if self.peek():
            self.fail("something stands behind the end of the document")
        return value

    def peek(self) -> str:
        """The next character that is no white space; empty at the end."""
        self.at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr] # an empty match is a match
        return self.text[self.at : self.at + 1]

    def fail(self, message: str, code: str = "bad-json", hint: str = "") -> NoReturn:
        """Stop at the present character."""
        raise JsonError(code, message, self.at, self.at + 1, hint)

    def value(self, pointer: Pointer) -> object:
        """The value that begins here."""
        first = self.peek()
        if first in ("{", "[") and len(pointer) >= MOST_DEPTH:
            self.fail(f"the document is nested more than {MOST_DEPTH} deep", "json-too-deep")
        start = self.at
        value: object
        if first == "{":
            value = self.members(pointer)
        elif first == "[":
            value = self.items(pointer)
        else:
            value = self.scalar()
        self.values[pointer] = Span(start, self.at)
        return value

    def members(self, pointer: Pointer) -> dict[str, object]:
        """An object."""
        found: dict[str, object] = {}
        self.at += 1
        if self.peek() == "}":
            self.at += 1
            return found
        while True:
            if self.peek() != '"':
                self.fail(
                    "a key in double quotes was expected",
                    hint="is a quotation mark missing?",
                )
            start = self.at
            key = self.string()
            if key in found:
                raise JsonError(
                    "duplicate-json-key",
                    f"the key {key!r} stands twice in one object",
                    start,
                    self.at,
                    "keep one of them",
                )
            self.keys[(*pointer, key)] = Span(start, self.at)
            if self.peek() != ":":
                self.fail("a colon was expected behind the key")
            self.at += 1
            found[key] = self.value((*pointer, key))
            if self.next_or("}"):
                return found

    def items(self, pointer: Pointer) -> list[object]:
        """An array."""
        found: list[object] = []
        self.at += 1
        if self.peek() == "]":
            self.at += 1
            return found
        while True:
            found.append(self.value((*pointer, len(found))))
            if self.next_or("]"):
                return found

    def next_or(self, end: str) -> bool:
        """Pass a comma or the end; true at the end."""
        sign = self.peek()
        if sign not in (",", end):
            self.fail(f"a comma or `{end}` was expected" + ("" if sign else ", but the file ends"))
        comma = self.at
        self.at += 1
        if sign == "," and self.peek() == end:
            self.at = comma
            self.fail(f"a comma too many: `{end}` follows it", hint="delete the comma")
        return sign == end

    def scalar(self) -> object:
        """A string, a number, true, false or null."""
        value, self.at = read_scalar(self.text, self.at)
        return value

    def string(self) -> str:
        """A string, decoded."""
        value, self.at = read_string(self.text, self.at)
        return value
