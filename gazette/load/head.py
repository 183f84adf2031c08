"""The comment head of an SQL file: lines `-- key: value` before one SELECT.

Rules and questions are such files; what keys a kind has, and what they may say, is all in which they differ.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import basename

from gazette.load.article import ID
from gazette.load.position import line_starts, place_at
from gazette.load.source import TextFile
from gazette.problem import Place, Problem

_LINE = re.compile(r"-- ?([a-z]\w*(?:-\w+)?(?: \w+)?):(?: +(.*))?")
_CONTINUED = re.compile(r"--\s{2,}(\S.*)")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of SQL file: what one is called, its problem code, and its keys.

    `key` is what a key looks like, `keys` what they are told to be, `needed` those that each file has;
    `values` gives a pattern, and the same in words, for keys that may not say everything.
    """

    name: str
    code: str
    key: re.Pattern[str]
    keys: tuple[str, ...]
    needed: tuple[str, ...]
    values: Mapping[str, tuple[str, str]]
    hint: str


@dataclass(frozen=True, slots=True)
class Head:
    """What was read: the file's name, what its head says, the query and the line on which that begins."""

    name: str
    said: Mapping[str, str]
    query: str
    first_line: int


def read_head(file: TextFile, kind: Kind) -> tuple[Head | None, list[Problem]]:
    """The head and what is wrong with it. It ends at the first line that is no comment."""
    name = basename(file.path).removesuffix(".sql")
    if not ID.fullmatch(name) or len(name) > 64:
        message = f"{basename(file.path)} is no name for a {kind.name}"
        hint = "use lower-case words joined by hyphens"
        return None, [Problem(kind.code, message, Place(file.path), hint=hint)]
    lines = file.text.split("\n")
    end = next((number for number, line in enumerate(lines) if not line.startswith("--")), len(lines))
    said: dict[str, str] = {}
    wrong = [(number, _take(said, line, kind)) for number, line in enumerate(lines[:end], 1)]
    faults = [(number, message) for number, message in wrong if message]
    if not faults:
        faults = [(1, message) for message in _incomplete(said, kind)]
    if faults:
        return None, [_problem(file, number, message, kind) for number, message in faults]
    return Head(name, said, "\n".join(lines[end:]), end + 1), []


def _take(said: dict[str, str], line: str, kind: Kind) -> str:
    """Take what a line says; a line set in by two spaces or more goes on with the one above."""
    match = _LINE.fullmatch(line)
    if match is None:
        more = _CONTINUED.fullmatch(line)
        if more is None or not said:
            return "a line of the head is not written `-- key: value`"
        last = next(reversed(said))
        said[last] = f"{said[last]} {more[1]}".strip()
        return ""
    key = match[1]
    if not kind.key.fullmatch(key):
        return f"the head of a {kind.name} has no key {key!r}; it has {', '.join(kind.keys)}"
    if key in said:
        return f"{key} stands twice in the head"
    said[key] = (match[2] or "").strip()
    return ""


def _incomplete(said: Mapping[str, str], kind: Kind) -> list[str]:
    missing = [key for key in kind.needed if not said.get(key)]
    found = [f"the head of this {kind.name} has no {' and no '.join(missing)}"] if missing else []
    found += [f"{key} says nothing" for key, value in said.items() if not value and key not in missing]
    for key, (pattern, what) in kind.values.items():
        if said.get(key) and not re.fullmatch(pattern, said[key]):
            found.append(f"{key} is {said[key]!r}, and must be {what}")
    return found


def _problem(file: TextFile, line: int, message: str, kind: Kind) -> Problem:
    place = place_at(file.path, file.text, line_starts(file.text)[line - 1], len(file.text))
    return Problem(kind.code, message, place, hint=kind.hint)
