"""The matrix as data: rows, themes, and what is counted in each cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gazette.model import Record
from gazette.model.catalog import in_order
from gazette.site.menus import matrix_rows
from gazette.site.reader import Reader
from gazette.site.tags import Tag
from gazette.site.themes import row_of, themes_in_order


@dataclass(frozen=True)
class Grid:
    """Rows by themes. `tables` are the tables whose records are counted, in the descriptor's order."""

    rows: Sequence[Record]
    themes: Sequence[Record]
    tables: Sequence[str]
    cells: dict[tuple[str, str], list[Tag]]

    def cell(self, row: Record, theme: Record) -> list[Tag]:
        """What is counted in a cell."""
        return self.cells.get((row.id, theme.id), [])

    def empty(self, theme: Record) -> list[Record]:
        """The rows in which nothing is counted under a theme."""
        return [row for row in self.rows if not self.cell(row, theme)]

    def filled(self, theme: Record) -> int:
        """In how many rows something is counted under a theme."""
        return len(self.rows) - len(self.empty(theme))


def grid(reader: Reader) -> Grid:
    """The matrix of the publication; a tag outside every row is not counted."""
    rows = list(_rows(reader))
    cells: dict[tuple[str, str], list[Tag]] = {}
    for tag in reader.tags:
        row = row_of(reader, tag)
        if row in rows:
            cells.setdefault((row.id, tag.theme.id), []).append(tag)
    counted = {tag.record.table for tags in cells.values() for tag in tags}
    tables = [table.name for table in reader.paged if table.name in counted]
    for tags in cells.values():
        tags.sort(key=lambda tag: tables.index(tag.record.table))
    return Grid(rows, themes_in_order(reader), tables, cells)


def _rows(reader: Reader) -> Iterator[Record]:
    """The rows in the order of reading: under their parents, by position."""
    for table in matrix_rows(reader):
        parents = {above.table for record in table.records if (above := reader.catalog.parent(record))}
        tops = [one for name in sorted(parents) for one in in_order(reader.catalog.by_name[name])]
        nested = [
            child for top in tops for child in reader.catalog.children(top) if child.table == table.name
        ]
        yield from nested or in_order(table)
