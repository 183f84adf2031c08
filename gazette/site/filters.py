"""What a list can be filtered by: columns whose values are few, known and fit to be part of an address."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gazette import urls
from gazette.model import Column, Record, Table
from gazette.site.page import View
from gazette.site.reader import Reader, show

_ADDRESS = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MOST = 14
"""More values than this make no filter but a second list."""


@dataclass(frozen=True)
class Choice:
    """A column and the values of it that some row holds, in the order in which they are offered.

    `holders` has for each value the rows that hold it.
    """

    column: Column
    values: Sequence[str]
    holders: Mapping[str, Sequence[Record]]


def choices(table: Table) -> list[Choice]:
    """The columns that a table's list can be filtered by."""
    return list(_choices(table))


def _choices(table: Table) -> Iterator[Choice]:
    for column in table.columns:
        item = column.first
        if column.translated or not (column.reference or item.allowed or item.type == "boolean"):
            continue
        holders: dict[str, list[Record]] = {}
        for record in table.records:
            for value in _values(column, record):
                holders.setdefault(value, []).append(record)
        if 1 < len(holders) <= MOST and all(_ADDRESS.fullmatch(value) for value in holders):
            wanted = [value for value in item.allowed if value in holders]
            yield Choice(column, wanted or list(holders), holders)


def values_of(choice: Choice, record: Record) -> Sequence[str]:
    """The value of a record in the choice's column: one, or none where the cell is empty."""
    return _values(choice.column, record)


def _values(column: Column, record: Record) -> Sequence[str]:
    value = record.values[column.first.name]
    return [] if value is None else [show(value)]


def filter_view(
    reader: Reader, start: str, table: Table, choice: Choice, chosen: tuple[Choice, str] | None
) -> View:
    """The choice as links: each value with how many rows hold it; `said` is the one that is chosen."""
    column = choice.column
    current = chosen[1] if chosen is not None and chosen[0] is choice else None
    options = []
    for value in choice.values:
        holders = choice.holders[value]
        said = reader.value(start, table, holders[0], column) or reader.phrase(value)
        path = urls.filtered(reader.language, table.name, column.name, value)
        options.append(
            {
                **said,
                "href": urls.relative(start, path),
                "value": value,
                "count": len(holders),
                "current": value == current,
            }
        )
    return {
        "column": column.name,
        "title": reader.phrase(column.first.title),
        "options": options,
        "said": next((one for one in options if one["current"]), None),
    }
