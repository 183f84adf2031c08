"""Rules in SQL: what they find is told at its cell, and what is wrong with them at their file."""

import json
import shutil

import pytest

from gazette.check import check
from gazette.load import load
from gazette.project import Project
from tests import packages

HEAD = '-- title: T\n-- message: {title} of "{record}"\n-- hint: mend {n}\n'
ENDLESS = "c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)"
COLUMNS = "SELECT 'goals' AS \"table\", id AS record, 'title' AS field, title, due AS n FROM goals"


def ruled(tmp_path, text):
    """The problems of a small package with one rule."""
    root = packages.lay("minimal", tmp_path)
    (root / "content/rules").mkdir()
    (root / "content/rules/a-rule.sql").write_text(text, encoding="utf-8")
    return check(load(Project(root)))


def test_found(tmp_path):
    """A row that a rule returns is an error at its cell, with the row's columns in the message; NULL is nothing."""
    problems, examined = ruled(tmp_path, HEAD + COLUMNS + " WHERE due IS NULL;\n")
    (one,) = problems
    assert (one.code, one.severity, one.message, one.hint, one.label) == (
        "rule",
        "error",
        'Quiet nights by the quay of "quiet-nights"',
        "mend ",
        "a-rule",
    )
    assert (one.place.line, one.place.column, one.place.record, one.place.field) == (
        3,
        25,
        "quiet-nights",
        "title",
    )
    assert examined.counts["rules"] == 1


@pytest.mark.parametrize(("kind", "values"), [("string", ("un", "deux")), ("number", ("1.5", "2.5"))])
def test_a_position_may_be_no_whole_number(tmp_path, kind, values):
    """A rule over all tables then finds no position; it does not end in a traceback."""
    root = shutil.copytree(packages.EXAMPLES / "unlike", tmp_path / "unlike")
    schema, table = root / "schemas/tables/axes.json", root / "content/tables/axes.csv"
    said = json.loads(schema.read_text(encoding="utf-8"))
    (rank,) = [one for one in said["fields"] if one["name"] == "rang"]
    rank |= {"type": kind, "constraints": {"required": True}}
    schema.write_text(json.dumps(said), encoding="utf-8")
    text = table.read_text(encoding="utf-8").replace(",1,", f",{values[0]},").replace(",2,", f",{values[1]},")
    table.write_text(text, encoding="utf-8")
    (root / "content/rules").mkdir()
    (root / "content/rules/a-rule.sql").write_text(
        HEAD + "SELECT \"table\", record, '' AS title, 'all' AS n FROM all_records"
        " WHERE \"table\" = 'axes' AND position IS NULL;\n",
        encoding="utf-8",
    )
    assert [one.place.record for one in check(load(Project(root)))[0]] == ["relier", "apaiser"]


def test_all_tables_together(tmp_path):
    """A rule may speak of every record and every text of the source language, whichever tables there are."""
    root = shutil.copytree(packages.EXAMPLES / "unlike", tmp_path / "unlike")
    (root / "content/rules").mkdir()
    (root / "content/rules/a-rule.sql").write_text(
        HEAD.replace("mend", "{role} {parent}, place {position}, label {label}:")
        + "SELECT r.*, t.field, t.text AS title, t.label, '' AS n FROM all_records r"
        ' JOIN all_texts t ON t."table" = r."table" AND t.record = r.record'
        " WHERE NOT r.editorial AND r.parent = 'axe relier'\n",
        encoding="utf-8",
    )
    problems, _ = check(load(Project(root)))
    told = [(one.place.record, one.place.field, one.message, one.hint.strip()) for one in problems]
    assert sorted(told) == [
        (
            "pont-nord",
            "intitule",
            'Passerelle du pont nord of "pont-nord"',
            "record axe relier, place 1, label 1:",
        ),
        (
            "pont-nord",
            "objet",
            'Franchir le canal sans détour, été comme hiver. of "pont-nord"',
            "record axe relier, place 1, label 0:",
        ),
        ("quai-est", "intitule", 'Quai est of "quai-est"', "record axe relier, place 2, label 1:"),
    ]


def test_warning_and_row(tmp_path):
    """A rule may be a warning, and may speak of a whole row; values keep their types."""
    text = (
        HEAD
        + "-- severity: warning\nSELECT 'goals' AS \"table\", id AS record, title, due + 1 AS n FROM goals\n"
    )
    problems, _ = ruled(tmp_path, text)
    assert next((one.severity, one.hint, one.place.column) for one in problems) == ("warning", "mend 2031", 1)


def test_braces_of_values_are_text(tmp_path):
    """What looks like a placeholder in a value stays as it is."""
    problems, _ = ruled(tmp_path, HEAD + COLUMNS.replace("title,", "'{record}' AS title,") + " LIMIT 1\n")
    assert problems[0].message == '{record} of "clean-water"'


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT", "incomplete input"),
        ("SELECT 1 FROM nowhere", "no such table"),
        ("DELETE FROM goals", "no single SELECT"),
        ("ATTACH 'x' AS y", "no single SELECT"),
        ("PRAGMA table_info(goals)", "no single SELECT"),
        (COLUMNS + "; " + COLUMNS, "one statement"),
        ("", "returns no column table"),
        ("SELECT id AS record FROM goals", "returns no column table"),
        (COLUMNS.replace(", due AS n", ""), "no column for {n}"),
        (COLUMNS.replace("'goals'", "'gaols'"), 'no table "gaols"'),
        (COLUMNS.replace("id AS", "'x' AS"), 'no record "x"'),
        (COLUMNS.replace("'title'", "'titel'"), 'no column "titel"'),
        ("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x FROM c) SELECT max(x) FROM c", "too long"),
        ("SELECT randomblob(1000000000)", "too big"),
        (f"WITH RECURSIVE {ENDLESS} SELECT n, zeroblob(1000000) FROM c", "too large"),
        (
            f"WITH RECURSIVE {ENDLESS} SELECT max(b) FROM (SELECT printf('%900000d', n) AS b FROM c ORDER BY b)",
            "memory",
        ),
        ("SELECT sha256_lines(1000000000000, 'x')", "raised error"),
        (
            f"WITH RECURSIVE {ENDLESS} SELECT sum(hex(zeroblob(400000)) LIKE '%{'0' * 190}1%') FROM c",
            "too long",
        ),
        ("SELECT fold(1, 2)", "wrong number of arguments"),
    ],
)
def test_broken(tmp_path, query, said):
    """A rule that does not run, reads what is not there or writes is one problem in its own file."""
    (one,) = ruled(tmp_path, HEAD + query + "\n")[0]
    assert (one.code, one.place.file) == ("rule-query", "content/rules/a-rule.sql")
    assert said in one.message


def test_not_on_unclean_tables(tmp_path):
    """No rule is run where a cell is wrong: it would speak of the wrong thing."""
    root = packages.lay("rule", tmp_path)
    table = root / "content/tables/goals.csv"
    table.write_text(table.read_text("utf-8").replace(",2,", ",two,"), encoding="utf-8")
    problems, examined = check(load(Project(root)))
    assert [one.code for one in problems] == ["cell-type"]
    assert "rules" not in examined.counts
