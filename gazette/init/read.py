"""Data as people have them: CSV in any of its ways, TSV, sheets of XLSX files. What was assumed is written down.

Cells come as text, as canonical as it can be said without knowing what a column is: a whole number of a spreadsheet
without a point, a day as 2024-09-16.
"""

import codecs
import csv
import datetime
import io
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gazette.problem import Place, Problem, Stop

TEXT, SPREADSHEET = (".csv", ".tsv", ".txt"), (".xlsx", ".xlsm")
DATA = TEXT + SPREADSHEET
"""The endings of files that tables are made of."""
MOST_FILES, MOST_BYTES, MOST_ROWS, MOST_COLUMNS = 100, 200_000_000, 1_000_000, 1_000
_DELIMITERS = ",;\t|"
_SAMPLE = 200
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_FILLED = 2
"""A row with fewer filled cells than this, above a wider table, is a heading of the sheet and no header."""


@dataclass
class Table:
    """A table as it was read. `source` is what people call it; `notes` say what was assumed, and why."""

    source: str
    stem: str
    header: list[str]
    rows: list[list[str]]
    notes: list[str] = field(default_factory=list)


def unreadable(source: str, reason: str, hint: str, line: int | None = None) -> Stop:
    """What ends `init` where data cannot be read."""
    return Stop(
        Problem("init-data", f"no table can be made of this: {reason}", Place(source, line), hint=hint),
        status=2,
    )


def data_files(paths: Iterable[Path]) -> list[Path]:
    """The files of data that are named, and those in the folders that are named, in order. Raises Stop."""
    found: list[Path] = []
    for path in paths:
        inside = path.is_dir()
        files = sorted(entry for entry in path.iterdir() if _is_data(entry)) if inside else [path]
        if not files:
            raise unreadable(
                str(path), "the folder has no CSV, TSV or XLSX file", "name another folder, or the files"
            )
        found += files
    if len(found) > MOST_FILES:
        raise unreadable(
            str(found[MOST_FILES]), f"there are more than {MOST_FILES} files", "name the files you mean"
        )
    return list(dict.fromkeys(found))


def _is_data(path: Path) -> bool:
    return path.suffix.lower() in DATA and path.is_file() and not path.name.startswith((".", "~$"))


def read(path: Path) -> Iterator[Table]:
    """The tables of a file: one, or one for each sheet. Raises Stop."""
    if not path.is_file():
        raise unreadable(str(path), "there is no such file", "check the name")
    if path.suffix.lower() not in DATA:
        raise unreadable(str(path), f"its name ends in none of {', '.join(DATA)}", "save it as CSV or XLSX")
    try:
        if path.stat().st_size > MOST_BYTES:
            raise unreadable(str(path), f"it has more than {MOST_BYTES:,} bytes", "split it")
        sheets = _sheets(path) if path.suffix.lower() in SPREADSHEET else [_text(path)]
        for source, stem, rows, notes in sheets:
            table = _table(source, stem, rows, notes)
            if table is not None:
                yield table
    except OSError as error:
        raise unreadable(
            str(path), (error.strerror or "it cannot be opened").lower(), "check its permissions"
        ) from error


_Sheet = tuple[str, str, list[list[str]], list[str]]


def _table(source: str, stem: str, rows: list[list[str]], notes: list[str]) -> Table | None:
    """Header and rows, without what is empty. None for a sheet without a row."""
    numbered = [(line, [cell.strip() for cell in row]) for line, row in enumerate(rows, 1)]
    filled = [(line, row) for line, row in numbered if any(row)]
    if len(filled) < len(rows):
        notes.append(f"Empty rows were left out: {len(rows) - len(filled):,}.")
    while len(filled) > _FILLED and sum(map(bool, filled[0][1])) < _FILLED <= sum(map(bool, filled[1][1])):
        above = "".join(filled.pop(0)[1])[:60]
        notes.append(f"Its line “{above}” above the header was left out: it is no row of the table.")
    if not filled:
        return None
    header, body = filled[0][1], filled[1:]
    for line, row in body:
        if any(row[len(header) :]):
            reason = f"this row has {len(row)} cells, the header {len(header)}"
            raise unreadable(source, reason, "a cell with the delimiter in it needs quotes", line)
    width = max(_filled(row) for row in (header, *(row for _, row in body)))
    if width > MOST_COLUMNS or len(body) > MOST_ROWS:
        raise unreadable(
            source, f"it has more than {MOST_COLUMNS:,} columns or {MOST_ROWS:,} rows", "split it"
        )
    short = sum(len(row) < width for _, row in body)
    if short:
        notes.append(f"Rows shorter than the header, whose missing cells are empty now: {short:,}.")
    even = [(row + [""] * width)[:width] for _, row in body]
    return Table(source, stem, (header + [""] * width)[:width], even, notes)


