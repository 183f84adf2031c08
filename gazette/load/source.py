"""What `load` hands on: the project's files as values that remember their places.

A parse failure is a Problem beside the values, never an exception. Nothing here knows what a table means.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import overload

from gazette.model.cell import Reading, absent, reader
from gazette.model.table import Value
from gazette.problem import Examined, Place, Problem


@dataclass(frozen=True)
class TextFile:
    """A file that passed the gate. `path` relative to the project, `data` its bytes, `text` their UTF-8."""

    path: str
    data: bytes = field(repr=False)
    text: str = field(repr=False)

    def line(self, number: int) -> str:
        """Line `number` (from 1) as written, without its line end."""
        lines = self.text.split("\n")
        return lines[number - 1] if 0 < number <= len(lines) else ""


class PlainFile(TextFile):
    """A file whose text is decoded when it is first asked for: a sound table is read from its bytes alone."""

    def __init__(self, path: str, data: bytes) -> None:
        self.__dict__.update(path=path, data=data)

    @cached_property
    def text(self) -> str:
        """The text."""
        return self.data.decode("utf-8")


@dataclass(frozen=True)
class JsonFile:
    """A JSON document with its text, so that a pointer can be turned into a line and a column.

    `at` is where `value` stands in the document, if it is a part of one: pointers start from there.
    """

    file: TextFile
    value: Mapping[str, object]
    at: tuple[str | int, ...] = ()

    def listed(self, name: str) -> list[object]:
        """What the property of this name lists; nothing where it is missing or no list."""
        value = self.value.get(name)
        return value if isinstance(value, list) else []

    def place(self, pointer: Sequence[str | int] = (), *, key: bool = False) -> Place:
        """The place of the value at a path of keys and indices; of its key instead if `key` is true.

        A path that does not exist gives the place of its deepest part that does.
        """
        from gazette.load import json, yaml

        locate = json.locate if self.file.path.endswith(".json") else yaml.locate
        return locate(self.file, (*self.at, *pointer), key=key)


class TypedColumn(dict[str, Reading]):
    """What the texts of one column mean: each distinct text is read once, when it is first asked for.

    Of a `plain` column a text that is not empty is its own value.
    """

    def __init__(
        self, read: Callable[[str], Reading], missing: frozenset[str], *, plain: bool = False
    ) -> None:
        super().__init__()
        self.read, self.missing, self.plain = read, missing, plain and missing == {""}

    def __missing__(self, text: str) -> Reading:
        self[text] = reading = self.read(text)
        return reading

    def values(self, texts: Sequence[str]) -> list[Value]:  # type: ignore[override]
        """The typed values of the column's cells; where nearly all differ, none is remembered."""
        if self.plain:
            return [text or None for text in texts]
        if mostly_distinct(texts):
            return [self.read(text)[0] for text in texts]
        return [self[text][0] for text in texts]


def _is_plain(described: Mapping[str, object]) -> bool:
    return described.get("type", "string") == "string" and described.get("format", "default") == "default"


_SAMPLE = 1 << 16


def mostly_distinct(texts: Sequence[str]) -> bool:
    """True for a long column in which most cells differ, as far as its beginning shows it."""
    return len(texts) > _SAMPLE and len(set(texts[:_SAMPLE])) > _SAMPLE // 2


class Rows(Sequence[tuple[str, ...]]):
    """The rows of a table, kept by column, which is what a million rows have room for.

    `columns` are the header's, each with a cell for every row; a row of `torn`, which is as long as it is and not as
    the header, has empty ones there.
    """

    __slots__ = ("columns", "torn")

    def __init__(self, columns: Sequence[list[str]], torn: Mapping[int, tuple[str, ...]]) -> None:
        self.columns, self.torn = columns, torn

    def __len__(self) -> int:
        return len(self.columns[0])

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        whole = zip(*self.columns, strict=True)
        return (self.torn.get(at, row) for at, row in enumerate(whole)) if self.torn else whole

    @overload
    def __getitem__(self, at: int) -> tuple[str, ...]: ...
    @overload
    def __getitem__(self, at: slice) -> list[tuple[str, ...]]: ...
    def __getitem__(self, at: int | slice) -> tuple[str, ...] | list[tuple[str, ...]]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        number = at + len(self) if at < 0 else at
        return self.torn[number] if number in self.torn else tuple([column[at] for column in self.columns])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True)
