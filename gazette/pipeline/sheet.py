"""The tables as one spreadsheet for people who edit there, and back: the cells that were changed, and no other.

Every cell is a text, so that no program makes a number or a date of it. A hidden sheet keeps which state of each table
the spreadsheet was made from; one that was made from an older state is refused.
"""

import hashlib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from zipfile import BadZipFile

from gazette.check.languages import groups_of
from gazette.check.references import foreign_keys
from gazette.check.run import constraints_of, listed
from gazette.load import load
from gazette.load.source import RawTable, Source
from gazette.model.language import direction
from gazette.pipeline.amend import Amendment
from gazette.pipeline.sheets import Mended, Sheet, sheets_of
from gazette.problem import Place, Problem, Stop
from gazette.project import DESCRIPTOR, Project

_STAMP = "gazette"
_LONGEST, _LONGEST_NAME, _LONGEST_LIST = 32_767, 31, 255
_MORE_ROWS = 500
"""Rows behind the last that are ready to be filled."""
_ALLOWED = (
    "insert_rows",
    "delete_rows",
    "sort",
    "autofilter",
    "format_columns",
    "format_rows",
    "select_locked_cells",
)
_MANGLED = "x005F_"
"""What openpyxl takes out of a text that a spreadsheet has escaped, wherever it stands."""


def export_sheets(project: Project, only: Sequence[str] = ()) -> bytes:
    """A workbook with a sheet for each table that has ids, or for those of `only`. Raises Stop."""
    import xlsxwriter  # type: ignore[import-untyped]

    source, sheets = _opened(project)
    kept = {name: sheet for name, sheet in sheets.items() if sheet.key and (not only or name in only)}
    if unknown := [name for name in only if name not in kept]:
        raise _stop(f"there is no table {listed(unknown)} whose rows have ids", DESCRIPTOR)
    body = io.BytesIO()
    options = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    with xlsxwriter.Workbook(body, {"in_memory": True, **options}) as book:
        book.set_properties({"created": datetime(2000, 1, 1), "title": str(_named(source))})  # noqa: DTZ001 - no clock
        names = {
            name: f"{name[: _LONGEST_NAME - 3]}-{at}" if len(name) > _LONGEST_NAME else name
            for at, name in enumerate(kept)
        }
        for name, sheet in kept.items():
            _fill(book, book.add_worksheet(names[name]), source, sheet, names)
        stamp = book.add_worksheet(_STAMP)
        for row, (name, sheet) in enumerate(kept.items()):
            stamp.write_row(row, 0, [name, names[name], _state(sheet.table)])
        stamp.very_hidden()
    return body.getvalue()


def _fill(book: Any, page: Any, source: Source, sheet: Sheet, names: Mapping[str, str]) -> None:  # noqa: ANN401 - untyped
    """A table on its sheet: locked headers with notes, texts that may be changed, and choices where few are allowed."""
    from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]

    head = book.add_format({"bold": True, "bottom": 1, "locked": True, "num_format": "@"})
    languages = {
        at: code for by in groups_of(sheet.table, source.languages).values() for code, at in by.items()
    }
    last = len(sheet.rows) + _MORE_ROWS
    for column, described in enumerate(sheet.table.fields):
        leftward = direction(languages.get(column, source.languages[0])) == "rtl"
        style = {"locked": False, "num_format": "@", "text_wrap": True, "valign": "top"}
        form = book.add_format(style | ({"reading_order": 2, "align": "right"} if leftward else {}))
        page.write_string(0, column, sheet.table.header[column], head)
        if note := "\n".join(
            str(described[part]) for part in ("title", "description") if described.get(part)
        ):
            page.write_comment(0, column, note[:1000])
        page.set_column(column, column, 40 if column in languages else 18, form)
        for row, cells in enumerate(sheet.rows, 1):
            page.write_string(row, column, cells[column][:_LONGEST], form)
        if choice := _choice(sheet.table, column, names, source, xl_col_to_name):
            options = {"validate": "list", "source": choice, "error_type": "warning", "ignore_blank": True}
            page.data_validation(1, column, last, column, options)
    page.freeze_panes(1, 1)
    page.protect("", dict.fromkeys(_ALLOWED, True))


def _choice(
    table: RawTable,
    column: int,
    names: Mapping[str, str],
    source: Source,
    letters: Any,  # noqa: ANN401 - untyped
) -> list[str] | str | None:
    """What may be chosen for a column: its allowed values, or the ids of the table that it points at."""
    declared = constraints_of(table.fields[column]).get("enum")
    allowed = [str(value) for value in declared] if isinstance(declared, list) else []
    if allowed and len(",".join(allowed)) <= _LONGEST_LIST and not any("," in value for value in allowed):
        return allowed
    rows = {other.name: other for other in source.tables}
    for key in foreign_keys(table):
        if key.columns == (table.header[column],) and key.target in names and len(key.target_columns) == 1:
            target = rows[key.target]
            letter = letters(target.header.index(key.target_columns[0]))
            return f"='{names[key.target]}'!${letter}$2:${letter}${len(target.rows) + 1}"
    return None


def import_sheets(project: Project, path: str, data: bytes) -> Amendment:
    """The tables with what was changed in a workbook that `export_sheets` has made.

    Raises Stop for a workbook of another making or of an older state, for columns that are not the table's, and for
    cells that no text can be taken from, each by its address; then nothing is changed.
    """
    _, sheets = _opened(project)
    book = _workbook(path, data)
    problems, notes = list[Problem](), list[str]()
    for name, title, state in _stamped(path, book):
        if name not in sheets or sheets[name].key is None:
            raise _stop(f"{path} has the table {name}, which is not here any more", path)
        if state != _state(sheets[name].table):
            hint = "export it again, and take your changes over: the table has changed since"
            raise _stop(f"{path} was made from another state of {name}", path, hint)
        if title not in book.sheetnames:
            notes.append(f"{path} has no sheet {title} any more: {name} stays as it is")
            continue
        problems += _take(path, book[title], sheets[name], notes)
    if problems:
        raise Stop(*problems)
    changed = [(sheet, sheet.text()) for sheet in sheets.values()]
    files = [
        Mended(sheet.path, sheet.table.file.text, text)
        for sheet, text in changed
        if text != sheet.table.file.text
    ]
    return Amendment(files, notes)


