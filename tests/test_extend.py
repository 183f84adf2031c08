"""`new`, `source add` and `language add` prepare what is new with all that belongs to it, and show it first."""

import csv
import json
import shutil

import pytest

from tests.conftest import ROOT, run_gazette
from tests.packages import lay

GOALS = "content/tables/goals.csv"


def rows(root, path):
    """The rows of a table."""
    with (root / path).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def everything(root):
    """Every file with its bytes."""
    return {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def clone(tmp_path):
    """The real strategy, as a clone holds it."""
    root = tmp_path / "strategy"
    root.mkdir()
    for name in ("content", "schemas", "releases"):
        shutil.copytree(ROOT / name, root / name)
    for path in (*ROOT.glob("CHANGELOG*.md"), *(ROOT / name for name in ("CITATION.cff", ".zenodo.json"))):
        shutil.copy(path, root)
    shutil.copy(ROOT / "datapackage.json", root)
    return root


def test_a_new_record_is_shown_and_written_when_asked(tmp_path):
    """It stands behind the others, and every other byte stays as it was."""
    root = lay("minimal", tmp_path)
    before = (root / GOALS).read_text(encoding="utf-8")
    words = (
        "new",
        "goals",
        "safe-cranes",
        "--set",
        "title=Safe cranes, all",
        "--set",
        "kind=common",
        "--set",
        "position=4",
    )
    shown = run_gazette(*words, project=root)
    assert shown.returncode == 1
    assert "Nothing was written" in shown.stdout
    assert (root / GOALS).read_text(encoding="utf-8") == before
    done = run_gazette(*words, "--yes", project=root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (root / GOALS).read_text(encoding="utf-8") == before + 'safe-cranes,4,common,"Safe cranes, all",\n'
    assert run_gazette("check", project=root).returncode == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("goal", "x"), 'did you mean "goals"?'),
        (("goals", "clean-water"), "is the id of another record"),
        (("goals", "Clean Water"), "cannot be an id"),
        (("goals", "safe-cranes"), '"position" and "title" of goals may not be empty'),
        (("goals", "safe-cranes", "--set", "titel=Safe"), 'did you mean "title"?'),
        (("goals", "safe-cranes", "--set", "title"), "COLUMN=VALUE"),
    ],
)
def test_a_record_that_cannot_be_is_refused_and_nothing_changes(tmp_path, words, message):
    """Each mistake ends in a message that says what to do."""
    root = lay("minimal", tmp_path)
    before = everything(root)
    done = run_gazette("new", *words, "--yes", project=root)
    assert done.returncode in (1, 2)
    assert message in done.stdout + done.stderr
    assert everything(root) == before


def test_a_new_record_comes_with_its_evidence(clone):
    """What is said of the evidence becomes its row, which names table, record and passage."""
    evidence = (
        "evidence.passage=line-090",
        "evidence.basis=inferred",
        "evidence.note_en=Read from this line.",
    )
    cells = ("priority=cybercrime", "scope=specific", "title_en=Share alerts", *evidence)
    words = [word for cell in cells for word in ("--set", cell)]
    done = run_gazette("new", "actions", "share-alerts", *words, "--yes", project=clone)
    assert done.returncode == 0, done.stdout + done.stderr
    row = rows(clone, "content/tables/actions.csv")[-1]
    siblings = [one for one in rows(clone, "content/tables/actions.csv") if one["priority"] == "cybercrime"]
    assert row["position"] == str(len([one for one in siblings if not one["parent"]]))
    last = rows(clone, "content/tables/evidence.csv")[-1]
    assert (last["table"], last["record"], last["passage"]) == ("actions", "share-alerts", "line-090")
    assert "record-has-evidence" not in run_gazette("check", project=clone).stdout


def test_a_source_is_read_into_passages_with_its_checksum(clone, tmp_path):
    """Every line is there as it stands, under its number, and the checksum is that of the lines."""
    text = tmp_path / "addendum.txt"
    text.write_text("A decision\n\n  “Share alerts, by radio.”\n", encoding="utf-8")
    cells = ("title=Addendum", "publisher=The forum", "date=2026-03-01", "rights=Free to use")
    words = [word for cell in cells for word in ("--set", cell)]
    before = (clone / "content/tables/passages.csv").read_bytes()
    done = run_gazette("source", "add", text, "addendum-2026", *words, "--yes", project=clone)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 lines of addendum-2026 wait" in done.stdout
    assert (clone / "content/tables/passages.csv").read_bytes().startswith(before)
    added = [row for row in rows(clone, "content/tables/passages.csv") if row["source"] == "addendum-2026"]
    assert [(row["line"], row["verbatim"]) for row in added] == [
        ("1", "A decision"),
        ("3", "  “Share alerts, by radio.”"),
    ]
    report = json.loads(run_gazette("check", "--format", "json", project=clone).stdout)
    errors = [problem for problem in report["problems"] if problem["severity"] == "error"]
    assert {problem["code"] for problem in errors} == {"rule"}  # the lines that nothing uses yet
    assert not any("hash to" in problem["message"] for problem in report["problems"])


def test_a_source_that_is_no_text_is_refused(clone, tmp_path):
    """A file in another encoding ends in the message that names it."""
    text = tmp_path / "addendum.txt"
    text.write_bytes("Décision\n".encode("cp1252"))
    before = everything(clone)
    done = run_gazette("source", "add", text, "addendum-2026", "--yes", project=clone)
    assert done.returncode == 1
    assert "Windows-1252" in done.stdout
    assert everything(clone) == before


def test_a_language_gets_columns_and_a_row_and_check_says_what_waits(tmp_path):
    """Every text has a last column for it; nothing that was there changes, and each table says what it waits for."""
    root = lay("trilingual", tmp_path)
    before = rows(root, GOALS)
    done = run_gazette("language", "add", "es", "--yes", project=root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads((root / "datapackage.json").read_text("utf-8"))["languages"] == ["en", "fr", "ar", "es"]
    assert rows(root, GOALS) == [row | {"title_es": ""} for row in before]
    assert list(rows(root, GOALS)[0])[-1] == "title_es"
    report = json.loads(run_gazette("check", "--format", "json", project=root).stdout)
    assert [problem for problem in report["problems"] if problem["severity"] == "error"] == []
    waiting = [
        problem["message"] for problem in report["problems"] if problem["code"] == "missing-translation"
    ]
    assert any("goals: 2 of 2 texts (100%) have no es" in message for message in waiting)
    assert run_gazette("language", "add", "es", "--yes", project=root).returncode == 1
    assert "CLDR" in run_gazette("language", "add", "xx", "--yes", project=root).stdout


def test_a_language_that_is_added_to_the_strategy_is_a_minor_version(clone):
    """Columns are added at the end and no address changes; the table of languages says its name and direction."""
    assert run_gazette("language", "add", "he", "--yes", project=clone).returncode == 0
    (row,) = [row for row in rows(clone, "content/tables/languages.csv") if row["id"] == "he"]
    assert (row["name"], row["direction"], row["role"]) == ("עברית", "rtl", "working")
    assert json.loads(run_gazette("check", "--format", "json", project=clone).stdout)["errors"] == 0
