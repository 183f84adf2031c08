"""The rules of this strategy: each finds the fault that is planted for it, and none without a fault."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gazette.check import check
from gazette.load import load
from gazette.project import Project

ROOT = Path(__file__).resolve().parents[2]
RULES = sorted(path.stem for path in (ROOT / "content/rules").glob("*.sql"))
Rows = list[dict[str, str]]
Fault = tuple[str, Callable[[Rows], object]]


def put(record: str, column: str, value: str) -> Callable[[Rows], object]:
    """Write a value into a cell; the record must be there and hold something else."""

    def plant(rows: Rows) -> None:
        (row,) = [row for row in rows if row["id"] == record]
        assert row[column] != value
        row[column] = value

    return plant


def drop(column: str, value: str) -> Callable[[Rows], object]:
    """Take out every row with this value; there must be some."""

    def plant(rows: Rows) -> None:
        kept = [row for row in rows if row[column] != value]
        assert len(kept) < len(rows)
        rows[:] = kept

    return plant


def add(like: str, **values: str) -> Callable[[Rows], object]:
    """Add a row that is like another but for these values."""

    def plant(rows: Rows) -> None:
        (row,) = [row for row in rows if row["id"] == like]
        rows.append({**row, **values})

    return plant


FAULTS: dict[str, list[Fault]] = {
    "priority-has-an-action-or-measure": [
        ("actions", put("enhance-cooperation-networks", "priority", "document-fraud")),
        ("measures", put("develop-cross-border-networks", "priority", "")),
        ("measures", put("promote-common-understanding", "priority", "")),
    ],
    "second-tier-has-training-topics": [("priorities", put("cybercrime", "tier", "second-tier"))],
    "action-scope-fits-its-priority": [("actions", put("promote-information-exchange", "scope", "common"))],
    "sub-action-is-common": [
        ("actions", put("promote-empact-methodology", "parent", "empact-thematic-working-groups"))
    ],
    "measure-has-a-home": [("measures", put("implement-fatf-recommendations", "priority", "cybercrime"))],
    "record-has-evidence": [("evidence", drop("record", "asset-recovery"))],
    "evidence-points-at-what-exists": [
        ("evidence", put("goal-strengthen-partnerships-line-090", "record", "no-such-goal"))
    ],
    "evidence-is-said-once": [
        ("evidence", put("goal-strengthen-partnerships-line-092", "passage", "line-090"))
    ],
    "inferred-evidence-has-a-reason": [
        ("evidence", put("goal-strengthen-partnerships-line-090", "note_en", ""))
    ],
    "passage-is-evidence": [("passages", put("line-111", "role", "content"))],
    "idle-passage-is-no-evidence": [("passages", put("line-068", "role", "boilerplate"))],
    "passage-is-named-after-its-line": [("passages", put("line-001", "line", "2"))],
    "verbatim-evidence-is-verbatim": [
        ("goals", put("enhance-law-enforcement-cooperation", "title_en", "Improve law enforcement"))
    ],
    "corrected-evidence-is-close": [
        ("measures", put("improve-data-collection", "text_en", "Improve the collection and sharing of data"))
    ],
    "passages-hash-to-their-source": [("passages", put("line-024", "verbatim", "Regional exchange"))],
    "line-stands-once": [("passages", add("line-001", id="line-001-again"))],
    "text-stands-once": [("topics", put("firearms-international-rules", "priority", "environmental-crime"))],
    "positions-run-from-one": [("milestones", put("empact-working-groups", "position", "5"))],
    "tag-points-at-what-exists": [("tags", lambda rows: rows[0].update(record="no-such-record"))],
    "tag-quotes-its-record": [("tags", lambda rows: rows[0].update(reason_en='It speaks of "nothing".'))],
    "mapping-is-said-once": [("crosswalk", lambda rows: rows.append({**rows[0], "id": "said-again"}))],
    "tag-is-said-once": [("tags", lambda rows: rows.append({**rows[0], "id": "said-again"}))],
    "measure-and-topic-of-a-priority-have-a-theme": [("tags", drop("record", "asset-recovery"))],
}


def broken(folder: Path, rule: str, faults: list[Fault]) -> list[str]:
    """The messages of one rule, alone, on the strategy with these faults."""
    root = folder / "strategy"
    for name in ("content", "schemas"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copyfile(ROOT / "datapackage.json", root / "datapackage.json")
    for path in (root / "content/rules").glob("*.sql"):
        if path.stem != rule:
            path.unlink()
    for table, plant in faults:
        path = root / f"content/tables/{table}.csv"
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream)
            names, rows = list(reader.fieldnames or ()), list(reader)
        plant(rows)
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, names, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    problems, examined = check(load(Project(root)))
    assert examined.counts["rules"] == 1, [problem.message for problem in problems]
    return [problem.message for problem in problems if problem.code == "rule"]


def test_every_law_has_a_planted_fault():
    """A rule that nothing can break is no rule."""
    assert sorted(FAULTS) == RULES


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_finds_its_planted_fault(tmp_path, rule):
    """The rule speaks up about the fault, and says nothing of the strategy as it stands."""
    assert broken(tmp_path / "sound", rule, []) == []
    assert broken(tmp_path / "faulty", rule, FAULTS[rule])
