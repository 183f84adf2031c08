"""Change what many files say of one record: give it another id, or withdraw it, with all that belongs to it.

A record is named in its own table, in the foreign keys of others, in tables that name a record by its table and its id
(evidence, tags, tombstones, updates) and in the links of articles. Everything that names it is changed at once, and
nothing is written here: the files are handed on as they are and as they would be (`gazette.pipeline.sheets.write`).
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gazette.load import load
from gazette.load.source import RawQuestion, RawRule, Source
from gazette.model import meaning
from gazette.model.question import base_of
from gazette.pipeline.sheets import Mended, Sheet, mentions, sheets_of
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

    Where its row has the new id already, everything else follows.
    Raises Stop where there is no such table or record, or the new id cannot be used.
    """
    change = _Change.of(project, table, old, new)
    if not change.begun:
        change.refuse_taken(new)
    for sheet, row, column in change.mentions():
        sheet.rows[row][column] = new
    key = change.sheet.column(change.key)
    change.sheet.rows[change.row][key] = new
    change.relink(new)
    if change.released_in and not change.buried:
        change.set_tombstone("Its identifier is now %(new)s.", new)
    return change.amendment()


def withdraw(project: Project, table: str, identifier: str, reason: str, replacement: str = "") -> Amendment:
    """Take a record out with its evidence and tags; whatever else names it then names the replacement.

    A released record gets a tombstone with the reason, which is in the source language. The positions of the records
    behind it close the gap. A row that was deleted already needs no more than the rest.
    Raises Stop where something still refers to the record and nothing replaces it.
    """
    change = _Change.of(project, table, identifier, "")
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
        elif change.begun or sheet is not change.sheet or row != change.row:
            needed.append(f"{sheet.path}: {sheet.rows[row][0]}")
    if needed:
        some = ", ".join(needed[:5]) + (f" and {len(needed) - 5:,} more" if len(needed) > 5 else "")
        hint = f"withdraw them first, or say what they refer to instead: --replacement ID ({some})"
        message = f'{len(needed):,} row{"" if len(needed) == 1 else "s"} refer to "{identifier}" of {table}'
        raise Stop(Problem("record-in-use", message, Place(change.path), hint=hint))
    if not change.begun:
        change.close_gap()
        change.sheet.gone.add(change.row)
    if replacement:
        change.relink(replacement)
    if change.released_in:
        change.set_tombstone(reason, replacement)
    return change.amendment()


@dataclass(slots=True)
class _Change:
    """One record and everything that names it."""

    source: Source
    sheets: Mapping[str, Sheet]
    sheet: Sheet
    key: str
    row: int
    identifier: str
    begun: bool = False
    """Somebody has changed the row already, so that everything else waits to follow it."""
    articles: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, project: Project, name: str, identifier: str, new: str) -> "_Change":
        """The change of a record into one called `new`, or into none.

        Raises Stop for a package that cannot be read, and for what is not there.
        """
        source = load(project)
        if source.problems:
            raise Stop(*source.problems)
        tables = {table.name: table for table in source.tables}
        if name not in tables:
            raise _stop(f'there is no table "{name}"', DESCRIPTOR, f"there are {', '.join(tables)}")
        sheets = sheets_of(source)
        sheet = sheets[name]
        key = sheet.key
        if key is None:
            raise _stop(f"the rows of {name} have no key of one column, and so no id", sheet.path)
        column = sheet.column(key)
        rows = {cells[column]: at for at, cells in enumerate(sheet.rows)}
        row = rows.get(identifier)
        if row is None and (new in rows or not new):
            change = cls(source, sheets, sheet, key, rows.get(new, -1), identifier, begun=True)
            if change.released_in and not change.buried:
                return change
        if row is None:
            from gazette.check.run import meant

            raise _stop(
                f'{name} has no record "{identifier}"',
                sheet.path,
                meant(identifier, rows),
            )
        return cls(source, sheets, sheet, key, row, identifier)

    @property
    def path(self) -> str:
        return self.sheet.path

    @property
    def ids(self) -> set[str]:
        column = self.sheet.column(self.key)
        return {cells[column] for cells in self.sheet.rows}

    @property
    def buried(self) -> bool:
        """True if a tombstone says already where the record went."""
        from gazette.check.releases import withdrawn

        tables = [sheet.table for sheet in self.sheets.values() if sheet.role == "tombstone"]
        return any((self.sheet.table.name, self.identifier) in withdrawn(table) for table in tables)

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

    def mentions(self) -> Iterator[tuple[Sheet, int, int]]:
        """Every cell of another row that names the record: sheet, row and column."""
        name = self.sheet.table.name
        for sheet, row, column, target in mentions(self.sheets):
            if target == name and sheet.rows[row][column] == self.identifier:
                yield sheet, row, column

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
