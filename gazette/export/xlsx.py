"""XLSX: every table a sheet, its dictionary on the header, a first sheet that says what all this is.

A text is only ever a text: nothing in a cell can become a formula, a link or a number on the reader's computer.
XlsxWriter does the book, the header, the notes and the styles. The rows are written here, straight from the
records: through its tables of cells they take ten times as long and as much memory again.
"""

import datetime
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from gazette import urls
from gazette.artifact import Artifact
from gazette.export.cell import plain, rules
from gazette.formats import FORMATS
from gazette.model import Catalog, Field, Table, Text
from gazette.model.language import direction

_FRONT = "README"
_LONGEST_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", "-"))
_RESERVED = {_FRONT.casefold(), "history"}
"""The first sheet, and the one name that spreadsheets keep for themselves."""
_LONGEST = 32_767
"""So many UTF-16 units a cell holds; a spreadsheet would cut what is longer without a word."""
_REST = " […] The rest of this text stands in the CSV file."
"""Behind a text that is longer than that."""
_EXACT_DIGITS = 15
_FIRST_DAY = datetime.date(1900, 3, 1)
"""Spreadsheets count a 29 February 1900 that never was; what is earlier is written as text."""
_DAY_ZERO = datetime.date(1899, 12, 30)
_FRONT_WIDTHS = (16, 60)
_NARROWEST, _WIDEST, _LOOKED_AT = 9, 60, 500
_NOTE_WIDTH, _NOTE_LINE = 420, 18
_ESCAPED = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_STYLES = {
    "head": {"bold": True, "bottom": 1, "valign": "top"},
    "prose": {"text_wrap": True, "valign": "top"},
    "link": {"font_color": "blue", "underline": 1, "valign": "top"},
    "date": {"num_format": "yyyy-mm-dd"},
}
_Styles = Mapping[str, Any]
_ONLY_TEXT = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)


def export(catalog: Catalog, edition: str = urls.LATEST) -> Iterator[Artifact]:
    """One file."""
    buffer, names = io.BytesIO(), sheet_names(catalog.tables)
    with xlsxwriter.Workbook(buffer, {"in_memory": True, **_ONLY_TEXT}) as book:
        # What a file manager shows. `created` is the publication's: else the clock would stand in the file.
        moment = datetime.datetime.fromisoformat(catalog.moment).astimezone(datetime.UTC)
        properties = {
            "title": catalog.title.words(catalog.source_language) or catalog.name,
            "subject": catalog.version,
            "comments": catalog.description.words(catalog.source_language),
            "keywords": ", ".join(catalog.keywords.get(catalog.source_language, ())),
            "created": moment.replace(tzinfo=None),
        }
        book.set_properties(properties)
        styles = {name: book.add_format(options) for name, options in _STYLES.items()}
        _write_front(book.add_worksheet(_FRONT), catalog, names, styles)
        for table in catalog.tables:
            _fill(book.add_worksheet(names[table.name], _RecordSheet), catalog, table, styles)
        if direction(catalog.source_language) == "rtl":
            for sheet in book.worksheets():
                sheet.right_to_left()
    form = FORMATS["xlsx"]
    yield Artifact(urls.data(form.file(catalog.file_name), edition), form.media_type, buffer.getvalue())


def sheet_names(tables: Sequence[Table]) -> dict[str, str]:
    """A sheet name by table: the table's own as far as spreadsheets take it, and no name twice."""
    taken, names = set(_RESERVED), {}
    for table in tables:
        whole = table.name.translate(_FORBIDDEN)
        name, number = whole[:_LONGEST_NAME], 2
        while name.casefold() in taken:
            ending = f"-{number}"
            name, number = whole[: _LONGEST_NAME - len(ending)] + ending, number + 1
        taken.add(name.casefold())
        names[table.name] = name
    return names


class _RecordSheet(Worksheet):  # type: ignore[misc]  # the library has no types
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


