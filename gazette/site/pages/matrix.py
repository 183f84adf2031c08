"""The matrix: what is done where, as a table and a picture; what is not done anywhere is said in words."""

from collections.abc import Iterator, Sequence
from functools import partial

from gazette import urls
from gazette.model import Record
from gazette.site.drawings import matrix as drawing
from gazette.site.frame import frame, has_matrix, matrix_rows, step
from gazette.site.page import Page, View
from gazette.site.paging import by_weight, pager, titled, weight
from gazette.site.reader import Reader
from gazette.site.themes import Grid, grid
from gazette.site.tree import mark

_BYTES_OF_CELL = 160
"""A cell of the table with its unseen words but for the names, or the empty one's place among the gaps."""
_DRAWN = 200
"""Cells of a matrix that can be told apart in one picture on a page."""


def pages(reader: Reader) -> Iterator[Page]:
    """All rows, if tags fill a matrix; many of them in several pages."""
    if not has_matrix(reader):
        return
    cells = grid(reader)
    parts = by_weight(cells.rows, (_weight(reader, cells, row) for row in cells.rows))
    for number in range(len(parts)):
        yield _page(reader, cells, parts, number)


def _weight(reader: Reader, cells: Grid, row: Record) -> int:
    """Bytes of a row, and of the row among the gaps."""
    return 200 + len(cells.themes) * (_BYTES_OF_CELL + weight(reader.catalog, row) // 3)


def _page(reader: Reader, cells: Grid, parts: Sequence[Sequence[Record]], number: int) -> Page:
    words = reader.words
    paths = [urls.matrix(reader.language, part) for part in range(1, len(parts) + 1)]
    start = paths[number]
    title = titled(reader, reader.phrase(words("Matrix")), number, len(parts))
    said = finding(reader, cells)
    gaps = {theme.id: [row for row in cells.empty(theme) if row in parts[number]] for theme in cells.themes}
    return frame(
        reader,
        "matrix.html",
        partial(urls.matrix, part=number + 1),
        title,
        description=said,
        section=paths[0],
        pager=pager(start, paths, number),
        trail=[step(reader, start, urls.home(reader.language), reader.phrase(words("Home")))],
        finding=said,
        themes=[reader.link(start, theme) for theme in cells.themes],
        rows=[_row(reader, start, cells, row) for row in parts[number]],
        legend=[
            {**reader.phrase(reader.catalog.by_name[name].title), "shape": number % drawing.SHAPES}
            for number, name in enumerate(cells.tables)
        ],
        gaps=[
            {**reader.link(start, theme), "rows": [reader.link(start, row) for row in gaps[theme.id]]}
            for theme in cells.themes
            if gaps[theme.id]
        ],
        chart=drawing.view(reader, start, cells, title["text"], said)
        if len(cells.rows) * len(cells.themes) <= _DRAWN
        else None,
        csv=reader.download(start, urls.chart(drawing.NAME, reader.language, "csv"), "CSV"),
    )


def finding(reader: Reader, cells: Grid) -> str:
    """Which theme most rows share, what the rows are, and how many cells of all are empty."""
    words = reader.words
    most = max(cells.themes, key=cells.filled)
    empty = sum(len(cells.empty(theme)) for theme in cells.themes)
    tables = [table for table in matrix_rows(reader) if any(row.table == table.name for row in cells.rows)]
    shared = words("“%(theme)s” is the most widely shared theme (%(rows)s: %(shared)s of %(all)s).") % {
        "theme": reader.label(most)["text"],
        "rows": " · ".join(reader.phrase(table.title)["text"] for table in tables),
        "shared": cells.filled(most),
        "all": len(cells.rows),
    }
    every = words.number(len(cells.rows) * len(cells.themes))
    none = words.count(
        "%(n)s of %(all)s cells is empty.", "%(n)s of %(all)s cells are empty.", empty, all=every
    )
    return f"{shared} {none}"


def _row(reader: Reader, start: str, cells: Grid, row: Record) -> View:
    return {
        **reader.link(start, row),
        "mark": mark(reader.catalog, row),
        "cells": [
            {
                "href": f"{reader.link(start, theme)['href']}#in-{row.id}",
                "count": len(cells.cell(row, theme)),
                "marks": [
                    cells.tables.index(tag.record.table) % drawing.SHAPES for tag in cells.cell(row, theme)
                ],
                "theme": reader.label(theme),
            }
            for theme in cells.themes
        ],
    }
