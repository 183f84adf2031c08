"""Change what many files say of one record: give it another id, or withdraw it, with all that belongs to it.

A record is named in its own table, in the foreign keys of others, in tables that name a record by its table and its id
(evidence, tags, tombstones, updates) and in the links of articles. Everything that names it is changed at once, and
nothing is written here: the files are handed on as they are and as they would be (`gazette.pipeline.fix.write`).
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gazette.load import load
from gazette.load.source import RawQuestion, RawRule, RawTable, Source
from gazette.model import meaning
from gazette.model.question import base_of
from gazette.pipeline.fix import Mended
from gazette.problem import Place, Problem, Stop
from gazette.project import DESCRIPTOR, Project

_SUPPORTING = ("evidence", "tag", "mapping")
"""Roles of tables whose rows are about a record, and go with it."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """The files that change, and where a person has to look because a program would have to guess."""

    files: Sequence[Mended]
    notes: Sequence[str]


def rename(project: Project, table: str, old: str, new: str) -> Amendment:
    """Give a record another id wherever it is named; a released id gets a tombstone that points at the new one.

    Raises Stop where there is no such table or record, or the new id cannot be used.
    """
    change = _Change.of(project, table, old)
    change.refuse_taken(new)
    for sheet, row, column in change.mentions():
        sheet.rows[row][column] = new
    key = change.sheet.column(change.key)
    change.sheet.rows[change.row][key] = new
    change.relink(new)
    if change.released_in:
        change.set_tombstone("Its identifier is now %(new)s.", new)
    return change.amendment()


def withdraw(project: Project, table: str, identifier: str, reason: str, replacement: str = "") -> Amendment:
    """Take a record out with its evidence and tags; whatever else names it then names the replacement.

    A released record gets a tombstone with the reason, which is in the source language. The positions of the records
    behind it close the gap. Raises Stop where something still refers to the record and nothing replaces it.
    """
    change = _Change.of(project, table, identifier)
    if replacement and (replacement == identifier or replacement not in change.ids):
        raise _stop(
            f'{table} has no other record "{replacement}" that could replace "{identifier}"', change.path
        )
    needed = []
    for sheet, row, column in change.mentions():
        if sheet.role in _SUPPORTING:
            sheet.gone.add(row)
        elif replacement or sheet.role == "tombstone":
            sheet.rows[row][column] = replacement
        elif sheet is not change.sheet or row != change.row:
            needed.append(f"{sheet.path}: {sheet.rows[row][0]}")
    if needed:
        some = ", ".join(needed[:5]) + (f" and {len(needed) - 5:,} more" if len(needed) > 5 else "")
        hint = f"withdraw them first, or say what they refer to instead: --replacement ID ({some})"
        message = f'{len(needed):,} row{"" if len(needed) == 1 else "s"} refer to "{identifier}" of {table}'
        raise Stop(Problem("record-in-use", message, Place(change.path), hint=hint))
    change.close_gap()
    change.sheet.gone.add(change.row)
    if replacement:
        change.relink(replacement)
    if change.released_in:
        change.set_tombstone(reason, replacement)
    return change.amendment()


@dataclass(slots=True)
class _Sheet:
    """A table's file while it is changed: its rows, and the text of each as it stands; None where it is left alone."""

    table: RawTable
    rows: list[list[str]]
    texts: list[str] | None
    gone: set[int] = field(default_factory=set)

    @property
    def path(self) -> str:
        return self.table.file.path

    @property
    def role(self) -> str:
        return meaning.role_of(self.table.schema.value if self.table.schema else {})

    def column(self, name: str) -> int:
        return self.table.header.index(name)

    def meaning(self, wanted: str) -> int | None:
        """The column with a meaning, by its place."""
        named = (str(column.get("name")) for column in self.table.fields if column.get("rdfType") == wanted)
        return next((self.column(name) for name in named if name in self.table.header), None)

    def text(self) -> str:
        """The file as it would be: only rows that changed are written anew.

        Raises Stop where a row changed in a file of another form (dialect, encoding, line ends, parts, XLSX, JSON).
        """
        if not self.gone and self.rows == [list(row) for row in self.table.rows]:
            return self.table.file.text
        if self.texts is None:
            hint = "change it where it is kept, or make it canonical CSV (`fix` mends line ends and byte-order marks)"
            raise _stop(
                "this table is no plain CSV file in UTF-8, so its rows cannot be changed here",
                self.path,
                hint,
            )
        head = self.table.file.text[: len(self.table.file.text) - sum(map(len, self.texts))]
        kept = []
        for row, (cells, text) in enumerate(
            zip(self.rows, [*self.texts, *[""] * len(self.rows)], strict=False)
        ):
            if row not in self.gone:
                kept.append(text if text and next(csv.reader([text])) == cells else _written(cells))
        return head + "".join(kept)


