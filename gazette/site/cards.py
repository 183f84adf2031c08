"""Share cards: what a messenger shows of a link.

The descriptor says whether there are any: with `cards` there is one picture a language for the site, and one for every
record of the tables that it lists. No version stands on them, so that a release leaves those alone whose text stays.
"""

from collections.abc import Iterator

from gazette import urls
from gazette.model import Record
from gazette.raster import Picture
from gazette.site.drawings.canvas import Canvas, covered, fit
from gazette.site.page import View
from gazette.site.reader import Reader
from gazette.site.strip import front, shape
from gazette.site.tree import mark

WIDTH, HEIGHT, SIDE, BAND = 1200.0, 630.0, 64.0, 100.0
_ROOM = WIDTH - 2 * SIDE
_MARK = 24.0
_TITLE = (72.0, 62.0, 54.0, 46.0, 40.0)
_HIGH = 210.0
"""Room for a title, in heights of its letters: lines stand apart by a third more."""


def cards(reader: Reader) -> Iterator[Picture]:
    """The cards of a language."""
    if (path := _path(reader, None)) is not None:
        yield Picture(path, _draw(reader, None))
    for table in reader.paged:
        for record in table.records if _has_cards(reader, table.name) else ():
            if (path := _path(reader, record)) is not None:
                yield Picture(path, _draw(reader, record))


def card(reader: Reader, record: Record | None = None) -> View | None:
    """What a page says of its card: the address and the words on it; None where there is none."""
    own = _path(reader, record) if record is None or _has_cards(reader, record.table) else None
    path = own or _path(reader, None)
    if not reader.drawable or path is None:
        return None
    return {
        "address": reader.canonical(path),
        "width": int(WIDTH),
        "height": int(HEIGHT),
        "alt": ". ".join(one.rstrip(".") for one in _texts(reader, record if own else None) if one),
    }


def _path(reader: Reader, record: Record | None) -> str | None:
    """Where a card lies; None without cards, and where our fonts lack a letter of it and boxes would be drawn."""
    if reader.catalog.about.cards is None or not all(covered(one) for one in _texts(reader, record)):
        return None
    return urls.card(reader.language, record)


def _has_cards(reader: Reader, table: str) -> bool:
    cards = reader.catalog.about.cards
    return cards is not None and table in cards


def _texts(reader: Reader, record: Record | None) -> tuple[str, str, str, str, str]:
    """The strategy, the kind of record, its title, what it belongs to, the notice; of the home page's, its lead."""
    catalog = reader.catalog
    site = _plain(reader.phrase(catalog.title)["text"])
    notice = _plain(reader.phrase(catalog.about.notice)["text"]) if catalog.about.notice else ""
    if record is None:
        return "", "", site, _plain(reader.phrase(catalog.description)["text"]), notice
    above = catalog.parent(record)
    kind = _plain(reader.phrase(catalog.by_name[record.table].singular)["text"])
    inside = _plain(reader.label(above)["text"]) if above else ""
    return site, kind, _plain(reader.label(record)["text"]), inside, notice


def _plain(text: str) -> str:
    return " ".join(text.split())


def _draw(reader: Reader, record: Record | None) -> str:
    site, kind, title, inside, notice = _texts(reader, record)
    sheet = Canvas(WIDTH, rtl=reader.words.direction == "rtl")
    sheet.box(0, 0, WIDTH, HEIGHT, "soft")
    sheet.box(0, 0, WIDTH, BAND, "strong")
    sheet.box(SIDE, 532, _ROOM, 2, "strong")
    _line(sheet, SIDE, 63, site, 36, "on bold")
    _line(sheet, SIDE, 178, kind, 32, "accent bold")
    high = _HIGH if record else _TITLE[0]  # the home page's title stands on one line, its lead below
    lines, size = fit(title, _ROOM * 0.97, _TITLE, high, bold=True)
    below = sheet.text(SIDE, (208 if record else 148) + size, lines, size, "bold")
    if record is None:
        lead, size = fit(inside, _ROOM * 0.97, (32.0, 28.0), 150.0, bold=False)
        sheet.text(SIDE, below + 10, lead, size)
    elif inside:
        above = reader.catalog.parent(record)
        number = mark(reader.catalog, above) if above else 0
        if number:
            _shape(sheet, SIDE, 480, number)
        _line(sheet, SIDE + (40 if number else 0), 504, inside, 32, "")
    _line(sheet, SIDE, 584, notice, 28, "faint")
    _strip(sheet, reader, record)
    sheet.height = HEIGHT - 12  # the canvas adds a margin of its own
    return sheet.file(title, notice).decode("utf-8")


def _line(sheet: Canvas, x: float, y: float, text: str, size: float, kind: str) -> None:
    if text:
        lines, _ = fit(text, (WIDTH - SIDE - x) * 0.97, (size,), size, bold="bold" in kind)
        sheet.text(x, y, lines, size, kind)


def _shape(sheet: Canvas, x: float, y: float, number: int) -> None:
    """The mark of a tier, its shape as on the pages."""
    sheet.box(x, y, _MARK, _MARK, "strong" if number == 1 else "dot")
    if number == 2:
        sheet.box(x, y + _MARK / 2, _MARK, _MARK / 2, "strong")


def _strip(sheet: Canvas, reader: Reader, record: Record | None) -> None:
    """The strip at the foot, where it takes less than half; a bar stands under the mark of the card's record."""
    groups = [(above, members) for above, members in front(reader.catalog) if members]
    wide = sum(len(members) for _, members in groups) * 32 + (len(groups) - 1) * 24 - 8
    if not groups or wide > _ROOM / 2:
        return
    x = WIDTH - SIDE - wide
    for above, members in groups:
        for one in members:
            _shape(sheet, x, 556, shape(reader.catalog, one, above))
            if one == record:
                sheet.box(x, 588, _MARK, 6, "strong")
            x += 32
        x += 24
