"""Reports: the exact form for people, valid forms for programs, and no text of a file that acts."""

import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazette.check import check
from gazette.load import load
from gazette.problem import Examined, Place, Problem, codes
from gazette.report import REPORTERS, Report, explain
from gazette.report.programs import schema
from gazette.report.text import counted, excerpt_lines, width
from tests import packages

LINE = "promote-hygiene,specific,cyber-crime,,3,Promote cyber hygiene,…"
PROBLEM = Problem(
    "unknown-reference",
    'there is no priority "cyber-crime"',
    Place("content/tables/actions.csv", 14, 26, 11, "promote-hygiene", "priority", LINE),
    'priorities.csv has no id "cyber-crime"',
    'did you mean "cybercrime"?',
    "fix content/tables/actions.csv",
)
EXAMINED = Examined(
    {"files": 40, "tables": 15, "rows": 412, "cells": 2310, "references": 388, "rules": 14},
)
EXPECTED = """\
error[unknown-reference] there is no priority "cyber-crime"
  content/tables/actions.csv:14:26   record "promote-hygiene", column priority
    14 | promote-hygiene,specific,cyber-crime,,3,Promote cyber hygiene,…
       |                          ^^^^^^^^^^^ priorities.csv has no id "cyber-crime"
  help: did you mean "cybercrime"?
  fix:  python build.py fix content/tables/actions.csv
  more: python build.py explain unknown-reference
1 error, 0 warnings · 15 tables, 412 rows, 2,310 cells, 388 references and 14 rules checked in 0.4 s
"""
HOSTILE = (
    "\x1b[31m\u202eevil\r\n::error::x\x07 <script>alert(1)</script> [a](javascript:1) | @all `x` %0A &amp;"
)


def hostile():
    """A problem in which every text comes from an attacker."""
    place = Place(f"content/{HOSTILE}.csv", 2, 3, 4, HOSTILE, HOSTILE, HOSTILE)
    return Problem("cell-type", HOSTILE, place, HOSTILE, HOSTILE)


def test_text():
    """The text is exactly as designed."""
    assert REPORTERS["text"](Report([PROBLEM], EXAMINED, program="python build.py", seconds=0.4)) == EXPECTED


def test_text_without_time_and_counts():
    """No time is said where none is known, and a run that examined nothing says so."""
    assert REPORTERS["text"](Report([], Examined())) == "0 errors, 0 warnings · nothing checked\n"
    assert (
        REPORTERS["text"](Report([], Examined({"tables": 1}))) == "0 errors, 0 warnings · 1 table checked\n"
    )


def test_fifty_of_a_kind():
    """After fifty of one kind comes how many more there are; other kinds are shown, and advice once."""
    other = Problem("empty-cell", "title may not be empty", Place("z.csv"))
    text = REPORTERS["text"](Report([PROBLEM] * 181 + [other], EXAMINED))
    assert text.count("error[unknown-reference]") == 50
    assert "and 131 more like it\n\nerror[empty-cell]" in text
    assert text.count("more: gazette explain unknown-reference") == 1
    assert "182 errors" in text


def test_colour():
    """Colour is an option, and taking it away gives the plain text."""
    coloured = REPORTERS["text"](Report([PROBLEM], EXAMINED, colour=True))
    assert "\x1b[1;31merror[unknown-reference]\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == REPORTERS["text"](Report([PROBLEM], EXAMINED))


@pytest.mark.parametrize("name", REPORTERS)
def test_nothing_acts(name):
    """Whatever a file holds, no report has a control character, a turned direction or a command of its own."""
    report = REPORTERS[name](Report([hostile()], EXAMINED))
    unseen = {c for c in report if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"}
    assert not unseen
    assert sum(line.startswith("::") for line in report.split("\n")) == (name == "github")
    assert report.endswith("\n")


def test_summary_escapes():
    """In the summary hostile text is text: no tag, no link, no cell border, no mention."""
    (row,) = [
        line
        for line in REPORTERS["summary"](Report([hostile()], EXAMINED)).split("\n")
        if line.startswith("| error")
    ]
    assert row.count("|") == 5
    assert not re.search(r"<(?!/?code>)|@|\]\(|`", row)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), st.data())
