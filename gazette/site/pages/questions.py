"""The worked questions: each with its answer in a sentence, the SQL behind it and the result as a table."""

import csv
import io
from collections.abc import Iterator, Sequence

from gazette import urls
from gazette.model import Question, Text
from gazette.model.question import ROWS
from gazette.site.frame import frame, step
from gazette.site.page import Page, View
from gazette.site.pages.result import Result
from gazette.site.reader import Reader


def pages(reader: Reader) -> Iterator[Page]:
    """One page of all questions, if the package asks any and their answers are published."""
    asked = [one for one in reader.catalog.questions if urls.answer(one.name) in reader.files]
    if not asked:
        return
    words, start = reader.words, urls.questions(reader.language)
    yield frame(
        reader,
        "questions.html",
        urls.questions,
        reader.phrase(words("Worked questions")),
        description=words("Questions asked of the data, each with its answer, its SQL and its rows."),
        section=urls.datasets(reader.language),
        trail=[
            step(reader, start, urls.home(reader.language), reader.phrase(words("Home"))),
            step(reader, start, urls.datasets(reader.language), reader.phrase(words("Data"))),
        ],
        explore=urls.relative(start, urls.explore(reader.language)),
        questions=[_question(reader, start, question) for question in asked],
    )


def _question(reader: Reader, start: str, question: Question) -> View:
    path = urls.answer(question.name)
    head, rows = read(reader.files[path].body)
    result = Result(reader, start, head, rows)
    shown = result.rows()
    first = {name: result.cell(name, rows[0])["text"] for name in head} if rows else {}
    answer = question.sentence(reader.language, {**first, ROWS: len(rows)})
    return {
        "id": question.name,
        "title": reader.phrase(question.title),
        "answer": reader.phrase(Text(((answer.language, answer.text),))),
        "sql": question.query,
        "head": result.head(),
        "rows": shown,
        "number": len(shown),
        "csv": reader.download(start, path, "CSV"),
        "explore": urls.relative(start, urls.explore(reader.language)) + "#" + question.name,
    }


def read(body: bytes) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """A published CSV: its column names and its rows."""
    head, *rows = csv.reader(io.StringIO(body.decode("utf-8"), newline=""), strict=True)
    return head, rows
