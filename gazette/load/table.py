"""CSV files as raw cells, and the way back from a cell to its place in the file.

The reading is Python's own, strict; a second look at rows with quotation marks refuses what other readers
would take differently.
"""

import csv
import io
from array import array
from collections.abc import Mapping, Sequence
from itertools import accumulate, islice

from gazette.load.csv_scan import CsvError, scan_row
from gazette.load.position import line_starts, place_at
from gazette.load.source import JsonFile, RawTable, Rows, TextFile
from gazette.problem import Place, Problem

MOST_CELL = 32_767
"""The longest cell of a spreadsheet: longer ones are cut there without a word."""
MOST_COLUMNS = 1_000
MOST_LINES = 5_000_000
"""Lines of a file, and so rows of a table: their places alone take the memory of as many numbers."""
_USUAL_LIMIT = csv.field_size_limit()
_SAMPLE = 1 << 16
_AT_ONCE = 128
"""Rows that are read before they are laid into their columns: more would wake the collector of garbage."""


def read_table(
    name: str,
    index: int,
    resource: Mapping[str, object],
    file: TextFile,
    schema: JsonFile | None,
    longest: int = MOST_CELL,
) -> RawTable | Problem:
    """The cells of a CSV file, or the one problem that keeps them from being read. `longest` is the most for a cell."""
    csv.field_size_limit(max(_USUAL_LIMIT, longest))
    if file.data.count(b"\n") > MOST_LINES:
        return Problem("too-many-rows", f"{file.path} has more than {MOST_LINES:,} lines", Place(file.path))
    stream = io.TextIOWrapper(io.BytesIO(file.data), encoding="utf-8", newline="\n")
    reader = csv.reader(stream, strict=True)
    building: _Building | None = None
    line, error, quoted = 1, "", b'"' in file.data
    while not error:
        rows: list[list[str]] = []
        try:
            # What was read before an error stays in the list.
            rows.extend(islice(reader, _AT_ONCE if building else 1))
        except csv.Error as fault:
            error = str(fault)
        if not rows:
            break
        texts = ["".join(row) for row in rows]
        problem = _faults(file, rows, texts, line, longest)
        if problem is not None:
            return problem
        if building is None:
            if not rows[0]:
                break
            building = _Building(tuple(rows[0]))
            line += 1 + texts[0].count("\n")
        else:
            line = building.add(rows, [1 + text.count("\n") for text in texts] if quoted else None, line)
    if error:
        return _csv_problem(file, line, error)
    if building is None:
        hint = "the first line names the columns"
        return Problem(
            "empty-table", f"{file.path} has no header", Place(file.path, 1, 1, excerpt=""), hint=hint
        )
    rows_read = Rows(building.columns, building.torn)
    return RawTable(name, index, resource, file, schema, building.header, rows_read, building.lines())


def rows_of(width: int, rows: Sequence[tuple[str, ...]]) -> Rows:
    """Rows of texts that are read already, laid into the columns of a header of that width."""
    torn = {at: row for at, row in enumerate(rows) if len(row) != width}
    whole = [row if at not in torn else ("",) * width for at, row in enumerate(rows)] if torn else rows
    return Rows([list(cells) for cells in zip(*whole, strict=True)] or [[] for _ in range(width)], torn)


class _Building:
    """The columns of a table while its rows come in."""

    def __init__(self, header: tuple[str, ...]) -> None:
        self.header = header
        self.columns: list[list[str]] = [[] for _ in header]
        self.torn: dict[int, tuple[str, ...]] = {}
        self._kept: list[dict[str, str] | None] = [{} for _ in header]
        self._starts = array("L")

    def add(self, rows: list[list[str]], spans: list[int] | None, line: int) -> int:
        """Lay rows into the columns; the first begins at `line`, each has so many lines. Returns the line after."""
        width = len(self.header)
        before = len(self.columns[0])
        ragged = set(map(len, rows)) != {width} or not all(map(any, rows))
        if spans is None:
            self._starts.extend(range(line, line + len(rows)))
        else:
            self._starts.extend(accumulate(spans[:-1], initial=line))
        if ragged:
            for at, row in enumerate(rows):
                if len(row) != width or not any(row):  # a row without a word is one fault, and not one a cell
                    self.torn[before + at] = tuple(row)
                    rows[at] = [""] * width
        for number, cells in enumerate(zip(*rows, strict=True)):
            kept = self._kept[number]
            if kept is None:
                self.columns[number].extend(cells)
                continue
            # One text for all cells that say the same, while that saves memory.
            self.columns[number].extend(map(kept.setdefault, cells, cells))
            if len(self.columns[number]) >= _SAMPLE and len(kept) * 2 > len(self.columns[number]):
                self._kept[number] = None
        return line + (len(rows) if spans is None else sum(spans))

    def lines(self) -> Sequence[int]:
        """Where each row begins: plain counting where every row is one line."""
        starts = self._starts
        whole = range(starts[0], starts[0] + len(starts)) if starts else range(0)
        return whole if not starts or starts[-1] == whole[-1] else starts


def _faults(
    file: TextFile, rows: Sequence[Sequence[str]], texts: Sequence[str], line: int, most: int
) -> Problem | None:
    """What is wrong with the first row that cannot be taken; rows are looked at one by one only if one may be."""
    plain = max(map(len, rows)) <= MOST_COLUMNS and max(map(len, texts)) <= most
    if plain and '"' not in "".join(texts):
        return None
    for row, text in zip(rows, texts, strict=True):
        problem = _row_problem(file, row, text, line, most)
        if problem is not None:
            return problem
        line += 1 + text.count("\n")
    return None


def _row_problem(file: TextFile, row: Sequence[str], text: str, line: int, most: int) -> Problem | None:
    start = line_starts(file.text)[line - 1]
    if len(row) > MOST_COLUMNS:
        message = f"this row has {len(row):,} cells; {MOST_COLUMNS:,} is the most"
        return Problem("too-many-columns", message, place_at(file.path, file.text, start))
    if '"' in text:  # a mark that was read as one: does it stand in a cell of marks?
        try:
            scan_row(file.text, start)
        except CsvError as fault:
            return _fault_problem(file, fault)
    if len(text) > most:
        longest = max(row, key=len)
        if len(longest) > most:
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
