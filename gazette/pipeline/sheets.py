"""The files of tables while they are changed: what stands in them, what would, and the way to write it.

Only rows that change are written anew; every other byte stays as it is.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import unified_diff

from gazette.check.references import named_records
from gazette.load.source import RawTable, Source
from gazette.model import meaning
from gazette.problem import Place, Problem, Stop
from gazette.project import Project

_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Mended:
    """A file that is to change: its path in the project, and what it holds now and then. Nothing, if it is new."""

    path: str
    before: str
    after: str

    def diff(self) -> Iterator[str]:
        """The lines that change, as a unified diff."""
        old, new = (text.splitlines(keepends=True) for text in (self.before, self.after))
        for line in unified_diff(old, new, self.path, self.path, n=0):
            yield line.rstrip("\n").replace("\r", "␍").replace(_MARK, "␀")


def write(project: Project, mended: Sequence[Mended]) -> None:
    """Put the mended files in the place of the old ones, each in one step. Raises Stop."""
    from gazette.publish import replace

    for file in mended:
        replace(project.root / file.path, file.after.encode("utf-8"))


@dataclass(slots=True)
class Sheet:
    """A table's file while it is changed: its rows, and the text of each as it stands; None where it is left alone."""

    table: RawTable
    rows: list[list[str]]
    texts: list[str] | None
    gone: set[int] = field(default_factory=set)
    added: list[str] = field(default_factory=list)

    @property
    def path(self) -> str:
        """The file."""
        return self.table.file.path

    @property
    def role(self) -> str:
        """What one row of the table is (`gazette.model.meaning`)."""
        return meaning.role_of(self.table.schema.value if self.table.schema else {})

    def widen(self, names: Sequence[str]) -> None:
        """Add empty columns behind the last."""
        self.added += names

    def column(self, name: str) -> int:
        """A column by its place."""
        return self.table.header.index(name)

    def meaning(self, wanted: str) -> int | None:
        """The column with a meaning, by its place."""
        named = (str(column.get("name")) for column in self.table.fields if column.get("rdfType") == wanted)
        return next((self.column(name) for name in named if name in self.table.header), None)

    @property
    def key(self) -> str | None:
        """The column that holds the ids of the rows; None where the key is no single column."""
        key = self.table.schema.value.get("primaryKey") if self.table.schema else None
        named = [key] if isinstance(key, str) else key if isinstance(key, list) else []
        return str(named[0]) if len(named) == 1 and str(named[0]) in self.table.header else None

    def text(self) -> str:
        """The file as it would be: only rows that changed are written anew.

        Raises Stop where a row changed in a file of another form (dialect, encoding, line ends, parts, XLSX, JSON).
        """
        if not self.gone and not self.added and self.rows == [list(row) for row in self.table.rows]:
            return self.table.file.text
        if self.texts is None:
            hint = "change it where it is kept, or make it canonical CSV (`fix` mends line ends and byte-order marks)"
            message = "this table is no plain CSV file in UTF-8, so its rows cannot be changed here"
            raise Stop(Problem("cannot-amend", message, Place(self.path), hint=hint))
        head = self.table.file.text[: len(self.table.file.text) - sum(map(len, self.texts))]
        kept = []
        for row, (cells, text) in enumerate(
            zip(self.rows, [*self.texts, *[""] * len(self.rows)], strict=False)
        ):
            if row not in self.gone:
                kept.append(
                    text
                    if text and next(csv.reader(io.StringIO(text, newline=""))) == cells
                    else written(cells)
                )
        if self.added:
            head = head.removesuffix("\n") + "".join(f",{name}" for name in self.added) + "\n"
            kept = [text.removesuffix("\n") + "," * len(self.added) + "\n" for text in kept]
        return head + "".join(kept)


def sheet_of(table: RawTable) -> Sheet:
    """Rows with their texts, from the lines on which they begin; without texts where the file is no canonical CSV."""
    rows = [list(row) for row in table.rows]
    text = table.file.text
    try:
        plain = list(csv.reader(io.StringIO(text, newline=""), strict=True))[1:] == rows
    except csv.Error:
        plain = False
    if not plain or table.file.data != text.encode("utf-8") or "\r" in text or not text.endswith("\n"):
        return Sheet(table, rows, None)
    lines = [f"{line}\n" for line in text.split("\n")[:-1]]
    ends = [*(line - 1 for line in table.lines[1:]), *([len(lines)] if rows else [])]
    texts = ["".join(lines[start - 1 : end]) for start, end in zip(table.lines, ends, strict=True)]
    return Sheet(table, rows, texts)


def written(cells: Sequence[str]) -> str:
    """A row as canonical CSV."""
    body = io.StringIO()
    csv.writer(body, lineterminator="\n").writerow(cells)
    return body.getvalue()


def sheets_of(source: Source) -> dict[str, Sheet]:
    """The tables of a source by name."""
    return {table.name: sheet_of(table) for table in source.tables}


def mentions(sheets: Mapping[str, Sheet]) -> Iterator[tuple[Sheet, int, int, str]]:
    """Every filled cell that names a record by its id: sheet, row, column, and the name of the record's table."""
    keys = {name: sheet.key for name, sheet in sheets.items()}
    for sheet in sheets.values():
        yield from ((sheet, *cell) for cell in named_records(sheet.table, sheet.rows, keys))
