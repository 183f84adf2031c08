"""The matrix as a picture: a mark for every record, its shape by table, rows by theme columns."""

from gazette import urls
from gazette.site.drawings.canvas import Canvas
from gazette.site.drawings.chart import chart
from gazette.site.drawings.letters import wrap
from gazette.site.grid import Grid
from gazette.site.page import View
from gazette.site.reader import Reader

NAME = "matrix"
WIDTH, HEAD, ROW, SIZE = 1120.0, 250.0, 34.0, 13.0
SHAPES = 3


def draw(reader: Reader, grid: Grid) -> Canvas:
    """The picture."""
    sheet = Canvas(WIDTH, rtl=reader.words.direction == "rtl")
    wide = (WIDTH - HEAD) / max(1, len(grid.themes))
    heads = [wrap(reader.label(theme)["text"], wide - 6, 11.5, bold=True) for theme in grid.themes]
    top = max(len(one) for one in heads) * 11.5 * 1.35 + 10
    for column, lines in enumerate(heads):
        sheet.text(HEAD + column * wide + 4, 14, lines, 11.5, "bold")
    for number, row in enumerate(grid.rows):
        y = top + number * ROW
        if number % 2 == 0:
            sheet.box(0, y, WIDTH, ROW, "soft")
        name = wrap(reader.label(row)["text"], HEAD - 16, SIZE)[:2]
        sheet.text(6, y + (21 if len(name) == 1 else 14), name, SIZE)
        for column, theme in enumerate(grid.themes):
            for at, tag in enumerate(grid.cell(row, theme)):
                _mark(
                    sheet,
                    HEAD + column * wide + 6 + at * 16,
                    y + ROW / 2,
                    grid.tables.index(tag.record.table),
                )
    return sheet


def _mark(sheet: Canvas, x: float, y: float, shape: int) -> None:
    match shape % SHAPES:
        case 0:
            sheet.box(x, y - 5.5, 11, 11, "strong")
        case 1:
            sheet.box(x, y - 5.5, 11, 11, "dot")
        case _:
            sheet.dot(x + 5.5, y, 6, "strong")


def view(reader: Reader, start: str, grid: Grid, title: str, finding: str) -> View:
    """The picture for a page."""
    path = urls.chart(NAME, reader.language, "svg")
    return chart(reader, start, NAME, draw(reader, grid), title, finding, path)
