"""The worked questions: a list of the answers, and a page for each with the SQL behind it and the rows as a table."""

import csv
import io
from collections.abc import Iterator, Sequence
from functools import partial

from gazette import urls
from gazette.model import Question, Text
from gazette.model.question import ROWS
from gazette.site.citation import cited_page
from gazette.site.found import Found
from gazette.site.frame import frame, step
from gazette.site.page import Page, View
from gazette.site.pages.result import Result
from gazette.site.reader import Reader


def pages(reader: Reader) -> Iterator[Page]:
    """The list and a page per question, if the package asks any and their answers are published."""
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
        trail=_trail(reader, start),
        explore=urls.relative(start, urls.explore(reader.language)),
        questions=[
            {**_way(reader, start, one), "id": one.name, "answer": _answer(reader, start, one)}
            for one in asked
        ],
    )
    for place, question in enumerate(asked):
        yield _page(
            reader,
            question,
            before=asked[place - 1] if place else None,
            after=asked[place + 1] if place + 1 < len(asked) else None,
        )


def _page(reader: Reader, question: Question, before: Question | None, after: Question | None) -> Page:
    words, language, path = reader.words, reader.language, urls.answer(question.name)
    at = partial(urls.question, name=question.name)
    start, above = at(language), urls.questions(language)
    title, answer = reader.phrase(question.title), _answer(reader, start, question)
    result = Result(reader, start, *read(reader.files[path].body), question.columns)
    rows = result.rows()
    return frame(
        reader,
        "question.html",
        at,
        title,
        description=f"{title['text']} {answer['text']}",
        section=urls.datasets(language),
        trail=[*_trail(reader, start), step(reader, start, above, reader.phrase(words("Worked questions")))],
        answer=answer,
        sql=question.query,
        head=result.head(),
        rows=rows,
        csv=reader.download(start, path, "CSV"),
        explore=urls.relative(start, urls.explore(language)) + "#" + question.name,
        cited=cited_page(reader, start, title),
        neighbours={
            "before": _way(reader, start, before) if before else None,
            "after": _way(reader, start, after) if after else None,
        },
        found=[Found(start, title["text"], words("Worked questions"), texts=(answer["text"],))],
    )


def _trail(reader: Reader, start: str) -> list[View]:
    language, words = reader.language, reader.words
    return [
        step(reader, start, urls.home(language), reader.phrase(words("Home"))),
        step(reader, start, urls.datasets(language), reader.phrase(words("Data"))),
    ]


def _way(reader: Reader, start: str, question: Question) -> View:
    """A link to a question."""
    path = urls.question(reader.language, question.name)
    return {**reader.phrase(question.title), "href": urls.relative(start, path)}


def _answer(reader: Reader, start: str, question: Question) -> View:
    """The answer in a sentence, with what the first row says filled in."""
    head, rows = read(reader.files[urls.answer(question.name)].body)
    result = Result(reader, start, head, rows, question.columns)
    first = {name: result.cell(name, rows[0])["text"] for name in head} if rows else {}
    said = question.sentence(reader.language, {**first, ROWS: len(rows)})
    return reader.phrase(Text(((said.language, said.text),)))


def read(body: bytes) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """A published CSV: its column names and its rows."""
    head, *rows = csv.reader(io.StringIO(body.decode("utf-8"), newline=""), strict=True)
    return head, rows
