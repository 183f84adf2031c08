"""The worked questions: each must run on the tables alone, and tell something.

They run without the functions that laws may call, for readers run them in other programs.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing

from gazette.check.run import Run, fields_of
from gazette.database import ask, bare_database, fill
from gazette.load.position import line_starts, place_at
from gazette.load.source import RawQuestion
from gazette.model.cell import parse
from gazette.model.question import ROWS, placeholders
from gazette.problem import Problem

BROKEN = "broken-question"
EMPTY = "empty-question"


def check_questions(run: Run) -> Iterator[Problem]:
    """Every question, on typed values; none where a table is not clean: it would tell the wrong thing."""
    if not run.source.questions or not run.clean():
        return
    with closing(_database(run)) as database:
        for question in run.source.questions:
            run.examined.add("questions")
            yield from _unknown_languages(run, question)
            yield from _answered(database, question)


def _database(run: Run) -> sqlite3.Connection:
    database = bare_database()
    for table in run.tables():
        fields = fields_of(table)
        rows = ([parse(cell, one) for cell, one in zip(row, fields, strict=True)] for row in table.rows)
        fill(database, table.name, [(str(one["name"]), str(one["type"])) for one in fields], rows)
    return database


def _unknown_languages(run: Run, question: RawQuestion) -> Iterator[Problem]:
    """Words in a language that the publication does not have would be shown nowhere."""
    for key in question.head:
        language = key.partition("_")[2]
        if language and language not in run.source.languages:
            yield _problem(BROKEN, question, f"{key} is in no language of this publication", line=1)


def _answered(database: sqlite3.Connection, question: RawQuestion) -> Iterator[Problem]:
    try:
        columns, rows = ask(database, question.query)
    except (sqlite3.Error, sqlite3.Warning) as error:
        yield _problem(BROKEN, question, f"this question does not run: {_why(error)}")
        return
    if wrong := _columns_wrong(columns):
        yield _problem(BROKEN, question, wrong)
    elif not rows:
        hint = "ask something else, or delete the question: a page must not show an empty answer"
        yield _problem(EMPTY, question, "this question has no answer: no row is found", hint=hint)
    else:
        for key, text in question.head.items():
            for name in placeholders(text) if key.startswith("answer") else ():
                if name not in (ROWS, *columns):
                    told = f"{key} has no column for {{{name}}}; there are {', '.join((ROWS, *columns))}"
                    yield _problem(BROKEN, question, told, line=1)


def _why(error: Exception) -> str:
    if "interrupted" in str(error):
        return "it takes too long"
    return "it is no single SELECT" if "not authorized" in str(error) else str(error)


def _columns_wrong(columns: Sequence[str]) -> str:
    if ROWS in columns:
        return f'"{ROWS}" means the number of rows, and cannot be a column'
    twice = next((name for name in columns if columns.count(name) > 1), None)
    return f'two columns are called "{twice}"' if twice else ""


def _problem(code: str, question: RawQuestion, message: str, *, line: int = 0, hint: str = "") -> Problem:
    text = question.file.text
    starts = line_starts(text)
    offset = starts[min(line or question.first_line, len(starts)) - 1]
    place = place_at(question.file.path, text, offset, len(text))
    hint = hint or "a question is one SELECT over the tables; {rows} and {column} in its answer are filled in"
    return Problem(code, message, place, hint=hint)
