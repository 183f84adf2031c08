"""Laws of the content: an SQL file whose comment head gives title, message and hint, then one SELECT."""

import re
from posixpath import basename

from gazette.load.article import ID
from gazette.load.position import line_starts, place_at
from gazette.load.source import RawRule, TextFile
from gazette.problem import Place, Problem

_NEEDED = ("title", "message", "hint")
_KEYS = (*_NEEDED, "severity")
_LINE = re.compile(r"-- ?([a-z]+):(?: +(.*))?")
_CONTINUED = re.compile(r"--\s{2,}(\S.*)")
_HINT = "begin with `-- title: …`, `-- message: …` and `-- hint: …`, one a line"


def read_rule(file: TextFile) -> tuple[RawRule | None, list[Problem]]:
    """The rule, and what is wrong with its head. The head ends at the first line that is no comment."""
    name = basename(file.path).removesuffix(".sql")
    if not ID.fullmatch(name) or len(name) > 64:
        message = f"{basename(file.path)} is no name for a rule"
        return None, [
            Problem("rule-head", message, Place(file.path), hint="use lower-case words joined by hyphens")
        ]
    head: dict[str, str] = {}
    problems = []
    lines = file.text.split("\n")
    end = next((number for number, line in enumerate(lines) if not line.startswith("--")), len(lines))
    for number, line in enumerate(lines[:end], 1):
        message = _take(head, line)
        if message:
            problems.append(_problem(file, number, message))
    missing = [key for key in _NEEDED if not head.get(key)]
    if missing and not problems:
        problems.append(_problem(file, 1, f"the head of this rule has no {' and no '.join(missing)}"))
    if head.get("severity", "error") not in ("error", "warning"):
        problems.append(_problem(file, 1, f"severity is {head['severity']!r}, and must be error or warning"))
    if problems:
        return None, problems
    return RawRule(name, head, file, "\n".join(lines[end:]), end + 1), []


def _take(head: dict[str, str], line: str) -> str:
    """Put a line of the head into `head`; a line set in by two spaces or more continues the one above."""
    match = _LINE.fullmatch(line)
    if match is None:
        more = _CONTINUED.fullmatch(line)
        if more is None or not head:
            return "a line of the head is not written `-- key: value`"
        last = next(reversed(head))
        head[last] += " " + more[1].strip()
        return ""
    if match[1] not in _KEYS:
        return f"the head of a rule has no key {match[1]!r}; it has {', '.join(_KEYS)}"
    if match[1] in head:
        return f"{match[1]} stands twice in the head"
    head[match[1]] = (match[2] or "").strip()
    return ""


def _problem(file: TextFile, line: int, message: str) -> Problem:
    place = place_at(file.path, file.text, line_starts(file.text)[line - 1], len(file.text))
    return Problem("rule-head", message, place, hint=_HINT)
