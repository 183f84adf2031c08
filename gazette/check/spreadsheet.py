"""What a spreadsheet makes of cells when it saves a table: booleans in its own words, days as numbers."""

import re
import unicodedata
from datetime import date, timedelta

_TRUE = ("true", "vrai", "wahr", "verdadero", "vero", "waar", "صواب", "صحيح")
_FALSE = ("false", "faux", "falsch", "falso", "onwaar", "خطأ")
_DAY = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")
_MONTH = re.compile(r"([^\W\d_]{3,9}\.?)-(\d{2})|(\d{1,2})-([^\W\d_]{3,9}\.?)")
_SERIAL = re.compile(r"[1-9]\d{4}")
_FIRST = date(1899, 12, 30)
"""The day 0 of spreadsheets."""


def boolean_of(text: str) -> str | None:
    """`true` or `false` for a boolean as a spreadsheet writes it, in one of a few languages."""
    word = text.strip().lower()
    return "true" if word in _TRUE else "false" if word in _FALSE else None


def plain_digits(text: str) -> str:
    """The text with the digits of other scripts as 0-9 (`٢٠٢٤` is 2024), and no space at its ends."""
    return "".join(str(unicodedata.digit(sign, sign)) if sign.isdigit() else sign for sign in text).strip()


def told(text: str, kind: str) -> str:
    """What a spreadsheet has done to a date or a year, and what the cell stood for where one answer fits."""
    if kind not in ("date", "year"):
        return ""
    if _SERIAL.fullmatch(text) and 20_000 <= int(text) < 80_000:
        day = _FIRST + timedelta(days=int(text))
        return f"a spreadsheet's number for a day: {day if kind == 'date' else day.year}"
    if match := _DAY.fullmatch(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        fitting = {_day(year, month, of) for month, of in ((second, first), (first, second))} - {None}
        if len(fitting) != 1:
            return "a spreadsheet has written the date as its country does: which number is the month?"
        fits = fitting.pop() if kind == "date" else year
        return f"a spreadsheet has written the date as its country does: {fits}"
    if _MONTH.fullmatch(text):
        return "a spreadsheet has taken the cell for a date: look up what stood there, and format the column as text"
    return ""


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
