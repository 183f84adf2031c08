"""The words of JSON: strings, numbers and the three names; each read where it stands, strictly."""

import json
import re

from gazette.load.characters import character_problems

_MOST_DIGITS = 15
"""Integers beyond fifteen digits lose digits in JavaScript and in spreadsheets."""
_STRING = re.compile(r'"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*"')
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?(?![0-9A-Za-z_.+-])")
_WORD = re.compile(r"-?[A-Za-z_][A-Za-z0-9_]*")
_WORDS: dict[str, object] = {"true": True, "false": False, "null": None}


class JsonError(Exception):
    """What keeps a text from being strict JSON, and where."""

    def __init__(self, code: str, message: str, start: int, end: int, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.start, self.end, self.hint = code, message, start, end, hint


def read_scalar(text: str, at: int) -> tuple[object, int]:
    """The string, number, true, false or null at an offset, and the offset behind it."""
    if text.startswith('"', at):
        return read_string(text, at)
    number = _NUMBER.match(text, at)
    if number is not None:
        return _number(number), number.end()
    word = _WORD.match(text, at)
    if word is None:
        end = "" if at < len(text) else ", but the file ends"
        raise JsonError("bad-json", f"a value was expected{end}", at, at + 1)
    if word[0] not in _WORDS:
        code = "json-number" if word[0].lstrip("-") in ("NaN", "Infinity") else "bad-json"
        raise JsonError(
            code, f"`{word[0]}` is no JSON value", word.start(), word.end(), "write text in double quotes"
        )
    return _WORDS[word[0]], word.end()


def read_string(text: str, at: int) -> tuple[str, int]:
    """The string at an offset, decoded, and the offset behind it."""
    match = _STRING.match(text, at)
    if match is None:
        message = "this string is not closed on its line, or holds a tab or an unknown backslash sequence"
        raise JsonError("bad-json", message, at, at + 1)
    if "\\" not in match[0]:
        return match[0][1:-1], match.end()
    decoded: str = json.loads(match[0])
    _refuse_hidden(decoded, match)
    return decoded, match.end()


def _refuse_hidden(text: str, match: re.Match[str]) -> None:
    """What the gate refuses as a character, it also refuses behind a backslash."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise JsonError("bad-json", "half of a surrogate pair stands alone", match.start(), match.end())
    problem = next(character_problems("", text, table=False), None)
    if problem is not None:
        raise JsonError(problem.code, problem.message, match.start(), match.end(), problem.hint)


def _number(match: re.Match[str]) -> int | float:
    """A number that every reader keeps exactly."""
    whole = not (match[2] or match[3])
    value = float(match[0]) if not whole or len(match[1]) > _MOST_DIGITS else int(match[0])
    if abs(value) == float("inf") or (whole and isinstance(value, float)):
        raise JsonError(
            "json-number", "this number is too large to be kept exactly", match.start(), match.end()
        )
    return value