def test_caret_is_under_the_place(line, data):
    """The caret begins and ends under the characters of the place, also behind wide and combining ones."""
    line = line.replace("\n", "")
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    shown, caret = excerpt_lines(Place("a", 7, start + 1, end - start, excerpt=line), "")
    assert shown.startswith("     7 |")
    assert len(caret) - len(caret.rstrip("^")) == max(1, width(line[start:end]))
    assert caret.index("^") == 9 + width(line[:start])


def test_long_lines_are_cut():
    """A long line is shown around its place."""
    place = Place("a", 1, 501, 3, excerpt="x" * 500 + "abc" + "y" * 500)
    shown, caret = excerpt_lines(place, "here")
    assert shown.startswith("     1 | …xxx")
    assert shown.endswith("yyy…")
    assert len(shown) < 125
    assert shown[caret.index("^") :].startswith("abc")


@pytest.mark.parametrize("case", [*packages.BAD])
def test_json_is_as_its_schema_says(case, tmp_path):
    """The JSON report of every example is valid by its published schema and tells what was found."""
    from jsonschema import Draft202012Validator

    Draft202012Validator.check_schema(json.loads(schema()))
    problems, examined = check(load(packages.project(case, tmp_path)))
    report = json.loads(REPORTERS["json"](Report(problems, examined, seconds=0.25)))
    Draft202012Validator(json.loads(schema())).validate(report)
    assert [problem["code"] for problem in report["problems"]] == [one.code for one in problems]
    assert report["examined"] == examined.counts
    assert report["errors"] + report["warnings"] + report["advice"] == len(problems)


def test_github():
    """Annotations carry file, line, columns and title, escaped as GitHub reads them."""
    place = Place("content/a,b:c%.csv", 2, 3, 4)
    text = REPORTERS["github"](Report([Problem("cell-type", "100 %\nno", place, hint="h")], EXAMINED))
    assert text.split("\n")[0] == (
        "::error file=content/a%2Cb%3Ac%25.csv,line=2,col=3,endColumn=7,title=cell-type::100 %25 no%0Ahelp: h"
    )


@pytest.mark.parametrize(("number", "shown"), [(0, 0), (9, 9), (10, 10), (11, 10), (200, 10)])
def test_github_shows_ten(number, shown):
    """A step shows ten: errors come first, and the tenth says how many more there are."""
    warning = Problem("missing-translation", "w", Place("a.csv"))
    problems = [warning] * (number // 2) + [PROBLEM] * (number - number // 2)
    lines = [
        line for line in REPORTERS["github"](Report(problems, EXAMINED)).split("\n") if line.startswith("::")
    ]
    assert len(lines) == shown
    if number > 10:
        assert f"{number - 9} problems more" in lines[-1]
        assert lines[0].startswith("::error")


def test_sarif():
    """The SARIF names each code once as a rule, and each problem points at its rule and place."""
    run = json.loads(REPORTERS["sarif"](Report([PROBLEM, hostile(), PROBLEM], EXAMINED)))["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == ["cell-type", "unknown-reference"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
    where = run["results"][0]["locations"][0]["physicalLocation"]
    assert where["artifactLocation"]["uri"] == "content/tables/actions.csv"
    assert where["region"] == {"startLine": 14, "startColumn": 26, "endColumn": 37}


@pytest.mark.parametrize("code", codes())
def test_explain(code):
    """Every code is explained with its title and an example."""
    text = explain(code)
    assert text.startswith(f"{codes()[code].severity}[{code}] {codes()[code].title}\n\n")
    assert "\n    " in text


def test_every_reporter_is_deterministic():
    """The same problems give the same text."""
    given = Report([PROBLEM, hostile()], EXAMINED)
    for report in REPORTERS.values():
        assert report(given) == report(given)


@pytest.mark.parametrize(("plural", "singular"), [("tables", "table"), ("addresses", "address")])
def test_a_count_of_one_is_in_the_singular(plural, singular):
    """Counts are English, also of nouns that end in a hiss."""
    assert counted(1, plural) == f"1 {singular}"
    assert counted(2, plural) == f"2 {plural}"
