"""The shape of tables: the header is the schema's fields in their order, and every row has as many cells."""

from collections.abc import Iterator, Sequence
from functools import partial

from gazette.check.run import Finding, Later, Run, listed, nearest
from gazette.load.encoding import FIX
from gazette.load.source import RawTable
from gazette.problem import Problem

_SIGNS = {";": "semicolons", "|": "upright strokes"}
_SAVE_AGAIN = (
    "save the table with commas: a spreadsheet takes the sign from the computer's region, and writes semicolons "
    "where the comma is the mark of decimals (Excel in French); choose the comma where it asks, or another region"
)


def check_shape(run: Run) -> Iterator[Finding]:
    """Headers, then the length of every row."""
    for table in run.source.tables:
        run.examined.add("tables")
        run.examined.add("rows", len(table.rows))
        if table.name not in run.sound:
            continue
        problem = _header_problem(table, [str(field.get("name")) for field in table.fields])
        if problem is not None:
            yield problem
            continue
        run.shaped.add(table.name)
        yield from _rows(run, table)


def _header_problem(table: RawTable, wanted: Sequence[str]) -> Problem | None:
    header = table.header
    if list(header) == list(wanted):
        return None
    column = next(
        (at for at, name in enumerate(header) if at >= len(wanted) or name != wanted[at]), len(header)
    )
    missing = [name for name in wanted if name not in header]
    extra = [name for name in header if name not in wanted]
    twice = [name for name in dict.fromkeys(header) if header.count(name) > 1]
    if (sign := _other_sign(header, wanted)) is not None:
        message = f"the cells of this table are separated by {_SIGNS[sign]}, and must be by commas"
        return Problem(
            "wrong-header", message, table.place(-1, 0), "commas are expected here", _SAVE_AGAIN, FIX
        )
    behind = header[len(wanted) :]
    if list(header[: len(wanted)]) == list(wanted) and not any(behind):
        message = f"{len(behind):,} column{' has' if len(behind) == 1 else 's have'} no name, behind the last"
        empty = all(len(row) >= len(wanted) and not any(row[len(wanted) :]) for row in table.rows)
        hint = "delete what stands behind the last column: a spreadsheet leaves it"
        return Problem(
            "wrong-header", message, table.place(-1, len(wanted)), hint=hint, fix=FIX if empty else ""
        )
    findings = [f"misses {listed(missing)}"] if missing else []
    findings += [f"has {listed(extra)} too many"] if extra else []
    findings += [f"names {listed(twice)} twice"] if twice else []
    findings = findings or ["has the columns in another order"]
    twin = nearest(extra[0], missing) if extra else None
    schema = table.schema.file.path if table.schema else "the schema"
    hint = f'did you mean "{twin}"?' if twin else f"{schema} wants: {','.join(wanted)}"
    expected = f"{wanted[column]} is expected here" if column < len(wanted) else "nothing is expected here"
    return Problem(
        "wrong-header", f"the header {', '.join(findings)}", table.place(-1, column), expected, hint
    )


def _rows(run: Run, table: RawTable) -> Iterator[Finding]:
    blank: list[int] = []
    for at, row in table.rows.torn.items():
        if any(row):
            yield Later("row-length", table.file.path, partial(_row_length, run, table, at))
            continue
        if blank and blank[-1] != at - 1:
            yield _blank(table, blank)
            blank = []
        blank.append(at)
    if blank:
        yield _blank(table, blank)


def _blank(table: RawTable, rows: Sequence[int]) -> Problem:
    """Empty rows that follow each other."""
    message = "this row is empty" if len(rows) == 1 else f"{len(rows):,} empty rows follow each other"
    at_the_end = rows[-1] == len(table.rows) - 1
    hint = (
        "delete the lines: a spreadsheet leaves them" if at_the_end and len(rows) > 1 else "delete the line"
    )
    return Problem("blank-row", message, table.place(rows[0]), hint=hint, fix=FIX)


def _row_length(run: Run, table: RawTable, at: int) -> Problem:
    row, width = table.rows[at], len(table.header)
    hint = (
        "a cell with a comma in it stands in quotation marks"
        if len(row) > width
        else "an empty cell still needs its comma"
    )
    place = run.place(table, at, min(len(row), width))
    message = f"this row has {len(row):,} {'cell' if len(row) == 1 else 'cells'}, and the header {width:,}"
    label = "the row goes on" if len(row) > width else "the row ends here"
    return Problem("row-length", message, place, label, hint)


def _other_sign(header: Sequence[str], wanted: Sequence[str]) -> str | None:
    """The sign that separates the cells, where it is not the comma and names of the schema come out by it."""
    for sign in _SIGNS:
        names = [name.strip() for cell in header for name in cell.split(sign)]
        if len(names) > len(header) and len(set(names) & set(wanted)) > len(set(header) & set(wanted)):
            return sign
    return None
