"""Tables, their columns and their records."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import overload

from gazette.model import meaning
from gazette.model.text import Text

Value = str | int | bool | Decimal | datetime.date | None
"""A typed cell; None where the cell is empty. Types string, integer, boolean, number, date; year is an int."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column as it stands in the file (Table Schema `field`).

    `base` and `language` split `title_fr` into `title` and `fr`; a column in no language has `language` None.
    `labels` names allowed values for readers; `headings` calls the rows that hold a value. `reference` is the table
    that a foreign key points at, `reference_column` the column of it that holds the value where that is not its id.
    An `editorial` column holds what the editors say and the source does not.
    """

    name: str
    type: str
    title: Text
    description: Text
    meaning: str
    base: str
    language: str | None
    constraints: Mapping[str, object]
    labels: Mapping[str, Text]
    example: str | None
    reference: str | None
    editorial: bool = False
    headings: Mapping[str, Text] = field(default_factory=dict)
    reference_column: str = ""

    @property
    def required(self) -> bool:
        """True if a cell of this column may not be empty."""
        return bool(self.constraints.get("required"))

    @property
    def allowed(self) -> tuple[str, ...]:
        """The allowed values (`enum`), in the schema's order; empty where any value is allowed."""
        values = self.constraints.get("enum", ())
        return tuple(str(value) for value in values) if isinstance(values, list | tuple) else ()


@dataclass(frozen=True)
class Column:
    """A column as a reader sees it: `title_en`, `title_fr`, `title_ar` are one column, `title`.

    Its properties are asked for every cell of a table, so each is worked out once.
    """

    name: str
    fields: tuple[Field, ...]

    @cached_property
    def first(self) -> Field:
        """The field of the source language, or the only one."""
        return self.fields[0]

    @cached_property
    def meaning(self) -> str:
        """The `rdfType` IRI, or the empty string."""
        return self.first.meaning

    @cached_property
    def translated(self) -> bool:
        """True if the column is human text in languages."""
        return self.first.language is not None

    @cached_property
    def reference(self) -> str | None:
        """The table that this column's values point at."""
        return self.first.reference


@dataclass(frozen=True, slots=True)
class Record:
    """A row. `values` maps every field name to its typed value; `line` is its first line in the CSV file."""

    table: str
    id: str
    values: Mapping[str, Value]
    line: int


LONG = 200_000
"""Rows beyond which a table is kept by column, and published in the formats that are written a few rows at a time."""


class LongRecords(Sequence[Record]):
    """The records of a long table: kept are its columns, and each record is made when it is asked for.

    `ids` are None where a row has no name but its number.
    """

    def __init__(
        self,
        table: str,
        columns: Mapping[str, Sequence[Value]],
        ids: Sequence[str] | None,
        lines: Sequence[int],
    ) -> None:
        self.table, self.columns, self.lines, self._ids = table, columns, lines, ids

    def __len__(self) -> int:
        return len(self.lines)

    @overload
    def __getitem__(self, at: int) -> Record: ...
    @overload
    def __getitem__(self, at: slice) -> list[Record]: ...
    def __getitem__(self, at: int | slice) -> Record | list[Record]:
        if isinstance(at, slice):
            return list(self._made(at))
        number = range(len(self))[at]
        return next(self._made(slice(number, number + 1)))

    def __iter__(self) -> Iterator[Record]:
        return self._made(slice(None))

    def ids(self) -> Sequence[str]:
        """The ids of all records."""
        return self._ids or [f"row-{number}" for number in range(1, len(self) + 1)]

    def _made(self, part: slice) -> Iterator[Record]:
        names = list(self.columns)
        cells = zip(*(column[part] for column in self.columns.values()), strict=True)
        ids = self._ids[part] if self._ids else (f"row-{at + 1}" for at in range(len(self))[part])
        for name, row, line in zip(ids, cells, self.lines[part], strict=True):
            yield Record(self.table, name, dict(zip(names, row, strict=True)), line)


