"""CSV: read strictly, and every cell is found again where it stands."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazette.load.source import RawTable, TextFile
from gazette.load.table import MOST_CELL, MOST_COLUMNS, MOST_LINES, read_table
from gazette.problem import Problem

NASTY = st.text(st.sampled_from('ab,"\n \u00e9\u0647\U0001f33e\u0301;|\\\t'), max_size=12)


def read(text):
    """The table that a text is."""
    return read_table("t", 0, {}, TextFile("t.csv", text.encode(), text), None)


def written(rows, quoting):
    """Rows as Python's writer writes them."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", quoting=quoting).writerows(rows)
    return out.getvalue()


@given(
    st.lists(st.lists(NASTY, min_size=3, max_size=3), min_size=1, max_size=8),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.booleans(),
)
def test_cells_stand_where_they_are_located(rows, quoting, ended):
    """In any table of nasty cells, the place of a cell is where its text stands in the file."""
    text = written([["id", "b", "c"], *rows], quoting)
    text = text if ended else text[:-1]
    table = read(text)
    assert isinstance(table, RawTable)
    assert table.rows == tuple(map(tuple, rows))
    lines = text.split("\n")
    for row, cells in enumerate(rows):
        assert table.place(row).line == table.lines[row]
        for column, cell in enumerate(cells):
            place = table.place(row, column, record="r")
            first = cell.split("\n")[0]
            as_written = (
                first.replace('"', '""') if lines[place.line - 1][: place.column - 1].endswith('"') else first
            )
            assert place.excerpt == lines[place.line - 1]
            assert place.excerpt[place.column - 1 :].startswith(as_written)
            assert place.width == max(1, len(as_written))
            assert (place.file, place.field, place.record) == ("t.csv", table.header[column], "r")


@given(st.text(st.sampled_from('ab,"\n'), max_size=40))
def test_any_text(text):
    """Any text is a table or one problem, and a table is what Python's strict reader reads."""
    found = read(text)
    if isinstance(found, Problem):
        assert found.place.line >= 1
    else:
        theirs = list(csv.reader(io.StringIO(text, newline="\n"), strict=True))
        assert [list(found.header), *map(list, found.rows)] == theirs


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ('id,a\nx,"open\ny,z\n', 2, 3, "never closed"),
        ('id,a\nx,"a" b\n', 2, 6, "closing quotation mark"),
        ('id,a\nx,a "b" c\n', 2, 5, "does not begin"),
        ('id,a\nx, "b"\n', 2, 4, "does not begin"),
        ('id,a\n"x\n",y\nz,"\n', 4, 3, "never closed"),
    ],
)
def test_quotation_marks(text, line, column, message):
    """A quotation mark that other readers would take differently is refused where it stands."""
    found = read(text)
    assert isinstance(found, Problem)
    assert (found.code, found.place.line, found.place.column) == ("bad-csv", line, column)
    assert message in found.message


def test_limits():
    """Tables of the largest allowed size pass; one more row, column or character does not."""
    header = "id" + "," * (MOST_COLUMNS - 1) + "\n"
    assert isinstance(read(header), RawTable)
    assert read("," + header).code == "too-many-columns"
    for cell in ("a" * MOST_CELL, '"' + "a" * MOST_CELL + '"'):
        assert isinstance(read(f"id\n{cell}\n"), RawTable)
        assert read("id\n" + cell.replace("a", "aa", 1) + "\n").code == "cell-too-long"
    long = read("id,a\nx," + "a" * 200_000 + "\n")
    assert (long.code, long.place.line, long.place.column) == ("cell-too-long", 2, 3)


@pytest.mark.parametrize("text", ["", "\n", "\nid\n"])
def test_no_header(text):
    """A file without a first line has no header."""
    assert read(text).code == "empty-table"


def test_places_outside():
    """The header is row -1, a cell that is missing stands at the row's end, a row starts at its first cell."""
    table = read('id,a\nx\n"y\nz",b\n')
    assert (table.place(-1, 1).line, table.place(-1, 1).column) == (1, 4)
    assert (table.place(0, 1).line, table.place(0, 1).column) == (2, 2)
    assert (table.place(1, 1).line, table.place(1, 1).column) == (4, 4)
    assert (table.place(1).line, table.place(1).column, table.place(1).excerpt) == (3, 1, '"y')


def test_nothing_but_line_ends():
    """A file of line ends is refused as a whole: the places of its lines alone would take a gigabyte."""
    problem = read_table("a", 0, {}, TextFile("a.csv", b"id\n" + b"\n" * MOST_LINES, ""), None)
    assert (problem.code, problem.place.line) == ("too-many-rows", None)
