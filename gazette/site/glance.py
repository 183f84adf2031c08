"""A table at a glance: what each column holds, with a small picture, and its numbers along its dates."""

import datetime
from collections.abc import Sequence
from itertools import pairwise

from markupsafe import Markup

from gazette.model import Field, Table, Value
from gazette.model.profile import BINS, ColumnProfile, Series
from gazette.site.drawings.canvas import Canvas, wrap
from gazette.site.page import View
from gazette.site.reader import Reader, show

_WIDTH, _HEIGHT = 120, 24
_SHORT = 40
_SHEET, _TALL, _LEFT, _RIGHT = 960.0, 300.0, 90.0, 170.0
_SIZE = 13.0
_TICKS = 4


def columns(reader: Reader, table: Table) -> list[View]:
    """Every column: how many cells are filled, how many differ, least and most, and how they are spread."""
    fields = {item.name: item for item in table.fields}
    return [_column(reader, fields[one.name], one) for one in reader.catalog.profile(table.name)]


def _column(reader: Reader, item: Field, found: ColumnProfile) -> View:
    number = reader.words.number
    values = [] if found.bins else [{"text": text, "count": number(count)} for text, count in found.bars]
    return {
        "name": item.name,
        "title": reader.phrase(item.title),
        "filled": number(found.filled),
        "empty": number(found.empty) if found.empty else None,
        "distinct": number(found.distinct),
        "least": _value(found.least),
        "most": _value(found.most),
        "values": values,
        "svg": _bars([count for _, count in found.bars]) if found.bins else None,
    }


def _value(value: Value) -> str | None:
    return None if value is None else show(value)


def _bars(counts: Sequence[int]) -> Markup:
    """A small picture that says no more than the numbers beside it, and is left out where pictures are read aloud."""
    step, highest = _WIDTH / BINS, max(counts)
    bars = Markup().join(
        Markup('<rect x="{}" y="{}" width="{}" height="{}"></rect>').format(
            f"{place * step:g}", f"{_HEIGHT - height:g}", f"{step - 1:g}", f"{height:g}"
        )
        for place, count in enumerate(counts)
        if (height := round(count / highest * _HEIGHT, 1)) > 0
    )
    return Markup('<svg class="spread" viewBox="0 0 {} {}" aria-hidden="true">{}</svg>').format(
        _WIDTH, _HEIGHT, bars
    )


def chart(reader: Reader, table: Table) -> View | None:
    """The picture of a table along its dates, with its finding in a sentence; None where it has none."""
    found = reader.catalog.series(table.name)
    if found is None:
        return None
    titles = {item.name: reader.phrase(item.title)["text"] for item in table.fields}
    words = reader.words
    title = (
        words("%(number)s by %(time)s") % {"number": titles[found.number], "time": titles[found.moment]}
        if found.number
        else words("Rows by %(time)s") % {"time": titles[found.moment]}
    )
    places = [at for _, points in found.lines for at, _ in points]
    days = next(item for item in table.fields if item.name == found.moment).type == "date"
    first, last = (_moment(place, days=days) for place in (min(places), max(places)))
    said = [words("From %(first)s to %(last)s.") % {"first": first, "last": last}]
    if found.groups > len(found.lines):
        shown = {"n": words.number(len(found.lines)), "all": words.number(found.groups)}
        said.append(words("Shown: %(n)s of %(all)s, those that reach highest.") % shown)
    canvas = _drawn(reader, found, first, last)
    # Built by ElementTree from texts that it escapes.
    svg = Markup(canvas.inside("chart-table-title", title, " ".join(said)))  # noqa: S704
    return {"title": title, "finding": " ".join(said), "svg": svg}


def _moment(place: float, *, days: bool) -> str:
    return datetime.date.fromordinal(int(place)).isoformat() if days else str(int(place))


def _drawn(reader: Reader, found: Series, first: str, last: str) -> Canvas:
    canvas = Canvas(_SHEET, rtl=False)
    places = [at for _, points in found.lines for at, _ in points]
    heights = [value for _, points in found.lines for _, value in points]
    low, high = min(0.0, *heights), max(heights)
    high = high if high > low else low + 1
    start, end = min(places), max(places) if max(places) > min(places) else min(places) + 1

    def x(place: float) -> float:
        return _LEFT + (place - start) / (end - start) * (_SHEET - _LEFT - _RIGHT)

    def y(value: float) -> float:
        return 20 + (high - value) / (high - low) * (_TALL - 40)

    for tick in range(_TICKS + 1):
        value = low + (high - low) * tick / _TICKS
        canvas.line(_LEFT, y(value), _SHEET - _RIGHT, y(value))
        shown = reader.words.number(int(value)) if abs(high - low) >= _TICKS else f"{value:.3g}"
        canvas.text(0, y(value) + 4, [shown], _SIZE, "faint")
    ends: list[tuple[float, str]] = []
    for name, points in found.lines:
        for (x1, y1), (x2, y2) in pairwise(points):
            canvas.line(x(x1), y(y1), x(x2), y(y2), "line")
        ends.append((y(points[-1][1]) + 4, name))
    lowest = 0.0
    for at, name in sorted(ends):  # names stand one below the other where lines end close together
        lowest = max(at, lowest + _SIZE * 1.3)
        canvas.text(_SHEET - _RIGHT + 8, lowest, wrap(name, _RIGHT - 8, _SIZE)[:1], _SIZE)
    canvas.text(_LEFT, _TALL, [first], _SIZE, "faint")
    canvas.text(_SHEET - _RIGHT - 60, _TALL, [last], _SIZE, "faint")
    return canvas