def _sheet(table: RawTable) -> _Sheet:
    """Rows with their texts, from the lines on which they begin; without texts where the file is no canonical CSV."""
    rows = [list(row) for row in table.rows]
    text = table.file.text
    try:
        plain = list(csv.reader(io.StringIO(text, newline=""), strict=True))[1:] == rows
    except csv.Error:
        plain = False
    if not plain or table.file.data != text.encode("utf-8") or "\r" in text or not text.endswith("\n"):
        return _Sheet(table, rows, None)
    lines = [f"{line}\n" for line in text.split("\n")[:-1]]
    ends = [*(line - 1 for line in table.lines[1:]), *([len(lines)] if rows else [])]
    texts = ["".join(lines[start - 1 : end]) for start, end in zip(table.lines, ends, strict=True)]
    return _Sheet(table, rows, texts)


def _written(cells: Sequence[str]) -> str:
    body = io.StringIO()
    csv.writer(body, lineterminator="\n").writerow(cells)
    return body.getvalue()


@dataclass(slots=True)
class _Change:
    """One record and everything that names it."""

    source: Source
    sheets: Mapping[str, _Sheet]
    sheet: _Sheet
    key: str
    row: int
    identifier: str
    articles: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, project: Project, name: str, identifier: str) -> "_Change":
        """The change of a record. Raises Stop for a package that cannot be read, and for what is not there."""
        source = load(project)
        if source.problems:
            raise Stop(*source.problems)
        tables = {table.name: table for table in source.tables}
        if name not in tables:
            raise _stop(f'there is no table "{name}"', DESCRIPTOR, f"there are {', '.join(tables)}")
        sheets = {table.name: _sheet(table) for table in source.tables}
        sheet = sheets[name]
        key = sheet.table.schema.value.get("primaryKey") if sheet.table.schema else None
        named = [key] if isinstance(key, str) else key if isinstance(key, list) else []
        if len(named) != 1 or str(named[0]) not in sheet.table.header:
            raise _stop(f"the rows of {name} have no key of one column, and so no id", sheet.path)
        column = sheet.column(str(named[0]))
        row = next((at for at, cells in enumerate(sheet.rows) if cells[column] == identifier), None)
        if row is None:
            from gazette.check.run import meant

            raise _stop(
                f'{name} has no record "{identifier}"',
                sheet.path,
                meant(identifier, [r[column] for r in sheet.rows]),
            )
        return cls(source, sheets, sheet, str(named[0]), row, identifier)

    @property
    def path(self) -> str:
        return self.sheet.path

    @property
    def ids(self) -> set[str]:
        column = self.sheet.column(self.key)
        return {cells[column] for cells in self.sheet.rows}

    @property
    def released_in(self) -> str | None:
        """The newest release that has the record."""
        having = [
            release.version
            for release in self.source.releases.folders
            if self._in_release(release.files, self.identifier)
        ]
        return having[-1] if having else None

    def _in_release(self, files: Mapping[str, bytes], identifier: str) -> bool:
        text = files.get(f"{self.sheet.table.name}.csv", b"").decode("utf-8", "replace")
        return any(row.get(self.key) == identifier for row in csv.DictReader(io.StringIO(text, newline="")))

    def refuse_taken(self, new: str) -> None:
        """Raises Stop for an id that is none, that a record has, or that one once had."""
        from gazette.check.keys import id_fault

        if fault := id_fault(new):
            raise _stop(fault[1], self.path, "lower-case letters and digits, words joined by hyphens")
        if new in self.ids:
            raise _stop(f'"{new}" is the id of another record of {self.sheet.table.name}', self.path)
        if any(self._in_release(release.files, new) for release in self.source.releases.folders):
            raise _stop(
                f'"{new}" was given to a record of an earlier release',
                self.path,
                "choose an id that was never used",
            )

    def mentions(self) -> Iterator[tuple[_Sheet, int, int]]:
        """Every cell of another row that names the record: sheet, row and column."""
        name = self.sheet.table.name
        for sheet in self.sheets.values():
            columns = set(self._keys_of(sheet))
            named = sheet.meaning(meaning.EVIDENCE_TABLE)
            beside = [sheet.meaning(wanted) for wanted in (meaning.EVIDENCE_RECORD, meaning.REPLACED_BY)]
            if sheet.role == "tombstone":
                beside = beside[1:]  # the id that is gone stays as it was
            for row, cells in enumerate(sheet.rows):
                about = columns | {
                    column
                    for column in beside
                    if column is not None and named is not None and cells[named] == name
                }
                yield from (
                    (sheet, row, column) for column in sorted(about) if cells[column] == self.identifier
                )

    def _keys_of(self, sheet: _Sheet) -> Iterator[int]:
        """The columns of a sheet that are foreign keys of one column to the record's table."""
        keys = sheet.table.schema.value.get("foreignKeys") if sheet.table.schema else None
        for key in keys if isinstance(keys, list) else []:
            reference = key.get("reference", {})
            own, theirs = (
                part if isinstance(part, list) else [part]
                for part in (key.get("fields"), reference.get("fields"))
            )
            target = reference.get("resource") or sheet.table.name
            if target == self.sheet.table.name and theirs == [self.key] and len(own) == 1:
                yield sheet.column(str(own[0]))

    def relink(self, new: str) -> None:
        """Let the links of articles lead to another record."""
        link = re.compile(
            rf"record:{re.escape(self.sheet.table.name)}/{re.escape(self.identifier)}(?![a-z0-9-])"
        )
        for article in self.source.articles:
            text = link.sub(f"record:{self.sheet.table.name}/{new}", article.file.text)
            if text != article.file.text:
                self.articles[article.file.path] = text

    def close_gap(self) -> None:
        """Give the records behind this one, under the same parents, the position before theirs."""
        place = self.sheet.meaning(meaning.POSITION)
        if place is None:
            return
        above = [
            self.sheet.column(str(column["name"]))
            for column in self.sheet.table.fields
            if column.get("rdfType") == meaning.PART_OF and column.get("name") in self.sheet.table.header
        ]
        own = self.sheet.rows[self.row]
        for cells in self.sheet.rows:
            together = all(cells[column] == own[column] for column in above)
            if (
                together
                and cells[place].isdecimal()
                and own[place].isdecimal()
                and int(cells[place]) > int(own[place])
            ):
                cells[place] = str(int(cells[place]) - 1)

    def set_tombstone(self, reason: str, replacement: str) -> None:
        """Add the tombstone of the record. Raises Stop where the package has no table of tombstones."""
        sheet = next((sheet for sheet in self.sheets.values() if sheet.role == "tombstone"), None)
        if sheet is None:
            hint = f"add a table of withdrawn records (rdfType {meaning.PROV}Invalidation), which says where it went"
            raise _stop(
                f'release {self.released_in} has "{self.identifier}", and its address must not vanish',
                self.path,
                hint,
            )
        values = {
            meaning.IDENTIFIER: f"{self.sheet.table.name}-{self.identifier}"[:64].rstrip("-"),
            meaning.EVIDENCE_TABLE: self.sheet.table.name,
            meaning.EVIDENCE_RECORD: self.identifier,
            meaning.LAST_VERSION: self.released_in or "",
            meaning.REPLACED_BY: replacement,
        }
        cells = []
        for column in sheet.table.fields:
            kind, name = str(column.get("rdfType")), str(column.get("name"))
            cells.append(
                self._reason(name, reason, replacement)
                if kind == meaning.DESCRIPTION
                else values.get(kind, "")
            )
        sheet.rows.append(cells)

    def _reason(self, column: str, reason: str, replacement: str) -> str:
        """The reason in a column's language if it is the publisher's own sentence; else in the source's alone."""
        from gazette.site.words import load_words

        languages = self.source.languages
        _, language = base_of(column, languages)
        if "%(new)s" in reason:
            words = load_words(language or languages[0])
            return words(reason) % {"new": replacement} if words.shown_in == words.language else ""
        return reason if (language or languages[0]) == languages[0] else ""

    def amendment(self) -> Amendment:
        """The files that changed, and the queries that speak of the id."""
        after = {sheet.path: sheet.text() for sheet in self.sheets.values()} | self.articles
        before = {sheet.path: sheet.table.file.text for sheet in self.sheets.values()}
        before |= {article.file.path: article.file.text for article in self.source.articles}
        files = [
            Mended(path, before[path], text) for path, text in sorted(after.items()) if text != before[path]
        ]
        quoted = f"'{self.identifier}'"
        queries: list[RawRule | RawQuestion] = [*self.source.rules, *self.source.questions]
        notes = [
            f'{query.file.path} speaks of "{self.identifier}": see whether it still says what it should'
            for query in queries
            if quoted in query.query
        ]
        return Amendment(files, notes)


def _stop(message: str, path: str, hint: str = "") -> Stop:
    return Stop(Problem("cannot-amend", message, Place(path), hint=hint))
