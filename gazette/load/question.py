"""Worked questions: an SQL file whose comment head gives title, answer and order, then one SELECT.

`title` and `answer` are in the source language, `title_fr` and `answer_fr` in another one.
"""

import re
from posixpath import basename

from gazette.load.article import ID
from gazette.load.position import line_starts, place_at
from gazette.load.source import RawQuestion, TextFile
from gazette.problem import Place, Problem

CODE = "broken-question"
_NEEDED = ("title", "answer", "order")
_LINE = re.compile(r"-- ?((?:title|answer)(?:_[a-z]{2,3})?|order): +(\S.*)")
_CONTINUED = re.compile(r"--\s{2,}(\S.*)")
_HINT = "begin with `-- title: …`, `-- answer: …` and `-- order: 1`; add `_fr` or another language to the first two"


def read_question(file: TextFile) -> tuple[RawQuestion | None, list[Problem]]:
    """The question, and what is wrong with its head. The head ends at the first line that is no comment."""
    name = basename(file.path).removesuffix(".sql")
    if not ID.fullmatch(name) or len(name) > 64:
        message = f"{basename(file.path)} is no name for a question"
        hint = "use lower-case words joined by hyphens"
        return None, [Problem(CODE, message, Place(file.path), hint=hint)]
    head: dict[str, str] = {}
    problems = []
    lines = file.text.split("\n")
    end = next((number for number, line in enumerate(lines) if not line.startswith("--")), len(lines))
    for number, line in enumerate(lines[:end], 1):
        if message := _take(head, line):
            problems.append(_problem(file, number, message))
    missing = [key for key in _NEEDED if key not in head]
    if missing and not problems:
        problems.append(_problem(file, 1, f"the head of this question has no {' and no '.join(missing)}"))
    if not re.fullmatch(r"[0-9]{1,4}", head.get("order", "0")):
        problems.append(_problem(file, 1, f"order is {head['order']!r}, and must be a whole number"))
    if problems:
        return None, problems
    return RawQuestion(name, head, file, "\n".join(lines[end:]), end + 1), []


def _take(head: dict[str, str], line: str) -> str:
    """Put a line of the head into `head`; a line set in by two spaces or more continues the one above."""
    match = _LINE.fullmatch(line)
    if match is None:
        more = _CONTINUED.fullmatch(line)
        if more is None or not head:
            return "a line of the head is not written `-- key: value`"
        head[next(reversed(head))] += " " + more[1].strip()
    elif match[1] in head:
        return f"{match[1]} stands twice in the head"
    else:
        head[match[1]] = match[2].strip()
    return ""


def _problem(file: TextFile, line: int, message: str) -> Problem:
    place = place_at(file.path, file.text, line_starts(file.text)[line - 1], len(file.text))
    return Problem(CODE, message, place, hint=_HINT)