def _take(path: str, page: Any, sheet: Sheet, notes: list[str]) -> Iterator[Problem]:  # noqa: ANN401 - openpyxl is untyped
    """Take the rows of a sheet over by their ids."""
    lines = list(page.iter_rows())
    if wrong := _header_fault(path, lines[0] if lines else [], sheet):
        yield wrong
        return
    width, key = len(sheet.table.header), sheet.column(str(sheet.key))
    rows = {cells[key]: at for at, cells in enumerate(sheet.rows)}
    met: set[str] = set()
    for line in (line[:width] for line in lines[1:]):
        texts = [_text(cell) for cell in line]
        broken = [_fault(path, cell, fault) for cell in line if (fault := _refused(cell))]
        if not broken and any(texts) and (texts[key] in met or not texts[key]):
            fault = f'the id "{texts[key]}" stands twice' if texts[key] else "this row has no id"
            broken = [_fault(path, line[key], fault)]
        yield from broken
        if not broken and any(texts):
            met.add(texts[key])
            _put(sheet, rows.get(texts[key]), texts)
    gone = [name for name in rows if name not in met]
    sheet.gone |= {rows[name] for name in gone}
    if gone:
        are = "is" if len(gone) == 1 else "are"
        notes.append(f"{sheet.table.name}: {listed(gone)} {are} gone; `check` says what that breaks")


def _header_fault(path: str, line: Sequence[Any], sheet: Sheet) -> Problem | None:
    """What keeps the columns of a sheet from being those of its table."""
    wanted = list(sheet.table.header)
    for at, cell in enumerate(line):
        name = _text(cell)
        if (at < len(wanted) and name != wanted[at]) or (at >= len(wanted) and name):
            return _fault(
                path, cell, f'the column "{name}" is none of {sheet.table.name}, or stands elsewhere'
            )
    if len(line) < len(wanted):
        return _fault(
            path, None, f"{sheet.table.name}: the columns {listed(wanted[len(line) :])} are missing"
        )
    return None


def _put(sheet: Sheet, row: int | None, texts: list[str]) -> None:
    """Change the cells of a row that differ; a row that is new stands behind the last."""
    if row is None:
        sheet.rows.append(texts)
        return
    for at, text in enumerate(texts):
        if text != sheet.rows[row][at][:_LONGEST].replace(_MANGLED, ""):
            sheet.rows[row][at] = text


def _refused(cell: Any) -> str:  # noqa: ANN401 - openpyxl is untyped
    """Why no text can be taken from a cell; empty where one can."""
    if cell.data_type == "f":
        return "this cell holds a formula; write its value as text"
    if cell.data_type == "e":
        return f"this cell holds an error of the spreadsheet, {cell.value}"
    if isinstance(cell.value, float) and not cell.value.is_integer() and len(repr(cell.value)) > 16:
        return f"the spreadsheet has made a number of this cell, {cell.value!r}; write it as text"
    return ""


def _text(cell: Any) -> str:  # noqa: ANN401 - openpyxl is untyped
    """What a cell says, as a table writes it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return re.sub(r"\r\n?", "\n", str(value))


def _workbook(path: str, data: bytes) -> Any:  # noqa: ANN401 - openpyxl is untyped
    try:
        import openpyxl
    except ModuleNotFoundError:
        raise _stop(
            "reading XLSX needs openpyxl", path, 'install it with: pip install "gazette[excel]"'
        ) from None
    try:
        return openpyxl.load_workbook(io.BytesIO(data))
    except (BadZipFile, KeyError, ValueError, TypeError) as error:
        raise _stop(f"{path} is no XLSX file", path, "save it as XLSX") from error


def _stamped(path: str, book: Any) -> list[tuple[str, str, str]]:  # noqa: ANN401 - openpyxl is untyped
    """Of each table in the workbook its name, its sheet and the state that it was made from."""
    if _STAMP not in book.sheetnames:
        message = f"{path} was not made by `sheet export`, or has lost its hidden sheet"
        raise _stop(message, path, "export it again")
    return [
        (str(row[0]), str(row[1]), str(row[2])) for row in book[_STAMP].iter_rows(values_only=True, max_col=3)
    ]


def _fault(path: str, cell: Any, message: str) -> Problem:  # noqa: ANN401 - openpyxl is untyped
    address = f"{cell.parent.title}!{cell.coordinate}: " if cell is not None else ""
    return Problem("cannot-amend", f"{address}{message}", Place(path))


def _state(table: RawTable) -> str:
    return hashlib.sha256(table.file.data).hexdigest()


def _opened(project: Project) -> tuple[Source, dict[str, Sheet]]:
    source = load(project)
    if source.problems:
        raise Stop(*source.problems)
    torn = [table for table in source.tables if table.rows.torn]
    if torn:
        raise _stop(
            f"{torn[0].name} has rows of another length than its header",
            torn[0].file.path,
            "`check` names them",
        )
    return source, sheets_of(source)


def _named(source: Source) -> object:
    return source.descriptor.value.get("title", "") if source.descriptor else ""


def _stop(message: str, path: str, hint: str = "") -> Stop:
    return Stop(Problem("cannot-amend", message, Place(path), hint=hint))
