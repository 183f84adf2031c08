"""CSV files as raw cells, and the way back from a cell to its place in the file.

The reading is Python's own, strict; a second look at rows with quotation marks refuses what other readers
would take differently.
"""

import csv
import io
from collections.abc import Mapping

from gazette.load.csv_scan import CsvError, scan_row
from gazette.load.position import line_starts, place_at
from gazette.load.source import JsonFile, RawTable, TextFile
from gazette.problem import Place, Problem

MOST_CELL = 32_767
"""The longest cell of a spreadsheet: longer ones are cut there without a word."""
MOST_COLUMNS = 1_000
MOST_ROWS = 200_000
_MOST_LINES = 4_000_000
"""To know where each line begins takes the memory of as many numbers; no table of so many rows has so many lines."""


def read_table(
    name: str, index: int, resource: Mapping[str, object], file: TextFile, schema: JsonFile | None
) -> RawTable | Problem:
    """The cells of a CSV file, or the one problem that keeps them from being read."""
    if file.text.count("\n") > _MOST_LINES:
        return Problem("too-many-rows", f"{file.path} has more than {_MOST_LINES:,} lines", Place(file.path))
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    reader = csv.reader(io.StringIO(file.text, newline="\n"), strict=True)
    first = 1
    try:
        for row in reader:
            problem = _row_problem(file, row, first, reader.line_num, len(rows))
            if problem is not None:
                return problem
            rows.append(tuple(row))
            lines.append(first)
            first = reader.line_num + 1
    except csv.Error as error:
        return _csv_problem(file, first, str(error))
    if not rows or not rows[0]:
        hint = "the first line names the columns"
        return Problem(
            "empty-table", f"{file.path} has no header", Place(file.path, 1, 1, excerpt=""), hint=hint
        )
    return RawTable(name, index, resource, file, schema, rows[0], tuple(rows[1:]), tuple(lines[1:]))


def _row_problem(file: TextFile, row: list[str], first: int, last: int, before: int) -> Problem | None:
    start = line_starts(file.text)[first - 1]
    if before > MOST_ROWS:
        return Problem(
            "too-many-rows",
            f"{file.path} has more than {MOST_ROWS:,} rows",
            place_at(file.path, file.text, start),
        )
    if len(row) > MOST_COLUMNS:
        message = f"this row has {len(row):,} cells; {MOST_COLUMNS:,} is the most"
        return Problem("too-many-columns", message, place_at(file.path, file.text, start))
    starts = line_starts(file.text)
    end = starts[last] if last < len(starts) else len(file.text)
    if file.text.find('"', start, end) >= 0:
        try:
            scan_row(file.text, start)
        except CsvError as fault:
            return _fault_problem(file, fault)
    longest = max(row, key=len, default="")
    if len(longest) > MOST_CELL:
        return _long_cell(file, start, row.index(longest), len(longest))
    return None


def _csv_problem(file: TextFile, line: int, error: str) -> Problem:
    start = line_starts(file.text)[line - 1]
    try:
        cells = scan_row(file.text, start)
    except CsvError as fault:
        return _fault_problem(file, fault)
    longest = max(range(len(cells)), key=lambda number: cells[number].width)
    if cells[longest].width > MOST_CELL:
        return _long_cell(file, start, longest, cells[longest].width)
    return Problem("bad-csv", f"this row cannot be read: {error}", place_at(file.path, file.text, start))


def _fault_problem(file: TextFile, fault: CsvError) -> Problem:
    return Problem(
        "bad-csv", fault.message, place_at(file.path, file.text, fault.offset), fault.label, fault.hint
    )


def _long_cell(file: TextFile, start: int, column: int, length: int) -> Problem:
    cell = scan_row(file.text, start)[column]
    message = f"this cell has {length:,} characters; {MOST_CELL:,} is the most that a spreadsheet keeps"
    return Problem(
        "cell-too-long",
        message,
        place_at(file.path, file.text, cell.start),
        hint="split the text into several rows",
    )


def locate(table: RawTable, row: int, column: int | None = None, *, record: str | None = None) -> Place:
    """The place of a cell; of the row where `column` is None; of the row's end where it has too few cells."""
    file = table.file
    start = line_starts(file.text)[table.lines[row] - 1 if row >= 0 else 0]
    if column is None:
        return place_at(file.path, file.text, start, len(file.text), record=record)
    cells = scan_row(file.text, start)
    name = table.header[column] if column < len(table.header) else None
    if column >= len(cells):
        return place_at(file.path, file.text, cells[-1].end, record=record, field=name)
    cell = cells[column]
    return place_at(file.path, file.text, cell.start, cell.width, record=record, field=name)
