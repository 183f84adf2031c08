"""What `load` hands on: the project's files as values that remember their places.

A parse failure is a Problem beside the values, never an exception. Nothing here knows what a table means.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from gazette.model.cell import Reading, reader
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


@dataclass(frozen=True)
class JsonFile:
    """A JSON document with its text, so that a pointer can be turned into a line and a column.

    `at` is where `value` stands in the document, if it is a part of one: pointers start from there.
    """

    file: TextFile
    value: Mapping[str, object]
    at: tuple[str | int, ...] = ()

    def place(self, pointer: Sequence[str | int] = (), *, key: bool = False) -> Place:
        """The place of the value at a path of keys and indices; of its key instead if `key` is true.

        A path that does not exist gives the place of its deepest part that does.
        """
        from gazette.load.json import locate

        return locate(self.file, (*self.at, *pointer), key=key)


class TypedColumn(dict[str, Reading]):
    """What the texts of one column mean: each distinct text is read once, when it is first asked for."""

    def __init__(self, read: Callable[[str], Reading]) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, text: str) -> Reading:
        self[text] = reading = self.read(text)
        return reading


@dataclass(frozen=True)
class RawTable:
    """A CSV file as raw cells. `lines[i]` is the line of the file on which row `i` begins (from 1).

    `rows` may be ragged: they are what the file holds. `schema` is None where it could not be read.
    `index` is the resource's place in the descriptor.
    """

    name: str
    index: int
    resource: Mapping[str, object]
    file: TextFile
    schema: JsonFile | None
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    lines: tuple[int, ...] = field(repr=False)

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
        missing = self.schema.value.get("missingValues", [""]) if self.schema else [""]
        return tuple(
            TypedColumn(reader(described, missing if isinstance(missing, list) else [""]))
            for described in self.fields
        )

    @cached_property
    def values(self) -> tuple[tuple[Value, ...], ...]:
        """The typed values, row by row: of a table without faults, each cell with the value that the checks saw."""
        columns = self.columns
        return tuple(
            tuple([column[text][0] for column, text in zip(columns, row, strict=True)]) for row in self.rows
        )

    def place(self, row: int, column: int | None = None, *, record: str | None = None) -> Place:
        """The place of a cell (row and column from 0; row -1 is the header), also behind long cells.

        `column` None means the whole row. Found by reading the row's text again: only problems pay for it.
        """
        from gazette.load.table import locate

        return locate(self, row, column, record=record)


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
    """A released folder: its files by their path in it, and its manifest where that could be read."""

    version: str
    folder: str
    files: Mapping[str, bytes] = field(repr=False)
    manifest: JsonFile | None


@dataclass(frozen=True)
class Shelf:
    """All releases, the oldest first. `remembered` maps a released file's path to its git blob on the base branch.

    `settled` are the versions that the base branch has; None where there is no base branch to ask.
    """

    releases: tuple[RawRelease, ...] = ()
    remembered: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    settled: frozenset[str] | None = None


@dataclass(frozen=True)
class Source:
    """Everything a project holds, as far as it could be read. `descriptor` is None where it could not.

    `tables` are in the descriptor's order; `problems` is what loading found; `examined` what it looked at.
    `languages` are the descriptor's, the source language first; `unclaimed` are the files in `content/` and
    `schemas/` that neither the descriptor nor a folder's purpose claims.
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
    shelf: Shelf = field(default_factory=Shelf)
    questions: tuple[RawQuestion, ...] = ()
