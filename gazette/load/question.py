"""Worked questions: an SQL file whose comment head gives title, answer and order, then one SELECT.

`title` and `answer` are in the source language, `title_fr` and `answer_fr` in another one. `column number` and
`column_fr number` say what readers call a column of the answer that is no column of a table.
"""

import re
from collections.abc import Mapping, Sequence

from gazette.load.head import Kind, read_head
from gazette.load.source import RawQuestion, TextFile
from gazette.model import Text
from gazette.problem import Problem

CODE = "broken-question"
_LANGUAGE = r"(?:_([a-z]{2,3}(?:-[A-Z][A-Za-z]{1,3})?))?"
_KEY = re.compile(rf"(title|answer){_LANGUAGE}|(order)|(column){_LANGUAGE} ([A-Za-z_][A-Za-z0-9_]*)")
_QUESTION = Kind(
    name="question",
    code=CODE,
    key=_KEY,
    keys=("title", "answer", "order", "column and the name of one"),
    needed=("title", "answer", "order"),
    values={"order": (r"[0-9]{1,4}", "a whole number")},
    hint="begin with `-- title: …`, `-- answer: …` and `-- order: 1`; add `_fr` or another language to the first two",
)


def read_question(file: TextFile) -> tuple[RawQuestion | None, list[Problem]]:
    """The question, and what is wrong with its head."""
    head, problems = read_head(file, _QUESTION)
    if head is None:
        return None, problems
    return RawQuestion(head.name, head.said, file, head.query, head.first_line), problems


def parts_of(key: str) -> tuple[str, str | None, str | None]:
    """What a key of the head is about: `column_fr number` is ("column", "fr", "number")."""
    match = _KEY.fullmatch(key)
    if match is None:
        return key, None, None
    spoken, language, order, column, its_language, name = match.groups()
    return spoken or order or column, language or its_language, name


def column_titles(head: Mapping[str, str], languages: Sequence[str]) -> dict[str, Text]:
    """What the head calls columns, by their names; a title without a language is in the source language."""
    found: dict[str, dict[str, str]] = {}
    for key, said in head.items():
        _, language, name = parts_of(key)
        if name:
            found.setdefault(name, {})[language or next(iter(languages), "")] = said
    return {name: Text.of({code: by.get(code) for code in languages}) for name, by in found.items()}