def _write_front(sheet: Worksheet, catalog: Catalog, names: Mapping[str, str], styles: _Styles) -> None:
    """What this is, a column a language; then one line a sheet, its name a link.

    The names of facts are those of the descriptor (datapackage.json), the same in every language.
    """
    languages = catalog.languages

    def words(text: Text) -> list[str]:
        return [text.by_language(catalog.source_language).get(code, "") for code in languages]

    def cited(code: str) -> str:
        """How to cite the whole publication: who made it, the year, its title, version and date."""
        authors = "; ".join(filter(None, (agent.name.words(code) for agent in catalog.about.creators)))
        year = f" ({catalog.date[:4]})" if catalog.date else ""
        by = f"{authors}{year}. " if authors else ""
        stated = ", ".join(filter(None, (catalog.version, catalog.date)))
        return f"{by}{catalog.title.words(code) or catalog.name}." + (f" {stated}." if stated else "")

    facts: list[tuple[str, Sequence[str]]] = [
        ("languages", languages),
        ("title", words(catalog.title)),
        ("description", words(catalog.description)),
        *((name, [text]) for name, text in (("version", catalog.version), ("created", catalog.date)) if text),
        *(("license", [str(licence)]) for licence in catalog.licences),
        ("cite", [cited(code) for code in languages]),
    ]
    sheet.set_column(0, 0, _FRONT_WIDTHS[0])
    sheet.set_column(1, len(languages), _FRONT_WIDTHS[1])
    for row, (name, cells) in enumerate(facts):
        sheet.write_string(row, 0, name, styles["head"])
        for column, cell in enumerate(cells, 1):
            sheet.write_string(row, column, cell, styles["prose"])
    row = sheet.dim_rowmax + 2
    for column, cell in enumerate(("sheet", *languages)):
        sheet.write_string(row, column, cell, styles["head"])
    for number, table in enumerate(catalog.tables, row + 1):
        sheet.write_url(number, 0, f"internal:'{names[table.name]}'!A1", styles["link"], names[table.name])
        for column, texts in enumerate(zip(words(table.title), words(table.description), strict=True), 1):
            sheet.write_string(number, column, ": ".join(filter(None, texts)), styles["prose"])


def _fill(sheet: _RecordSheet, catalog: Catalog, table: Table, styles: _Styles) -> None:
    """Header, notes, widths and rows of a table."""
    for column, field in enumerate(table.fields):
        sheet.write_string(0, column, field.name, styles["head"])
        text = "\n".join(_note(catalog, table, field))[:_LONGEST]
        height = _NOTE_LINE * (2 + sum(1 + len(line) // 60 for line in text.split("\n")))
        options = {"x_scale": 1, "width": _NOTE_WIDTH, "height": height, "author": catalog.name}
        sheet.write_comment(0, column, text, options)
        # Wide enough for the header with its filter button and for most cells, never wider than a screen.
        lengths = sorted(len(str(record.values[field.name] or "")) for record in table.records[:_LOOKED_AT])
        usual = lengths[len(lengths) * 9 // 10] if lengths else 0
        width = max(_NARROWEST, min(_WIDEST, max(usual, len(field.name) + 3) + 1))
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table.records), len(table.fields) - 1)
    sheet.body, sheet.last_row = _rows(table, styles), len(table.records)


def _note(catalog: Catalog, table: Table, field: Field) -> Iterator[str]:
    """All that is known of a column, in every language of the publication."""
    source = catalog.source_language
    titles, descriptions = field.title.by_language(source), field.description.by_language(source)
    for code in catalog.languages:
        if texts := [words[code] for words in (titles, descriptions) if code in words]:
            yield f"[{code}] " + ": ".join(texts)
    yield ", ".join([field.type, *rules(table, field)])
    for value in field.allowed:
        labels = field.labels.get(value, Text()).by_language(source).values()
        yield f"{value} = " + " / ".join(labels) if labels else value
    if field.example is not None:
        yield f"e.g. {plain(field.example)}"


def _rows(table: Table, styles: _Styles) -> Iterator[str]:
    day = styles["date"]._get_xf_index()
    columns = [(xl_col_to_name(number), field.name) for number, field in enumerate(table.fields)]
    for number, record in enumerate(table.records, 2):
        values = record.values
        cells = [
            _cell(f"{letters}{number}", value, day)
            for letters, name in columns
            if (value := values[name]) is not None
        ]
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
    if len(text) > _LONGEST // 2 and len(text.encode("utf-16-le")) // 2 > _LONGEST:
        kept = text.encode("utf-16-le")[: 2 * (_LONGEST - len(_REST))]
        text = kept.decode("utf-16-le", "ignore") + _REST
    # Most texts are plain, and these questions are the cheapest way to know it.
    is_plain = text.isprintable() and text.strip(" ") == text
    if not is_plain or "&" in text or "<" in text or ">" in text or "_x" in text:
        keep = ' xml:space="preserve"'
        text = _ESCAPED.sub(lambda sign: f"_x{ord(sign[0]):04X}_", text)
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<c r="{place}" t="inlineStr"><is><t{keep}>{text}</t></is></c>'
