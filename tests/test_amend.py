"""`rename` and `withdraw` change all that names a record, show it first, and leave a package that passes."""

import csv
import json
import shutil

import pytest

from tests.conftest import ROOT, run_gazette
from tests.packages import lay

ACTIONS, GOALS, GONE = (f"content/tables/{name}.csv" for name in ("actions", "goals", "withdrawn"))


@pytest.fixture
def package(tmp_path):
    """A package with tombstones whose article links a goal."""
    root = lay("withdrawn", tmp_path)
    page = root / "content/pages/about.en.md"
    page.write_text(page.read_text("utf-8") + "\nSee [it](record:goals/clean-water).\n", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def strategy(tmp_path_factory):
    """The real strategy, as a clone holds it."""
    root = tmp_path_factory.mktemp("clone") / "strategy"
    root.mkdir()
    for name in ("content", "schemas", "releases"):
        shutil.copytree(ROOT / name, root / name)
    for path in (
        *ROOT.glob("CHANGELOG*.md"),
        *(ROOT / name for name in ("datapackage.json", "CITATION.cff", ".zenodo.json")),
    ):
        shutil.copy(path, root)
    return root


def rows(root, path):
    """The rows of a table."""
    with (root / path).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_record_is_renamed_wherever_it_is_named(package):
    """Its row, the references to it, the tombstone that leads to it and the links of articles."""
    shown = run_gazette("rename", "goals", "clean-water", "clear-water", project=package)
    assert shown.returncode == 1
    assert "+clear-water,Clean water" in shown.stdout
    assert rows(package, GOALS)[0]["id"] == "clean-water"
    done = run_gazette("rename", "goals", "clean-water", "clear-water", "--yes", project=package)
    assert done.returncode == 0, done.stdout + done.stderr
    assert rows(package, GOALS)[0]["id"] == "clear-water"
    assert rows(package, ACTIONS)[0]["goal"] == "clear-water"
    assert rows(package, GONE)[0]["replacement"] == "clear-water"
    assert len(rows(package, GONE)) == 1
    assert "(record:goals/clear-water)" in (package / "content/pages/about.en.md").read_text("utf-8")
    assert run_gazette("check", project=package).returncode == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("rename", "goals", "clean-watr", "x"), 'did you mean "clean-water"?'),
        (("rename", "goal", "clean-water", "x"), 'there is no table "goal"'),
        (("rename", "goals", "clean-water", "quiet-nights"), "is the id of another record"),
        (("rename", "goals", "clean-water", "Clean Water"), "cannot be an id"),
        (("withdraw", "goals", "clean-water", "--reason", "Done."), 'refer to "clean-water" of goals'),
        (
            ("withdraw", "goals", "clean-water", "--reason", "Done.", "--replacement", "no"),
            "that could replace",
        ),
    ],
)
def test_what_cannot_be_amended_is_said_and_nothing_changes(package, words, message):
    """Each mistake ends in a message, with status 1."""
    before = {path: path.read_bytes() for path in package.rglob("*") if path.is_file()}
    done = run_gazette(*words, "--yes", project=package)
    assert done.returncode == 1
    assert message in done.stdout
    assert {path: path.read_bytes() for path in package.rglob("*") if path.is_file()} == before


def test_a_withdrawn_record_is_replaced_where_it_is_needed(package):
    """What refers to it refers to its replacement, and its row is gone."""
    words = (
        "withdraw",
        "goals",
        "clean-water",
        "--reason",
        "Done.",
        "--replacement",
        "quiet-nights",
        "--yes",
    )
    assert run_gazette(*words, project=package).returncode == 0
    assert [row["id"] for row in rows(package, GOALS)] == ["quiet-nights"]
    assert {row["goal"] for row in rows(package, ACTIONS)} == {"quiet-nights"}
    assert rows(package, GONE)[0]["replacement"] == "quiet-nights"
    assert run_gazette("check", project=package).returncode == 0


def test_a_released_record_leaves_a_tombstone_in_every_language(strategy):
    """A renamed priority of the strategy passes the check: its old address leads to the new one, and says why."""
    done = run_gazette("rename", "priorities", "cybercrime", "crime-online", "--yes", project=strategy)
    assert done.returncode == 0, done.stdout + done.stderr
    (stone,) = rows(strategy, "content/tables/withdrawals.csv")
    assert (stone["record"], stone["replacement"], stone["version"]) == (
        "cybercrime",
        "crime-online",
        "1.2.0",
    )
    assert all("crime-online" in stone[f"reason_{code}"] for code in ("en", "fr", "ar"))
    named = {
        row["record"] for row in rows(strategy, "content/tables/evidence.csv") if row["table"] == "priorities"
    }
    assert "crime-online" in named
    assert "cybercrime" not in named
    check = run_gazette("check", project=strategy)
    assert check.returncode == 0, check.stdout[-2000:]


def test_a_withdrawn_measure_takes_its_evidence_along_and_closes_the_gap(strategy):
    """The evidence and tags of the record are gone, and the positions of its neighbours are whole again."""
    measures = rows(strategy, "content/tables/measures.csv")
    gone = measures[0]
    words = ("withdraw", "measures", gone["id"], "--reason", "It stood there twice.", "--yes")
    done = run_gazette(*words, project=strategy)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(rows(strategy, "content/tables/measures.csv")) == len(measures) - 1
    for name in ("evidence", "tags"):
        named = {(row["table"], row["record"]) for row in rows(strategy, f"content/tables/{name}.csv")}
        assert ("measures", gone["id"]) not in named
    problems = run_gazette("check", project=strategy).stdout
    assert "unbroken" not in problems
    assert "dangling" not in problems


def test_a_file_of_another_form_is_not_written_over(gazette, tmp_path):
    """A table with semicolons, or in Latin-1, is left as it is, and the command says why; one beside it may change."""
    schema = {
        "fields": [{"name": "id", "type": "string"}, {"name": "up", "type": "string"}],
        "primaryKey": "id",
    }
    described = {
        "name": "forms",
        "resources": [
            {"name": "a", "path": "a.csv", "dialect": {"delimiter": ";"}, "schema": schema},
            {"name": "b", "path": "b.csv", "schema": schema},
        ],
    }
    (tmp_path / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    (tmp_path / "a.csv").write_bytes("id;up\none;\ntwo;\n".encode("latin-1"))
    (tmp_path / "b.csv").write_text("id,up\nthree,\n", encoding="utf-8")
    before = (tmp_path / "a.csv").read_bytes()
    refused = gazette("rename", "a", "one", "first", "--yes", project=tmp_path)
    assert refused.returncode == 1
    assert "error[cannot-amend]" in refused.stdout
    assert (tmp_path / "a.csv").read_bytes() == before
    assert gazette("rename", "b", "three", "third", "--yes", project=tmp_path).returncode == 0
    assert (tmp_path / "b.csv").read_text("utf-8") == "id,up\nthird,\n"
    assert (tmp_path / "a.csv").read_bytes() == before
