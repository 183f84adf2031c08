"""The workbook as people and programs open it."""

import io
import zipfile
from dataclasses import replace

import openpyxl

from gazette.export import xlsx
from tests.catalogs import catalog, harbour, single, table


def book(publication):
    """The workbook, read by openpyxl."""
    (artifact,) = xlsx.export(publication)
    return openpyxl.load_workbook(io.BytesIO(artifact.body))


def test_the_first_sheet_says_what_this_is():
    """Title, version, date, licence and citation in every language, and a line for every sheet."""
    sheet = book(harbour())["README"]
    rows = {row[0]: row[1:] for row in sheet.iter_rows(values_only=True) if row[0]}
    assert rows["title"] == ("Harbour (en)", "Harbour (fr)", "Harbour (ar)")
    assert rows["version"][0] == "1.2.0"
    assert rows["created"][0] == "2024-09-16"
    assert "https://licence.internal/" in rows["license"][0]
    assert rows["cite"][2] == "Harbour (ar). 1.2.0, 2024-09-16."
    assert rows["boats"][1] == "Boats (fr)"
    assert [name for name in book(harbour()).sheetnames if name not in rows] == ["README"]


def test_headers_carry_the_dictionary():
    """The note on a header has the column's title, type and rules; the header is frozen and can be filtered."""
    sheet = book(harbour())["boats"]
    notes = {cell.value: cell.comment.text for cell in sheet[1]}
    assert notes["kind"].splitlines()[:3] == ["[en] Kind", "string", "sail"]
    assert "required, unique" in notes["id"]
    assert "→ quays" in notes["quay"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.dimensions) == ("B2", "A1:K4", "A1:K4")


def test_cells_are_typed():
    """A number adds up, a truth is a truth, a date sorts as a date, and what would lose digits is text."""
    rows = {row[0].value: row for row in book(harbour())["boats"].iter_rows(min_row=2)}
    heron, otter = rows["heron"], rows["otter"]
    assert [cell.data_type for cell in heron] == ["s", "s", "n", "s", "s", "s", "s", "n", "d", "b", "n"]
    assert heron[8].number_format == "yyyy-mm-dd"
    assert otter[7].value == "0.10000000000000000000001"


def test_a_right_to_left_publication_has_right_to_left_sheets():
    """The direction is that of the source language; the others are left alone."""
    arabic = catalog(
        [table("rocks", "record", "id,title\nbig,كبيرة\n", languages=("ar",))], languages=("ar",)
    )
    assert all(sheet.sheet_view.rightToLeft for sheet in book(arabic))
    assert not any(sheet.sheet_view.rightToLeft for sheet in book(harbour()))


def test_sheet_names_are_safe_short_and_unique():
    """Names that spreadsheets refuse, cut or take for one another are told apart."""
    names = ("readme", "history", "a" * 40, "a" * 41, "Boats", "boats", "a/b")
    found = xlsx.sheet_names(tuple(replace(table("x", "record", "id\n"), name=name) for name in names))
    assert list(found.values()) == [
        "readme-2", "history-2", "a" * 31, "a" * 29 + "-2", "Boats", "boats-2", "a-b",
    ]  # fmt: skip


def test_bytes_are_the_same_from_run_to_run():
    """No clock in the file: every member has one fixed time, and `created` is the publication's."""
    (one,), (two,) = xlsx.export(harbour()), xlsx.export(harbour())
    assert one == two
    members = zipfile.ZipFile(io.BytesIO(one.body))
    assert {info.date_time for info in members.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b"2024-09-16T00:00:00Z" in members.read("docProps/core.xml")


def test_nothing_is_cut_without_a_word():
    """A text that a spreadsheet would cut says where the rest is, also where emoji make it long."""
    for text in ("🙂" * 16_384, "🙂" * 16_383):
        (made,) = xlsx.export(single(text))
        whole = zipfile.ZipFile(io.BytesIO(made.body)).read("xl/worksheets/sheet2.xml").decode()
        assert ("The rest of this text stands in the CSV file." in whole) == (len(text) == 16_384)
