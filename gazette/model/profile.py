"""What the columns of a table hold at a glance, and the line that its numbers make along its dates.

Both are questions that a page asks of a whole table; the answers are small.
"""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gazette.model.table import Field, Table, Value

BINS = 12
MOST_VALUES = 12
"""Different values of a column that are counted each by itself."""
MOST_LINES = 8
_MOST_POINTS = 2_000
_MOMENTS = ("date", "year")
_NUMBERS = ("number", "integer")
_FEWEST = 3
"""Points that make a line."""


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """A column: how many cells are filled and empty, how many values differ, the least and the most.

    `bars` are counts: of each value by its text where there are few (`bins` false), else of equal steps between the
    least and the most. Texts have no least: None.
    """

    name: str
    filled: int
    empty: int
    distinct: int
    least: Value
    most: Value
    bars: tuple[tuple[str, int], ...]
    bins: bool


@dataclass(frozen=True, slots=True)
class Series:
    """Points along a column of dates or years: of a column of numbers, or of how many rows there are (`number` None).

    `lines` has the points by the value of the column `group` (one line under "" without); `groups` is how many values
    there are.
    """

    moment: str
    number: str | None
    group: str | None
    lines: tuple[tuple[str, tuple[tuple[float, float], ...]], ...]
    groups: int


def profile(table: Table) -> tuple[ColumnProfile, ...]:
    """The profile of every column."""
    return tuple(_column(table, item) for item in table.fields)


def _column(table: Table, item: Field) -> ColumnProfile:
    cells = table.values_of(item.name)
    counts = Counter(value for value in cells if value is not None)
    filled = sum(counts.values())
    ordered = item.type in (*_NUMBERS, *_MOMENTS)
    least, most = (min(counts), max(counts)) if counts and ordered else (None, None)
    bars: tuple[tuple[str, int], ...] = ()
    bins = ordered and len(counts) > MOST_VALUES
    if bins:
        bars = _bins(counts, _scale(least), _scale(most))
    elif 1 < len(counts) <= MOST_VALUES and filled > len(counts):
        ranked = sorted(counts.items(), key=lambda one: (-one[1], str(one[0])))
        shown = sorted(counts.items(), key=lambda one: _scale(one[0])) if ordered else ranked
        bars = tuple((_text(value), number) for value, number in shown)
    return ColumnProfile(item.name, filled, len(cells) - filled, len(counts), least, most, bars, bins)


def _bins(counts: Mapping[Any, int], least: float, most: float) -> tuple[tuple[str, int], ...]:
    found = [0] * BINS
    for value, number in counts.items():
        place = int((_scale(value) - least) / (most - least) * BINS) if most > least else 0
        found[min(place, BINS - 1)] += number
    return tuple(("", number) for number in found)


def _scale(value: Value) -> float:
    """A value as a place on a line."""
    if isinstance(value, datetime.date):
        return float(value.toordinal())
    return float(value) if isinstance(value, int | Decimal) else 0.0


def _text(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def series(table: Table) -> Series | None:
    """The line or lines that a table's numbers make along its dates; None where it has no dates, or too few."""
    moments = [item.name for item in table.fields if item.type in _MOMENTS]
    moments += [item.name for item in table.fields if item.type == "integer" and item.name.lower() == "year"]
    if not moments:
        return None
    moment = moments[0]
    whens = table.values_of(moment)
    rows = [at for at, when in enumerate(whens) if when is not None]
    numbers = [
        item.name
        for item in table.fields
        if item.type in _NUMBERS and item.name not in (*table.primary_key, moment) and item.reference is None
    ]
    number = numbers[-1] if numbers else None
    texts = [item.name for item in table.fields if item.type == "string" and item.reference is None]
    for group in (None, *texts) if number else ():
        names = table.values_of(group) if group else None
        if names and _FEWEST > 1 and len({names[at] for at in rows}) == len(rows):
            return None  # a line for each row has one point
        if len({(names[at] if names else "", whens[at]) for at in rows}) == len(rows):
            values = table.values_of(number or "")
            lines: dict[str, list[tuple[float, float]]] = {}
            for at in rows:
                if values[at] is not None:
                    name = str(names[at]) if names else ""
                    lines.setdefault(name, []).append((_scale(whens[at]), _scale(values[at])))
            return _kept(moment, number, group, lines)
    counts = Counter(_scale(whens[at]) for at in rows)
    return _kept(moment, None, None, {"": [(at, float(many)) for at, many in counts.items()]})


def _kept(
    moment: str, number: str | None, group: str | None, lines: dict[str, list[tuple[float, float]]]
) -> Series | None:
    """The lines that are drawn: those of some points, the highest where there are many."""
    drawn = {name: sorted(points) for name, points in lines.items() if len(points) >= _FEWEST}
    if not drawn or sum(map(len, drawn.values())) > _MOST_POINTS * MOST_LINES:
        return None
    ranked = sorted(drawn, key=lambda name: (-_height(drawn[name]), name))[:MOST_LINES]
    return Series(moment, number, group, tuple((name, tuple(drawn[name])) for name in ranked), len(drawn))


def _height(points: Sequence[tuple[float, float]]) -> float:
    return max(value for _, value in points)
