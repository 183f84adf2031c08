"""The lines of the sources in parts of a page each: a long source arrives in pieces that can be pointed at."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gazette.model import Catalog, Record, Table, meaning

MOST = 50
"""Lines on a page: with what was read from them they arrive in the first trip, in every script."""

Key = tuple[str, str]
"""Table and id of a source."""


class Line(NamedTuple):
    """A line of a source and the table that it is a row of."""

    table: Table
    record: Record

    @property
    def number(self) -> str:
        """The number of the line in its source, else its id."""
        column = self.table.column(meaning.POSITION)
        number = self.record.values[column.first.name] if column else None
        return self.record.id if number is None else str(number)


def in_parts(catalog: Catalog) -> Mapping[Key, Sequence[Sequence[Line]]]:
    """Every source with its lines in parts, both in the order of their files."""
    found: dict[Key, list[Line]] = {
        (table.name, record.id): [] for table in catalog.of_role("source") for record in table.records
    }
    for line in _lines(catalog):
        for source in (catalog.target(line.record, column) for column in line.table.columns):
            if source is not None and (source.table, source.id) in found:
                found[source.table, source.id].append(line)
    return {
        key: [lines[start : start + MOST] for start in range(0, len(lines), MOST)]
        for key, lines in found.items()
    }


def _lines(catalog: Catalog) -> Iterator[Line]:
    for table in catalog.of_role("passage"):
        yield from (Line(table, record) for record in table.records)
