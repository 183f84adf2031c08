"""`sheet` carries tables to a spreadsheet and back: what was not changed comes back as it went, to the byte."""

import io
import os
import shutil
import subprocess
import unicodedata
from functools import partial

import openpyxl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from gazette.load.characters import character_problems
from gazette.pipeline.sheet import export_sheets, import_sheets
from gazette.pipeline.sheets import write, written
from gazette.problem import Stop
from gazette.project import Project
from tests.conftest import ROOT, run_gazette
from tests.packages import lay

GOALS = "content/tables/goals.csv"


@pytest.fixture
def package(tmp_path):
    """A package in three languages."""
    return lay("trilingual", tmp_path)


def edited(package, *changes):
    """The workbook of a package after somebody has changed cells, by sheet, cell and value, and saved it."""
    book = openpyxl.load_workbook(io.BytesIO(export_sheets(Project(package))))
    for title, place, value in changes:
        book[title][place] = value
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()


def taken(package, data):
    """Take a workbook over; gives what is noted."""
    amendment = import_sheets(Project(package), "t.xlsx", data)
    write(Project(package), amendment.files)
    return amendment.notes


def refused(package, data):
    """The messages of a workbook that is refused; no file changes."""
    before = {path: path.read_bytes() for path in package.rglob("*.csv")}
    with pytest.raises(Stop) as stop:
        import_sheets(Project(package), "t.xlsx", data)
    assert {path: path.read_bytes() for path in before} == before
    return [problem.message for problem in stop.value.problems]


def test_the_strategy_comes_back_as_it_went():
    """Every table of the real strategy, saved by another program in between, has not one cell that differs."""
    project = Project(ROOT)
    assert export_sheets(project) == export_sheets(project)
    assert import_sheets(project, "t.xlsx", edited(ROOT)).files == []


CELLS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn", "Cf", "Zl", "Zp"))
    | st.sampled_from("\n0123456789=_x-'"),
    max_size=12,
).map(partial(unicodedata.normalize, "NFC"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS), max_size=4))
def test_a_round_is_the_identity(tmp_path, cells):
    """Zeros before a number, dates, formulas, quotation marks and lines in cells: whatever a text is, it comes back."""
    root = tmp_path / "package"
    if not root.exists():
        lay("trilingual", tmp_path)
    rows = [[f"goal-{at}", one, two, "007"] for at, (one, two) in enumerate(cells)]
    text = "".join(written(row) for row in [["id", "title_en", "title_fr", "title_ar"], *rows])
    assume(not list(character_problems(GOALS, text, table=True)))  # no file holds what `check` refuses
    (root / GOALS).write_text(text, encoding="utf-8", newline="")
    assert import_sheets(Project(root), "t.xlsx", edited(root)).files == []


def test_only_cells_that_were_changed_change(package):
    """A text, a number that the program has made of one, a day, a truth, a new row and one that is gone."""
    data = edited(
        package,
        ("goals", "C2", "Eau très propre"),
        ("actions", "I2", 0.25),
        ("actions", "H2", False),
        *(
            ("goals", f"{letter}4", text)
            for letter, text in zip("ABCD", ("safe", "Safe", "Sûr", "آمن"), strict=True)
        ),
    )
    before = (package / "content/tables/actions.csv").read_text(encoding="utf-8")
    assert taken(package, data) == []
    table = (package / GOALS).read_text(encoding="utf-8")
    assert "clean-water,Clean water,Eau très propre,مياه نظيفة\n" in table
    assert table.endswith("safe,Safe,Sûr,آمن\n")
    assert (package / "content/tables/actions.csv").read_text(encoding="utf-8") == before.replace(
        "2024-02-29,true,0.5", "2024-02-29,false,0.25"
    )


def test_the_command_shows_first_and_writes_when_asked(package):
    """Export, import and the question, by commands alone; a row that is gone is told."""
    path = package.parent / "t.xlsx"
    assert run_gazette("sheet", "export", path, "goals", project=package).returncode == 0
    book = openpyxl.load_workbook(path)
    book["goals"].delete_rows(3)
    book.save(path)
    shown = run_gazette("sheet", "import", path, project=package)
    assert shown.returncode == 1
    assert "-quiet-nights,Quiet nights" in shown.stdout
    done = run_gazette("sheet", "import", path, "--yes", project=package)
    assert done.returncode == 0, done.stdout
    assert 'goals: "quiet-nights" is gone' in done.stdout
    assert "quiet-nights" not in (package / GOALS).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("goals", "C2", "=1+1"), "goals!C2: this cell holds a formula"),
        (("goals", "C1", "titre"), 'goals!C1: the column "titre" is none of goals'),
        (("goals", "E1", "more"), 'goals!E1: the column "more" is none of goals'),
        (("goals", "A3", "clean-water"), 'goals!A3: the id "clean-water" stands twice'),
        (("goals", "A3", None), "goals!A3: this row has no id"),
    ],
)
def test_what_cannot_be_taken_is_told_by_its_address(package, change, message):
    """Nothing is written then."""
    assert any(said.startswith(message) for said in refused(package, edited(package, change)))


def test_a_workbook_of_an_older_state_or_another_making_is_refused(package):
    """Somebody has changed the table since, or the hidden sheet is gone, or it is no workbook at all."""
    data = edited(package, ("goals", "C2", "Eau"))
    table = package / GOALS
    table.write_text(table.read_text(encoding="utf-8").replace("Clean water", "Water"), encoding="utf-8")
    assert refused(package, data) == ["t.xlsx was made from another state of goals"]
    book = openpyxl.load_workbook(io.BytesIO(data))
    del book["gazette"]
    body = io.BytesIO()
    book.save(body)
    assert "hidden sheet" in refused(package, body.getvalue())[0]
    assert refused(package, b"PK") == ["t.xlsx is no XLSX file"]


def test_headers_are_locked_and_columns_offer_what_is_allowed(package):
    """The header has a note and cannot be changed; a reference offers the ids; Arabic runs from the right."""
    book = openpyxl.load_workbook(io.BytesIO(export_sheets(Project(package))))
    actions, goals = book["actions"], book["goals"]
    assert actions.protection.sheet
    assert actions["A1"].protection.locked
    assert not actions["A2"].protection.locked
    assert actions["A2"].number_format == "@"
    assert [one.formula1 for one in actions.data_validations.dataValidation] == ["'goals'!$A$2:$A$3"]
    assert goals["D2"].alignment.readingOrder == 2
    assert book["gazette"].sheet_state == "veryHidden"


@pytest.mark.skipif(
    shutil.which("soffice") is None and os.environ.get("CI") != "true", reason="LibreOffice is not installed"
)
def test_libreoffice_may_save_it(package, tmp_path):
    """Opened and saved by LibreOffice, nothing has changed."""
    path = tmp_path / "t.xlsx"
    path.write_bytes(export_sheets(Project(package)))
    command = [
        "soffice",
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        tmp_path / "out",
        path,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert import_sheets(Project(package), "t.xlsx", (tmp_path / "out/t.xlsx").read_bytes()).files == []
