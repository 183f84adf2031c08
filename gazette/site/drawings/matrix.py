"""The matrix as a picture: a mark for every record, its shape by table, rows by theme columns, a legend above."""

from gazette import urls
from gazette.site.drawings.canvas import Canvas, width, wrap
from gazette.site.drawings.chart import chart
from gazette.site.page import View
from gazette.site.reader import Reader
from gazette.site.themes import Grid

NAME = "matrix"
WIDTH, HEAD, ROW, GROUP, SIZE = 1120.0, 250.0, 34.0, 28.0, 13.0
SHAPES = 3


def draw(reader: Reader, grid: Grid) -> Canvas:
    """The picture."""
    sheet = Canvas(WIDTH, rtl=reader.words.direction == "rtl")
    wide = (WIDTH - HEAD) / max(1, len(grid.themes))
    top = _legend(reader, sheet, grid) + 34
    heads = [wrap(reader.label(theme)["text"], wide - 12, 11.5, bold=True) for theme in grid.themes]
    for column, lines in enumerate(heads):
        sheet.text(HEAD + column * wide + 4, top, lines, 11.5, "bold")
    y = top + max((len(one) for one in heads), default=0) * 11.5 * 1.35 - ROW
    above = None
    for number, row in enumerate(grid.rows):
        y += ROW
        if (parent := reader.catalog.parent(row)) is not None and parent != above:
            sheet.text(
                6, y + 19, wrap(reader.label(parent)["text"], WIDTH - 12, 12, bold=True)[:1], 12, "bold"
            )
            y, above = y + GROUP, parent
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


def _legend(reader: Reader, sheet: Canvas, grid: Grid) -> float:
    """Which shape stands for which table; gives the baseline of the last line."""
    x, y = 6.0, 16.0
    for shape, name in enumerate(grid.tables):
        text = reader.phrase(reader.catalog.by_name[name].title)["text"]
        room = 18 + width(text, SIZE) + 28
        if x > 6 and x + room > WIDTH:
            x, y = 6.0, y + 22
        _mark(sheet, x, y - 4.5, shape)
        sheet.text(x + 18, y, [text], SIZE)
        x += room
    return y


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