class RawTable:
    """A CSV file as raw cells. `lines[i]` is the line of the file on which row `i` begins (from 1).

    `rows` may be ragged: they are what the file holds. `schema` is None where it could not be read.
    `index` is the resource's place in the descriptor.

    Of a package without rules of its own, `declared` is the schema as written, where `schema` has the fields in the
    order of the file; `plain` is false where the file is not comma-separated UTF-8, so that there are no columns to
    point at; `originals` are then the files as they are, by path; and `absent_too` says that the rows came without
    a text, so that an empty cell is one that is not there.
    """

    name: str
    index: int
    resource: Mapping[str, object]
    file: TextFile
    schema: JsonFile | None
    header: tuple[str, ...]
    rows: Rows = field(repr=False)
    lines: Sequence[int] = field(repr=False)
    plain: bool = True
    declared: JsonFile | None = None
    originals: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)
    absent_too: bool = False

    @cached_property
    def key(self) -> tuple[str, ...]:
        """The columns of the primary key, those of them that the table has."""
        named = self.schema.value.get("primaryKey") if self.schema else None
        columns = [named] if isinstance(named, str) else named if isinstance(named, list) else []
        return tuple(one for one in columns if isinstance(one, str) and one in self.header)

    @cached_property
    def fields(self) -> tuple[Mapping[str, object], ...]:
        """The fields of the schema; only what is an object, since nothing may have been checked yet."""
        described = self.schema.value.get("fields") if self.schema else None
        return tuple(
            one for one in (described if isinstance(described, list) else ()) if isinstance(one, Mapping)
        )

    @cached_property
    def columns(self) -> tuple["TypedColumn", ...]:
        """The columns as the schema types them. Raises ValueError for a schema that cannot be used."""
        declared = self.schema.value.get("missingValues", [""]) if self.schema else [""]
        missing = [*(declared if isinstance(declared, list) else [""]), *([""] if self.absent_too else [])]
        return tuple(
            TypedColumn(reader(described, missing), absent(described, missing), plain=_is_plain(described))
            for described in self.fields
        )

    @cached_property
    def typed(self) -> tuple[list[Value], ...]:
        """The typed values, column by column, of a table without faults."""
        return tuple(
            column.values(texts) for column, texts in zip(self.columns, self.rows.columns, strict=True)
        )

    @property
    def values(self) -> Iterator[tuple[Value, ...]]:
        """The same row by row."""
        return zip(*self.typed, strict=True)

    def place(self, row: int, column: int | None = None, *, record: str | None = None) -> Place:
        """The place of a cell (row and column from 0; row -1 is the header), also behind long cells.

        `column` None means the whole row. Found by reading the row's text again: only problems pay for it.
        """
        from gazette.load.table import locate

        if self.plain:
            return locate(self, row, column, record=record)
        name = self.header[column] if column is not None and column < len(self.header) else None
        line = self.lines[row] if row >= 0 else 1
        return Place(self.file.path, line, record=record, field=name, excerpt=self.file.line(line) or None)


@dataclass(frozen=True)
class RawFile:
    """A resource that is no table: its name, its place in the descriptor, and its files as they are, by path."""

    name: str
    index: int
    resource: Mapping[str, object]
    files: tuple[tuple[str, bytes], ...] = field(repr=False)


@dataclass(frozen=True)
class RawArticle:
    """A Markdown page: name and language (from the file name), head and body. `first_line` is the body's."""

    name: str
    language: str
    head: Mapping[str, str]
    file: TextFile
    body: str = field(repr=False)
    first_line: int = 1


@dataclass(frozen=True)
class RawRule:
    """A rule of the content: comment head and one SELECT of an SQL file. `first_line` is the query's."""

    name: str
    head: Mapping[str, str]
    file: TextFile
    query: str = field(repr=False)
    first_line: int = 1


@dataclass(frozen=True)
class RawQuestion:
    """A worked question: comment head and one SELECT of an SQL file. `first_line` is the query's."""

    name: str
    head: Mapping[str, str]
    file: TextFile
    query: str = field(repr=False)
    first_line: int = 1


@dataclass(frozen=True)
class RawRelease:
    """A released folder: its files by their path in it, and its manifest where that could be read.

    `inside` is the edition that it holds, once that was loaded.
    """

    version: str
    folder: str
    files: Mapping[str, bytes] = field(repr=False)
    manifest: JsonFile | None
    inside: "Source | None" = field(default=None, repr=False)


@dataclass(frozen=True)
class Releases:
    """All releases, the oldest first. `remembered` maps a released file's path to its git blob on the base branch.

    `settled` are the versions that the base branch has; None where there is no base branch to ask.
    """

    folders: tuple[RawRelease, ...] = ()
    remembered: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    settled: frozenset[str] | None = None


@dataclass(frozen=True)
class Source:
    """Everything a project holds, as far as it could be read. `descriptor` is None where it could not.

    `tables` are in the descriptor's order; `problems` is what loading found; `examined` what it looked at.
    `languages` are the descriptor's, the source language first; `unclaimed` are the files in `content/` and
    `schemas/` that neither the descriptor nor a folder's purpose claims. `files` are the resources that are no
    tables, `logo` the path and the bytes of the picture that the settings name,
    `theme` the project's own templates and static files by their path in its folder `theme`. `strict` says that the
    package has
    rules of its own (`schemas/package.json`), beside which the publisher's own count too; any other has to be no more
    than a valid Data Package.
    """

    descriptor: JsonFile | None
    languages: tuple[str, ...]
    tables: tuple[RawTable, ...]
    articles: tuple[RawArticle, ...]
    rules: tuple[RawRule, ...]
    package_schema: JsonFile | None
    unclaimed: tuple[str, ...]
    problems: tuple[Problem, ...]
    examined: Examined
    releases: Releases = field(default_factory=Releases)
    questions: tuple[RawQuestion, ...] = ()
    files: tuple[RawFile, ...] = ()
    logo: tuple[str, bytes] | None = None
    theme: Mapping[str, bytes] = field(default_factory=dict)
    strict: bool = True
