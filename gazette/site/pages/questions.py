"""The worked questions: a list of the answers, and a page for each with the SQL behind it and the rows as a table."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from gazette import urls
from gazette.model import Field, Question, Text
from gazette.model.question import ROWS, Titles, base_of
from gazette.site.citation import cited_page
from gazette.site.found import Found
from gazette.site.frame import frame, step
from gazette.site.page import Page, View
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


_TABLE, _RECORD = "table", "record"


@dataclass(frozen=True)
class Result:
    """Column names and rows of texts, as the CSV of the answer has them, for a page at `start`.

    `said` is what the question itself calls columns.
    """

    reader: Reader
    start: str
    names: Sequence[str]
    cells: Sequence[Sequence[str]]
    said: Mapping[str, Text] = field(default_factory=dict)

    def head(self) -> list[View]:
        """A title a column: the question's, else the dictionary's, else the name as it stands in the query."""
        return [self._title(name) for name in self._columns]

    def rows(self) -> list[list[View]]:
        """Every row, a view a cell."""
        return [[self.cell(name, row) for name in self._columns] for row in self.cells]

    def cell(self, name: str, row: Sequence[str]) -> View:
        """One cell of a column (or of one of the names that a column in languages has)."""
        reader, found = self.reader, self._columns.get(name, {"": name})
        if "" not in found:
            return reader.phrase(Text.of({code: row[self._at[field]] for code, field in found.items()}))
        value = row[self._at[name]]
        kind = row[self._at[_TABLE]] if name == _RECORD and _TABLE in self._at else self._targets.get(name)
        record = reader.catalog.record(kind, value) if kind else None
        if record is not None:
            return reader.link(self.start, record)
        if name == _TABLE and value in reader.catalog.by_name:
            return reader.phrase(reader.catalog.by_name[value].singular)
        labels = [field.labels[value] for field in self._fields.get(name, ()) if value in field.labels]
        if labels and all(label == labels[0] for label in labels):
            return reader.phrase(labels[0])
        return {**reader.phrase(value), "plain": True}

    @cached_property
    def _at(self) -> Mapping[str, int]:
        return {name: number for number, name in enumerate(self.names)}

    @cached_property
    def _columns(self) -> Mapping[str, Mapping[str, str]]:
        """Shown column to its names in the query by language, in the publication's order; "" for no language."""
        found: dict[str, dict[str, str]] = {}
        for name in self.names:
            base, language = base_of(name, self.reader.catalog.languages)
            found.setdefault(base, {})[language or ""] = name
        order = ("", *self.reader.catalog.languages)
        return {base: {code: by[code] for code in order if code in by} for base, by in found.items()}

    @cached_property
    def _fields(self) -> Mapping[str, Sequence[Field]]:
        found: dict[str, list[Field]] = {}
        for table in self.reader.catalog.tables:
            for item in table.fields:
                found.setdefault(item.name, []).append(item)
        return found

    @cached_property
    def _targets(self) -> Mapping[str, str]:
        """Column name to the table whose ids it holds; a name that two keys use for two tables is neither's."""
        pointed = {
            name: {field.reference for field in fields if field.reference}
            for name, fields in self._fields.items()
        }
        keys = {name: tables.pop() for name, tables in pointed.items() if len(tables) == 1}
        return keys | {table.name: table.name for table in self.reader.catalog.tables}

    @cached_property
    def _titles(self) -> Titles:
        tables = self.reader.catalog.tables
        columns = ((item.base, item.language, item.title) for table in tables for item in table.fields)
        return Titles.of({table.name: table.singular for table in tables}, columns)

    def _title(self, name: str) -> View:
        title = self.said.get(name) or self._titles.get(name)
        return {**self.reader.phrase(title), "code": None if title else name}
