"""What a column holds, guessed from all of its values, and the values as Table Schema writes them.

A type is taken only if every value is of it. Each guess says why it was made; where two readings are possible and the
values do not decide, the column stays text and that is said.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

MISSING = {
    "NA",
    "N/A",
    "n/a",
    "na",
    "NULL",
    "null",
    "None",
    "NaN",
    "nan",
    "#N/A",
    "-",
    "–",
    "—",
    ".",
    "..",
    "…",
    "?",
}
"""Words for a value that is not there; they count only in columns of numbers, days and the like."""
_TRUTHS = (
    ("true", "false"),
    ("yes", "no"),
    ("oui", "non"),
    ("sí", "no"),
    ("si", "no"),
    ("ja", "nein"),
    ("نعم", "لا"),
)
_YEAR_WORDS = re.compile(r"(?:^|[^a-z])(year|annee|ano|an|anno|jahr|ans)(?:[^a-z]|$)|سنة|عام")
_WHOLE = re.compile(r"[+-]?(0|[1-9][0-9]{0,17})")
_POINT = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]{1,3})?", re.IGNORECASE)
_SPACES = " \u00a0\u202f'’"
_COMMA = re.compile(rf"[+-]?([0-9]{{1,3}}([.{_SPACES}][0-9]{{3}})+|[0-9]+),[0-9]+")
_GROUPED = re.compile(rf"[+-]?[0-9]{{1,3}}([,{_SPACES}][0-9]{{3}})+(\.[0-9]+)?")
_UNDECIDED = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")
_ISO_DAY = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})")
_DAY = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})")
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2})(:[0-9]{2})?(?:\.[0-9]+)?(Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(:[0-5][0-9])?")
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
_YEAR = re.compile(r"[12][0-9]{3}")
_WEB = re.compile(r"https?://[^\s]+")
_MAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[a-zA-Z]{2,}")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
_MOST_SHOWN = 3

Converted = dict[str, str]
"""Each value of a column with what takes its place."""


@dataclass
class Column:
    """A column: its name, the heading it had, its field in the schema, and what was guessed about it."""

    name: str
    heading: str
    descriptor: dict[str, Any]
    values: list[str]
    notes: list[str] = field(default_factory=list)

    @property
    def distinct(self) -> set[str]:
        """The values that are there."""
        return set(self.values) - {""}


def guess(name: str, heading: str, cells: Sequence[str]) -> Column:
    """The column with its type, its values written as that type is written."""
    distinct = dict.fromkeys(cell for cell in cells if cell)
    column = Column(name, heading, {"name": name, "type": "string"}, list(cells))
    if not distinct:
        column.notes.append("has no value at all, so its type is not known: text.")
        return column
    for missing in (set(), MISSING & distinct.keys()):
        values = [value for value in distinct if value not in missing]
        for attempt in _ATTEMPTS if values else ():
            result = attempt(values, _folded(heading))
            if isinstance(result, str):
                column.notes.append(result)
                return column
            if result is not None and _agreed(column.name, *result[:2]):
                _take(column, *result, missing)
                return column
        if not missing and not MISSING & distinct.keys():
            break
    return column


def _take(
    column: Column, descriptor: dict[str, Any], converted: Converted, why: str, missing: set[str]
) -> None:
    column.descriptor |= descriptor
    column.notes += [why] if why else []
    if missing:
        named = ", ".join(f"“{word}”" for word in sorted(missing))
        column.notes.append(f"says {named} where it has no value: these cells are empty now.")
    changed = converted | dict.fromkeys(missing, "")
    column.values = [changed.get(cell, cell) for cell in column.values]


@cache
def _field(kind: str, form: str) -> Any:  # noqa: ANN401 - frictionless is untyped
    from frictionless import Field

    return Field.from_descriptor({"name": "value", "type": kind, "format": form})


def _agreed(_name: str, descriptor: dict[str, Any], converted: Converted) -> bool:
    """True if frictionless, the reference for what a type means, reads every value as the type."""
    field_ = _field(descriptor["type"], descriptor.get("format", "default"))
    return all(not field_.read_cell(value)[1] for value in converted.values())


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()


def _some(values: Iterable[str]) -> str:
    shown = list(values)[:_MOST_SHOWN]
    return ", ".join(f"“{value[:40]}”" for value in shown)


Attempt = Callable[[Sequence[str], str], "tuple[dict[str, Any], Converted, str] | str | None"]
"""From values and the folded heading: the field, the values rewritten and why; a reason to stay text; or nothing."""


def _boolean(values: Sequence[str], _heading: str) -> tuple[dict[str, Any], Converted, str] | None:
    lower = {value: value.lower() for value in values}
    for true, false in _TRUTHS:
        if set(lower.values()) == {true, false} or (true == "true" and set(lower.values()) <= {true, false}):
            converted = {value: "true" if word == true else "false" for value, word in lower.items()}
            why = "" if true == "true" else f"is true or false: it holds {_some(values)} and nothing else."
            return {"type": "boolean"}, converted, why
    return None


def _integer(values: Sequence[str], heading: str) -> tuple[dict[str, Any], Converted, str] | str | None:
    long = [value for value in values if re.fullmatch(r"[+-]?[0-9]{19,}", value)]
    if long:
        return f"stays text: {_some(long)} has more digits than programs count exactly."
    if not all(_WHOLE.fullmatch(value) for value in values):
        if all(value.isascii() and value.isdigit() for value in values):
            zero = [value for value in values if len(value) > 1 and value.startswith("0")]
            return f"holds digits, but {_some(zero)} begins with 0: a code, and so text." if zero else None
        return None
    if _YEAR_WORDS.search(heading) and all(_YEAR.fullmatch(value) for value in values):
        return (
            {"type": "year"},
            {value: value for value in values},
            "is a year, by its heading and four digits in each cell.",
        )
    return {"type": "integer"}, {value: value.removeprefix("+") for value in values}, ""


def _number(values: Sequence[str], _heading: str) -> tuple[dict[str, Any], Converted, str] | str | None:
    if all(_POINT.fullmatch(value) for value in values):
        zero = [value for value in values if re.match(r"[+-]?0[0-9]", value)]
        return (
            f"holds digits, but {_some(zero)} begins with 0: a code, and so text."
            if zero
            else ({"type": "number"}, {value: value.removeprefix("+") for value in values}, "")
        )
    if all(_UNDECIDED.fullmatch(value) or _WHOLE.fullmatch(value) for value in values):
        shown = _some(value for value in values if "," in value)
        return f"stays text: nothing tells whether the comma in {shown} parts thousands or decimals."
    if all(_COMMA.fullmatch(value) or _WHOLE.fullmatch(value) for value in values):
        plain = {
            value: re.sub(rf"[.{_SPACES}]", "", value).replace(",", ".").removeprefix("+") for value in values
        }
        return (
            {"type": "number"},
            plain,
            f"is a number with a decimal comma, such as {_some(values)}; the new file has points.",
        )
    if all(_GROUPED.fullmatch(value) or _POINT.fullmatch(value) for value in values):
        plain = {value: re.sub(rf"[,{_SPACES}]", "", value).removeprefix("+") for value in values}
        kind = "integer" if all(_WHOLE.fullmatch(value) for value in plain.values()) else "number"
        return (
            {"type": kind},
            plain,
            f"is a number whose thousands are parted, such as {_some(values)}; they are joined now.",
        )
    return None


def _date(values: Sequence[str], _heading: str) -> tuple[dict[str, Any], Converted, str] | str | None:
    if all(_ISO_DAY.fullmatch(value) for value in values):
        days = {value: _day(*_ISO_DAY.fullmatch(value).groups()) for value in values}  # type: ignore[union-attr]
        return ({"type": "date"}, days, "") if all(days.values()) else None
    parts = {value: match.groups() for value in values if (match := _DAY.fullmatch(value))}
    if len(parts) != len(values):
        return None
    first = {value: _day(year, month, day) for value, (day, _, month, year) in parts.items()}
    second = {value: _day(year, month, day) for value, (month, _, day, year) in parts.items()}
    fits = [days for days in (first, second) if all(days.values())]
    dotted = all(sign == "." for _, sign, _, _ in parts.values())
    if len(fits) == 2 and not dotted and first != second:
        return f"stays text: nothing tells whether the day or the month comes first in {_some(values)}."
    if not fits:
        return None
    order = "day" if fits[0] is first else "month"
    last = next((value for value in values if first[value] != second[value]), values[0])
    why = f"is a day, written with the {order} first, such as “{last}”; the new file has {fits[0][last]}."
    return {"type": "date"}, fits[0], why


def _day(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _moment(values: Sequence[str], _heading: str) -> tuple[dict[str, Any], Converted, str] | None:
    parts = {value: match.groups() for value in values if (match := _MOMENT.fullmatch(value))}
    if len(parts) != len(values):
        return None
    made = {
        value: f"{day}T{time}{seconds or ':00'}{zone or ''}"
        for value, (day, time, seconds, zone) in parts.items()
    }
    return {"type": "datetime"}, made, ""


def _time(values: Sequence[str], _heading: str) -> tuple[dict[str, Any], Converted, str] | None:
    parts = {value: match.groups() for value in values if (match := _TIME.fullmatch(value))}
    if len(parts) != len(values):
        return None
    return {"type": "time"}, {v: f"{int(h):02}:{m}{s or ':00'}" for v, (h, m, s) in parts.items()}, ""


def _same(kind: str, pattern: re.Pattern[str], form: str = "") -> Attempt:
    """Values of a pattern that stay as they are."""

    def attempt(values: Sequence[str], _heading: str) -> tuple[dict[str, Any], Converted, str] | None:
        if not all(pattern.fullmatch(value) for value in values):
            return None
        return {"type": kind, **({"format": form} if form else {})}, {value: value for value in values}, ""

    return attempt


_ATTEMPTS: tuple[Attempt, ...] = (
    _boolean,
    _integer,
    _number,
    _date,
    _moment,
    _time,
    _same("yearmonth", _MONTH),
    _same("string", _WEB, "uri"),
    _same("string", _MAIL, "email"),
)


def names_of(header: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each column with its heading: the same in a header written for programs; else a plain word is made of it."""
    taken: set[str] = set()
    plain = all(_PLAIN.fullmatch(heading) for heading in header)
    kept = plain and any(heading[0].islower() or "_" in heading for heading in header)
    for position, heading in enumerate(header, 1):
        name = heading if kept else plain_word(heading, "_")
        name = name or f"column_{position}"
        number, unique = 2, name
        while unique.lower() in taken:
            unique, number = f"{name}_{number}", number + 1
        taken.add(unique.lower())
        yield unique, heading


def plain_word(text: str, joint: str) -> str:
    """Lower-case letters and digits without accents, in words joined by a sign; empty where nothing is left."""
    spelt = (
        text.lower()
        .replace("ß", "ss")
        .replace("æ", "ae")
        .replace("œ", "oe")
        .replace("ø", "o")
        .replace("đ", "d")
    )
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    word = re.sub(r"[^a-z0-9]+", joint, plain).strip(joint)
    return re.sub(rf"^[0-9{joint}]+", "", word)[:64].strip(joint)
