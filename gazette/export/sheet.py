"""A table as a sheet: header with notes, typed cells, rows written as they will be read.

XlsxWriter does the book, the header, the notes and the styles. The rows are written here, straight from the
records: through its tables of cells they take ten times as long and as much memory again.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from gazette.export.dictionary import note
from gazette.export.proof import refusal
from gazette.model import Catalog, Field, Record, Table
from gazette.problem import Stop

LONGEST = 32_767
"""So many UTF-16 units a cell holds; a spreadsheet would cut what is longer without a word."""
_EXACT_DIGITS = 15
_FIRST_DAY = datetime.date(1900, 3, 1)
"""Spreadsheets count a 29 February 1900 that never was; what is earlier is written as text."""
_DAY_ZERO = datetime.date(1899, 12, 30)
_NARROWEST, _WIDEST, _LOOKED_AT = 9, 60, 500
_NOTE_WIDTH, _NOTE_LINE = 420, 18
_ESCAPED = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True)
class Style:
    """The formats of a workbook."""

    head: Any
    prose: Any
    link: Any
    date: Any
    right_to_left: bool

    @classmethod
    def of(cls, book: Any, *, right_to_left: bool) -> "Style":  # noqa: ANN401 - the library has no types
        """Formats that belong to this workbook."""
        return cls(
            book.add_format({"bold": True, "bottom": 1, "valign": "top"}),
            book.add_format({"text_wrap": True, "valign": "top"}),
            book.add_format({"font_color": "blue", "underline": 1, "valign": "top"}),
            book.add_format({"num_format": "yyyy-mm-dd"}),
            right_to_left,
        )


class RecordSheet(Worksheet):  # type: ignore[misc]  # the library has no types
    """A sheet that has XlsxWriter write its header and writes the rows below it by itself."""

    body: Iterator[str] = iter(())
    last_row: int = 0
    dim_rowmax: int | None

    def _write_dimension(self) -> None:
        head, self.dim_rowmax = self.dim_rowmax, self.last_row
        super()._write_dimension()
        self.dim_rowmax = head

    def _write_rows(self) -> None:
        super()._write_rows()
        self.fh.writelines(self.body)


def fill(sheet: RecordSheet, catalog: Catalog, table: Table, style: Style) -> None:
    """Header, notes, widths and rows of a table."""
    last = len(table.fields) - 1
    if style.right_to_left:
        sheet.right_to_left()
    for column, field in enumerate(table.fields):
        sheet.write_string(0, column, field.name, style.head)
        text = note(catalog, table, field)[:LONGEST]
        height = _NOTE_LINE * (2 + sum(1 + len(line) // 60 for line in text.split("\n")))
        options = {"x_scale": 1, "width": _NOTE_WIDTH, "height": height, "author": catalog.name}
        sheet.write_comment(0, column, text, options)
        sheet.set_column(column, column, _width(table, field))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table.records), last)
    sheet.body, sheet.last_row = _rows(catalog, table, style), len(table.records)


def _width(table: Table, field: Field) -> int:
    """Wide enough for the header with its filter button and for most cells, never wider than a screen."""
    lengths = sorted(len(str(record.values[field.name] or "")) for record in table.records[:_LOOKED_AT])
    usual = lengths[len(lengths) * 9 // 10] if lengths else 0
    return max(_NARROWEST, min(_WIDEST, max(usual, len(field.name) + 3) + 1))


def _rows(catalog: Catalog, table: Table, style: Style) -> Iterator[str]:
    day = style.date._get_xf_index()
    columns = [(xl_col_to_name(number), field.name) for number, field in enumerate(table.fields)]
    for number, record in enumerate(table.records, 2):
        values = record.values
        try:
            cells = [
                _cell(f"{letters}{number}", value, day)
                for letters, name in columns
                if (value := values[name]) is not None
            ]
        except OverflowError:
            raise Stop(_too_long(catalog, record)) from None
        yield f'<row r="{number}">{"".join(cells)}</row>'


def _cell(place: str, value: str | int | Decimal | datetime.date, day: int) -> str:
    """One cell (ECMA-376 part 1, 18.3.1.4). A number that a spreadsheet would round is written as text."""
    if isinstance(value, str):
        return _text(place, value)
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, datetime.date):
        if value < _FIRST_DAY:
            return _text(place, value.isoformat())
        return f'<c r="{place}" s="{day}"><v>{(value - _DAY_ZERO).days}</v></c>'
    exact = len(Decimal(value).as_tuple().digits) <= _EXACT_DIGITS and abs(Decimal(value).adjusted()) < 300
    return f'<c r="{place}"><v>{value}</v></c>' if exact else _text(place, str(value))


def _text(place: str, text: str) -> str:
    keep = ""
    if len(text) > LONGEST // 2 and len(text.encode("utf-16-le")) // 2 > LONGEST:
        raise OverflowError
    # Most texts are plain, and these questions are the cheapest way to know it.
    plain = text.isprintable() and text.strip(" ") == text
    if not plain or "&" in text or "<" in text or ">" in text or "_x" in text:
        keep = ' xml:space="preserve"'
        text = _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<c r="{place}" t="inlineStr"><is><t{keep}>{text}</t></is></c>'


def _too_long(catalog: Catalog, record: Record) -> Any:  # noqa: ANN401 - a Problem, named in proof
    return refusal(f"a cell is longer than the {LONGEST:,} units that a spreadsheet holds", catalog, record)
