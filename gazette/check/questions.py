"""The worked questions: each must run on the tables alone, and tell something.

They run without the functions that rules may call, for readers run them in other programs.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing

from gazette.check.cells import FORMULA_HINT, begins_as
from gazette.check.run import Run
from gazette.database import ask, bare_database, fill
from gazette.load.position import line_starts, place_at
from gazette.load.question import column_titles, parts_of
from gazette.load.source import RawQuestion
from gazette.model import Text
from gazette.model.question import ROWS, Titles, base_of, placeholders
from gazette.problem import Problem

BROKEN = "broken-question"
EMPTY = "empty-question"
UNTITLED = "untitled-column"


def check_questions(run: Run) -> Iterator[Problem]:
    """Every question, on typed values; none where a table is not clean: it would tell the wrong thing."""
    if not run.source.questions or not run.clean():
        return
    titles = _titles(run)
    with closing(_database(run)) as database:
        for question in run.source.questions:
            run.examined.add("questions")
            yield from _unknown_languages(run, question)
            yield from _answered(run, database, question, titles)


def _database(run: Run) -> sqlite3.Connection:
    database = bare_database()
    for table in run.tables():
        fields = table.fields
        fill(
            database, table.name, [(str(field["name"]), str(field["type"])) for field in fields], table.values
        )
    return database


def _unknown_languages(run: Run, question: RawQuestion) -> Iterator[Problem]:
    """Words in a language that the publication does not have would be shown nowhere."""
    for key in question.head:
        language = parts_of(key)[1]
        if language and language not in run.source.languages:
            yield _problem(BROKEN, question, f"{key} is in no language of this publication", line=1)


def _answered(
    run: Run, database: sqlite3.Connection, question: RawQuestion, titles: Titles
) -> Iterator[Problem]:
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
                    message = f"{key} has no column for {{{name}}}; there are {', '.join((ROWS, *columns))}"
                    yield _problem(BROKEN, question, message, line=1)
        yield from _untitled(run, question, columns, titles)
        yield from _formulas(question, columns, rows)


def _formulas(
    question: RawQuestion, columns: Sequence[str], rows: Sequence[Sequence[object]]
) -> Iterator[Problem]:
    """Texts of the answer, which is published as a CSV, that a query has put together into a formula."""
    for number, cells in enumerate([columns, *rows]):
        for cell in cells:
            if isinstance(cell, str) and (fault := begins_as(cell)):
                place = f"a text in row {number} of the answer" if number else "a column of the answer"
                yield _problem("formula-cell", question, f"{place} {fault}", hint=FORMULA_HINT)
                return


def _untitled(run: Run, question: RawQuestion, columns: Sequence[str], tables: Titles) -> Iterator[Problem]:
    """Columns that no reader of some language could name, and titles of columns that there are not."""
    languages = run.source.languages
    bases = list(dict.fromkeys(base_of(name, languages)[0] for name in columns))
    own = column_titles(question.head, languages)
    for name in own:
        if name not in bases:
            message = f"the head has a title for {name}, and the answer no such column"
            hint = f"its columns are {', '.join(bases)}"
            yield _problem(UNTITLED, question, message, line=1, hint=hint)
    waiting: dict[str, list[str]] = {}
    for name in bases:
        if name in tables.tables and name not in own:
            continue  # called like its table, which has a name of its own
        title = own.get(name) or tables.get(name) or Text()
        for language in languages:
            if title.get(language) is None:
                waiting.setdefault(name, []).append(language)
    for name, codes in waiting.items():
        keys = [f"`-- column{'' if code == languages[0] else f'_{code}'} {name}: …`" for code in codes]
        message = f'the column "{name}" has no title in {", ".join(codes)}'
        yield _problem(UNTITLED, question, message, line=1, hint=f"add {', '.join(keys)} to the head")


def _titles(run: Run) -> Titles:
    """What the tables call columns and records."""
    languages = run.source.languages
    tables, columns = {}, []
    for table in run.tables():
        title = Text.declared(table.resource, "title", languages)
        tables[table.name] = Text.declared(table.resource, "singular", languages) or title
        columns += [
            (*base_of(str(item["name"]), languages), Text.declared(item, "title", languages))
            for item in table.fields
        ]
    return Titles.of(tables, columns)


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