def _filled(row: list[str]) -> int:
    """How many cells a row has up to its last one that is filled."""
    return max((at for at, cell in enumerate(row, 1) if cell), default=0)


# ---- text


def _text(path: Path) -> _Sheet:
    body = path.read_bytes()
    notes: list[str] = []
    text = _decoded(path, body, notes)
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if "\x00" in plain:
        raise unreadable(str(path), "it holds zero bytes", "save it as CSV in UTF-8")
    delimiter = "\t" if path.suffix.lower() == ".tsv" else _delimiter(plain)
    if delimiter != ",":
        named = {";": "semicolons", "\t": "tabs", "|": "bars"}[delimiter]
        notes.append(f"Its cells are parted by {named}; the new file has commas.")
    try:
        rows = list(csv.reader(io.StringIO(plain), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise unreadable(str(path), str(error), "mend its quotes, or save it as CSV once more") from error
    return path.name, path.stem, rows, notes


def _decoded(path: Path, body: bytes, notes: list[str]) -> str:
    encoding = next((name for mark, name in _MARKS.items() if body.startswith(mark)), "utf-8")
    if encoding != "utf-8":
        shown = encoding.removesuffix("-sig").upper()
        notes.append(f"It is in {shown} with a byte-order mark; the new file is in UTF-8 without.")
    try:
        return body.decode(encoding)
    except UnicodeDecodeError:
        pass
    try:
        text = body.decode("cp1252")
    except UnicodeDecodeError:
        hint = "save it as CSV in UTF-8 from the program that made it"
        raise unreadable(str(path), "it is neither in UTF-8 nor in Windows-1252", hint) from None
    notes.append("It is not in UTF-8 and was read as Windows-1252: look at the letters with accents.")
    return text


def _delimiter(text: str) -> str:
    """The delimiter that gives the most columns to the most rows."""
    lines = text[:100_000].split("\n")[:_SAMPLE]

    def score(delimiter: str) -> tuple[float, int]:
        rows = [row for row in csv.reader(lines, delimiter=delimiter) if row]
        if not rows or len(rows[0]) < _FILLED:
            return (0, 0)
        return (sum(len(row) == len(rows[0]) for row in rows) / len(rows), len(rows[0]))

    return max(_DELIMITERS, key=score)


# ---- spreadsheets


def _sheets(path: Path) -> Iterator[_Sheet]:
    try:
        import openpyxl
    except ModuleNotFoundError:
        raise unreadable(
            str(path), "reading XLSX needs openpyxl", 'install it with: pip install "gazette[excel]"'
        ) from None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl leaves aside (pictures, styles) is not data
        try:
            with zipfile.ZipFile(path) as archive:
                if sum(member.file_size for member in archive.infolist()) > MOST_BYTES:
                    raise unreadable(str(path), f"unpacked it has more than {MOST_BYTES:,} bytes", "split it")
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        except (
            zipfile.BadZipFile,
            KeyError,
            ValueError,
            openpyxl.utils.exceptions.InvalidFileException,
        ) as error:
            raise unreadable(str(path), "it is no XLSX file", "save it as XLSX or CSV") from error
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                rows = [
                    [_written(cell) for cell in row]
                    for row in _limited(str(path), sheet.iter_rows(values_only=True))
                ]
                stem = path.stem if len(book.worksheets) == 1 else sheet.title
                yield f"{path.name}, sheet “{sheet.title}”", stem, rows, []
        book.close()


def _limited(source: str, rows: Iterable[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    for number, row in enumerate(rows):
        if number > MOST_ROWS or len(row) > MOST_COLUMNS * 20:
            raise unreadable(
                source, f"it has more than {MOST_COLUMNS:,} columns or {MOST_ROWS:,} rows", "split it"
            )
        yield row


def _written(cell: object) -> str:
    """A cell of a spreadsheet as text."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime.datetime):
        return (cell.date() if cell.time() == datetime.time() else cell.replace(microsecond=0)).isoformat()
    if isinstance(cell, (datetime.date, datetime.time)):
        return cell.isoformat()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else re.sub(r"e\+?", "e", repr(cell))
    return unicodedata.normalize("NFC", str(cell).replace("\r\n", "\n").replace("\r", "\n"))
