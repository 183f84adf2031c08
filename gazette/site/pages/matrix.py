"""The matrix: what is done where, as a table and a picture; what is not done anywhere is said in words."""

from collections.abc import Iterator

from gazette import urls
from gazette.model import Record
from gazette.site.drawings import matrix as drawing
from gazette.site.frame import frame, has_matrix, matrix_rows, step
from gazette.site.page import Page, View
from gazette.site.reader import Reader
from gazette.site.themes import Grid, grid
from gazette.site.tree import mark


def pages(reader: Reader) -> Iterator[Page]:
    """One page, if tags fill a matrix."""
    if not has_matrix(reader):
        return
    words, start, cells = reader.words, urls.matrix(reader.language), grid(reader)
    title = reader.phrase(words("Matrix"))
    said = finding(reader, cells)
    yield frame(
        reader,
        "matrix.html",
        urls.matrix,
        title,
        description=said,
        trail=[step(reader, start, urls.home(reader.language), reader.phrase(words("Home")))],
        finding=said,
        themes=[reader.link(start, theme) for theme in cells.themes],
        rows=[_row(reader, start, cells, row) for row in cells.rows],
        legend=[
            {**reader.phrase(reader.catalog.by_name[name].title), "shape": number % drawing.SHAPES}
            for number, name in enumerate(cells.tables)
        ],
        gaps=[
            {**reader.link(start, theme), "rows": [reader.link(start, row) for row in cells.empty(theme)]}
            for theme in cells.themes
            if cells.empty(theme)
        ],
        chart=drawing.view(reader, start, cells, title["text"], said),
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