@dataclass(frozen=True)
class Table:
    """A table (Data Package resource). `role` is `record`, or `source`, `passage`, `evidence`, `term`, `language`.

    `csv` is the file byte for byte, `schema` and `descriptor` its Table Schema and resource as written. Where they
    came in another form, these are canonical, and `originals` are the files as they came, by path. `identified` is
    false where the ids of records are made from their keys, or from their numbers, and stand in no column. Of the role
    `data` are tables whose rows have no pages: they are shown as tables.
    """

    name: str
    role: str
    title: Text
    singular: Text
    description: Text
    fields: tuple[Field, ...]
    records: Sequence[Record]
    path: str
    csv: bytes
    schema: Mapping[str, object] = field(repr=False)
    descriptor: Mapping[str, object] = field(repr=False)
    primary_key: tuple[str, ...] = ("id",)
    identified: bool = True
    originals: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)

    @property
    def is_long(self) -> bool:
        """True if it has more rows than most formats can hold at once."""
        return len(self.records) > LONG

    def values_of(self, field_name: str) -> Sequence[Value]:
        """The values of a column, row by row."""
        records = self.records
        if isinstance(records, LongRecords):
            return records.columns[field_name]
        return [record.values[field_name] for record in records]

    @property
    def editorial(self) -> bool:
        """True if the whole table is the editors' work and not the source's."""
        return self.descriptor.get("editorial") is True

    @cached_property
    def editorial_columns(self) -> tuple[Column, ...]:
        """The columns that the editors filled, of a table that is not theirs as a whole."""
        return () if self.editorial else tuple(column for column in self.columns if column.first.editorial)

    @property
    def substantive(self) -> bool:
        """True if its rows are what the publication says, as against how it is known."""
        return self.role in ("record", "term")

    @property
    def paged(self) -> bool:
        """True if its records have pages of their own; glossary terms share one page, other rows are data only."""
        return self.role == "record"

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns as readers see them, in the order of the file."""
        groups: dict[str, list[Field]] = {}
        for item in self.fields:
            groups.setdefault(item.base if item.language else item.name, []).append(item)
        return tuple(Column(name, tuple(fields)) for name, fields in groups.items())

    @cached_property
    def text_columns(self) -> tuple[Column, ...]:
        """The columns of human text in languages."""
        return tuple(column for column in self.columns if column.translated)

    @cached_property
    def text_fields(self) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        """The columns of human text, each with the language and the name of its fields: asked for every record."""
        return tuple(
            (column.name, tuple((item.language or "", item.name) for item in column.fields))
            for column in self.text_columns
        )

    @cached_property
    def value_columns(self) -> tuple[Column, ...]:
        """The columns in no language, without the one that is the record's id already."""
        return tuple(c for c in self.columns if not c.translated and self.identifier != c.name)

    @property
    def identifier(self) -> str | None:
        """The column that holds the ids of the records."""
        return self.primary_key[0] if self.identified and len(self.primary_key) == 1 else None

    @cached_property
    def by_id(self) -> Mapping[str, Record]:
        """Records by id."""
        return {record.id: record for record in self.records}

    def column(self, *meanings: str) -> Column | None:
        """The first column with one of these meanings; an earlier meaning wins over a later one."""
        for wanted in meanings:
            for column in self.columns:
                if column.meaning == wanted:
                    return column
        return None

    def columns_of(self, wanted: str) -> tuple[Column, ...]:
        """All columns with this meaning, in the order of the file."""
        return tuple(column for column in self.columns if column.meaning == wanted)

    def text(self, record: Record, column: Column | None) -> Text:
        """The record's text in a column, in every language that has it; a plain column is in the source language."""
        if column is None:
            return Text()
        values = record.values
        return Text(
            tuple(
                (item.language or "", str(value))
                for item in column.fields
                if (value := values[item.name]) is not None
            )
        )

    @cached_property
    def label_column(self) -> Column | None:
        """The column that names a record: the preferred label, else description, definition or note."""
        return self.column(
            meaning.LABEL, meaning.TITLE, meaning.DESCRIPTION, meaning.DEFINITION, meaning.VERBATIM
        )

    def label(self, record: Record) -> Text:
        """What a reader calls this record; its id where no column names it."""
        return self.text(record, self.label_column) or Text((("", self.named(record)),))

    def named(self, record: Record) -> str:
        """What stands for a record without a name: its id, or its key as it is written."""
        if self.identified or not self.primary_key:
            return record.id
        return ", ".join(str(record.values[name]) for name in self.primary_key)
