"""Themes: what a record has in common with others of its kind, by tags; and the matrix of both as data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gazette.model import Record
from gazette.model.catalog import in_order
from gazette.site.frame import matrix_rows
from gazette.site.page import View
from gazette.site.reader import Reader, Tag


def shared(reader: Reader, start: str, record: Record) -> list[View]:
    """The themes of a record and of what belongs to it, each with the other records that share it."""
    found: dict[str, View] = {}
    for tag in reader.once(_of_record, record.table, record.id):
        others = _others(reader, start, tag, record)
        entry = found.setdefault(
            tag.theme.id, {**reader.link(start, tag.theme), "reasons": [], "others": others}
        )
        if tag.record == record:
            entry["reasons"].append(reader.phrase(tag.reason))
    return [found[theme.id] for theme in _themes(reader) if theme.id in found]


def _of_record(reader: Reader, table: str, record: str) -> Sequence[Tag]:
    return reader.once(_by_record).get((table, record), ())


def _by_record(reader: Reader) -> dict[tuple[str, str], list[Tag]]:
    """The tags of every record and of what belongs to it."""
    held: dict[tuple[str, str], list[Tag]] = {}
    for tag in reader.tags:
        for record in line(reader, tag):
            held.setdefault((record.table, record.id), []).append(tag)
    return held


def _under_theme(reader: Reader, theme: str) -> Sequence[Tag]:
    return reader.once(_by_theme).get(theme, ())


def _by_theme(reader: Reader) -> dict[str, list[Tag]]:
    held: dict[str, list[Tag]] = {}
    for tag in reader.tags:
        held.setdefault(tag.theme.id, []).append(tag)
    return held


def counted(reader: Reader, start: str, theme: Record) -> list[View]:
    """What is counted under a theme, by the record of the matrix's rows it belongs to."""
    by_row: dict[str, View] = {}
    for tag in reader.once(_under_theme, theme.id):
        if tag.theme.table != theme.table:
            continue
        row = row_of(reader, tag)
        entry = by_row.setdefault(row.id, {**reader.link(start, row), "id": row.id, "records": []})
        kind = reader.phrase(reader.catalog.by_name[tag.record.table].singular)
        entry["records"].append(
            {**reader.link(start, tag.record), "kind": kind, "reason": reader.phrase(tag.reason)}
        )
    return list(by_row.values())


def line(reader: Reader, tag: Tag) -> tuple[Record, ...]:
    """The tagged record and all that it belongs to, the outermost first."""
    return (*reader.catalog.ancestors(tag.record), tag.record)


def row_of(reader: Reader, tag: Tag) -> Record:
    """The row of the matrix in which a tag counts: the ancestor in a table of rows, else the record itself."""
    for record in line(reader, tag):
        if reader.catalog.by_name[record.table].descriptor.get("matrix") is True:
            return record
    return tag.record


def _themes(reader: Reader) -> Sequence[Record]:
    return reader.once(_used)


def _used(reader: Reader) -> Sequence[Record]:
    used = {(tag.theme.table, tag.theme.id) for tag in reader.tags}
    tables = {tag.theme.table: reader.catalog.by_name[tag.theme.table] for tag in reader.tags}
    places = {
        (table.name, record.id): place
        for table in tables.values()
        for place, record in enumerate(table.records)
    }
    themes = {(tag.theme.table, tag.theme.id): tag.theme for tag in reader.tags}
    return [themes[key] for key in sorted(used, key=lambda key: places[key])]


def themes_in_order(reader: Reader) -> Sequence[Record]:
    """The themes that are used, in the order of their table."""
    return _themes(reader)


def _others(reader: Reader, start: str, tag: Tag, record: Record) -> list[View]:
    """Records of the same table as `record` that share the tag's theme; only for what has parts of its own."""
    if not reader.catalog.children(record):
        return []
    others = {
        one.id: one
        for other in reader.once(_under_theme, tag.theme.id)
        for one in line(reader, other)
        if one.table == record.table and one.id != record.id
    }
    return [reader.link(start, one) for one in others.values()]


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
