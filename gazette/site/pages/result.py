"""The result of a query as readers of one language see it: names instead of ids, their language's texts.

A column named like a table, or like a foreign key, holds ids of records; `record` does where a column `table`
says of which table. Columns that end in a language are one column, shown in the page's language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from gazette.model import Field, Text
from gazette.model.columns import Titles, base_of
from gazette.site.page import View
from gazette.site.reader import Reader

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
