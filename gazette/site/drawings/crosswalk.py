"""A crosswalk as a picture: our records down the side, a column for each scheme, in each cell the counterparts."""

from collections.abc import Sequence

from gazette import urls
from gazette.model import meaning
from gazette.model.provenance import RELATIONS, Mapped
from gazette.site.crosswalk import Crosswalk
from gazette.site.drawings.canvas import Canvas, width, wrap
from gazette.site.drawings.chart import Rows, chart
from gazette.site.page import View
from gazette.site.reader import Reader

WIDTH, HEAD, SIZE, LINE, PAD = 1120.0, 240.0, 12.0, 16.2, 10.0
SHAPES = 3
"""The same, nearly the same, and all that is broader, narrower or related."""


def draw(reader: Reader, found: Crosswalk) -> Canvas:
    """The picture."""
    sheet = Canvas(WIDTH, rtl=reader.words.direction == "rtl")
    wide = (WIDTH - HEAD) / len(found.schemes)
    top = _legend(reader, sheet, found) + 34
    heads = [wrap(reader.label(one)["text"], wide - 12, SIZE, bold=True) for one in found.schemes]
    for column, lines in enumerate(heads):
        sheet.text(HEAD + column * wide, top, lines, SIZE, "bold")
    y = top + max(len(one) for one in heads) * LINE - SIZE / 2
    for number, subject in enumerate(found.subjects):
        name = wrap(reader.label(subject)["text"], HEAD - 16, SIZE, bold=True)
        cells = [_cell(reader, found.cell(subject, scheme), wide) for scheme in found.schemes]
        most = max(len(name), *(sum(len(words) for _, words in cell) for cell in cells))
        high = most * LINE + PAD
        if number % 2 == 0:
            sheet.box(0, y, WIDTH, high, "soft")
        sheet.text(6, y + SIZE + PAD / 2, name, SIZE, "bold")
        for column, cell in enumerate(cells):
            x, at = HEAD + column * wide, y + SIZE + PAD / 2
            if not cell:
                sheet.text(x, at, ["–"], SIZE, "faint")
            for shape, words in cell:
                _mark(sheet, x, at - 4.5, shape)
                at = sheet.text(x + 18, at, words, SIZE)
        y += high
    return sheet


def _cell(reader: Reader, mapped: Sequence[Mapped], wide: float) -> list[tuple[int, list[str]]]:
    """The shape and the lines of each counterpart."""
    return [(shape(one.relation), wrap(reader.label(one.target)["text"], wide - 30, SIZE)) for one in mapped]


def shape(relation: str) -> int:
    """The number of the shape that stands for a relation."""
    return min(RELATIONS.index(relation), SHAPES - 1) if relation in RELATIONS else SHAPES - 1


def _legend(reader: Reader, sheet: Canvas, found: Crosswalk) -> float:
    """Which shape stands for which relations; gives the baseline of the last line."""
    x, y = 6.0, 16.0
    for number in range(SHAPES):
        named = {relation(reader, one)["text"]: None for one in found.rows if shape(one.relation) == number}
        text = " · ".join(named)
        if text:
            _mark(sheet, x, y - 4.5, number)
            sheet.text(x + 18, y, [text], SIZE)
            x += 18 + width(text, SIZE) + 28
    return y


def _mark(sheet: Canvas, x: float, y: float, number: int) -> None:
    match number:
        case 0:
            sheet.box(x, y - 5.5, 11, 11, "strong")
        case 1:
            sheet.box(x, y - 5.5, 11, 11, "dot")
        case _:
            sheet.dot(x + 5.5, y, 5, "dot")


def relation(reader: Reader, one: Mapped) -> View:
    """A relation in the words of the column that states it."""
    column = reader.catalog.by_name[one.row.table].column(meaning.MAPPING_RELATION)
    return reader.allowed(column.first.labels if column else {}, one.relation)


def finding(reader: Reader, found: Crosswalk) -> str:
    """How many of our records have a counterpart in each scheme."""
    return " ".join(
        reader.words.count(
            "%(scheme)s: %(n)s of %(all)s has a counterpart.",
            "%(scheme)s: %(n)s of %(all)s have a counterpart.",
            len(found.matched(scheme)),
            scheme=reader.words.isolate(reader.label(scheme)["text"]),
            all=reader.words.number(len(found.subjects)),
        )
        for scheme in found.schemes
    )


def rows(reader: Reader, found: Crosswalk) -> Rows:
    """The data behind the picture: every mapping in words, and our records that have none in a scheme."""
    words, table = reader.words, found.table
    columns = (
        table.column(meaning.MAPPED),
        table.column(meaning.MAPPING_RELATION),
        table.column(meaning.MAPPED_TO),
    )
    subject, matches, target = (reader.heading(one)["text"] if one else "" for one in columns)
    head = [subject, words("Compared with"), matches, target]
    body = []
    for record in found.subjects:
        for scheme in found.schemes:
            names = [reader.label(record)["text"], reader.label(scheme)["text"]]
            cell = found.cell(record, scheme)
            body += [
                [*names, relation(reader, one)["text"], reader.label(one.target)["text"]] for one in cell
            ]
            body += [] if cell else [[*names, words("No counterpart"), ""]]
    return [head, *body]


def view(reader: Reader, start: str, found: Crosswalk, title: str, sentence: str) -> View:
    """The picture for a page."""
    name = found.table.name
    path = urls.chart(name, reader.language, "svg")
    return chart(reader, start, name, draw(reader, found), title, sentence, path, rows(reader, found))
