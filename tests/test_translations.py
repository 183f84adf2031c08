"""The review of the French and the Arabic: every correction is applied, or its refusal has a reason."""

import csv
from pathlib import Path

import pytest

from tests.conftest import ROOT

REVIEW = ROOT.parent / "shared/review/translations.csv"


OTHERWISE = {
    # applied together with another row on the same text
    2: "applied, with row 75 after it: étapes became jalons",
    3: "applied, with the correction of «ضد» to «لمكافحة» after it",
    15: "applied as «لأولوية من أولويات مكافحة الجريمة», so that the Arabic says which priority, as the French does",
    30: "applied, with row 75 after it: étapes became jalons",
    75: "applied to all titles and descriptions of the table",
    # the text it corrects was written anew
    51: "the definition of EMTA was written anew from its reference (tests/model/test_outside.py, fact 4)",
    63: "EMPACT cites another document now (tests/model/test_outside.py, fact 6)",
    76: "coverage is worded as its reference words it (tests/model/test_outside.py, fact 3)",
    83: "the article says instead what is editorial and where the list is (tests/site/test_quality.py, fact 1)",
    84: "the article says instead what is editorial and where the list is (tests/site/test_quality.py, fact 1)",
    85: "the list of what was added is computed (tests/site/test_quality.py, fact 1)",
    86: "the list of what was added is computed (tests/site/test_quality.py, fact 1)",
    123: "the definition of EMTA was written anew from its reference (tests/model/test_outside.py, fact 4)",
    # no words but a rule, which has tests of its own
    89: "typography of a whole page: test_no_space_breaks_before_a_sign",
    90: "the message is a whole sentence now: Lignes : …, dont affichées : …",
    91: "the message is a whole sentence with plural forms now (tests/site/test_wording.py, fact 29)",
    92: "1er is machinery (tests/site/test_wording.py, fact 25)",
    105: "the sentence was written anew; typography: test_no_space_breaks_before_a_sign",
    106: "typography: test_no_space_breaks_before_a_sign",
    107: "typography: test_no_space_breaks_before_a_sign",
    108: "typography: test_no_space_breaks_before_a_sign",
    109: "typography: test_no_space_breaks_before_a_sign",
    111: "cutting is machinery (tests/site/test_wording.py, fact 24)",
    112: "cutting is machinery (tests/site/test_wording.py, fact 24)",
    113: "the sign at the end of a title is machinery (fact 26)",
    114: "the sign at the end of a title is machinery (fact 26)",
    115: "lists are headed by what their rows are (fact 23)",
    116: "lists are headed by what their rows are (fact 23)",
    117: "direction of captions is machinery (fact 27)",
    118: "the metrics are named by their RDF terms, marked as English: they are the portal's own names",
    119: "the metrics are named by their RDF terms, marked as English: they are the portal's own names",
    155: "the message is a whole sentence with plural forms now (tests/site/test_wording.py, fact 29)",
}
"""Rows (by line of the file) that do not stand word by word where the review wanted them, each with the reason."""


def _rows():
    if not REVIEW.is_file():
        pytest.skip("the review is not beside the project: ../shared/review/translations.csv")
    with REVIEW.open(encoding="utf-8", newline="") as stream:
        yield from enumerate(csv.DictReader(stream), 2)


def _text(table: str) -> str:
    """What stands in the file that a row is about, as it is read: without the signs that escape quotation marks."""
    path = (
        Path(table.split(" ", maxsplit=1)[0])
        if "/" in table or table.endswith(".json")
        else Path("content/tables", table + ".csv")
    )
    text = (ROOT / path).read_text(encoding="utf-8")
    return "".join(text.replace('""', '"').replace('\\"', '"').split())


@pytest.mark.shared
def test_every_correction_is_applied_or_has_a_reason():
    """The corrected words stand in their file; a wording that was wrong everywhere is gone from it."""
    seen = set()
    for line, row in _rows():
        seen.add(line)
        if line in OTHERWISE:
            continue
        text = _text(row["table"])
        assert "".join(row["should_be"].split()) in text, (line, row["table"], row["id"], row["should_be"])
    assert set(OTHERWISE) <= seen


@pytest.mark.parametrize(
    "words", ["priorités criminelles", "priorité criminelle", "الأولويات الإجرامية", "أولوية إجرامية"]
)
def test_no_priority_is_called_criminal(words):
    """What is wrong in one place is wrong in all: no text of the edition or of the interface says it."""
    for folder in ("content", "schemas", "gazette/theme/words"):
        for path in (ROOT / folder).rglob("*.*"):
            assert words not in path.read_text(encoding="utf-8").lower(), path
    assert words not in (ROOT / "datapackage.json").read_text(encoding="utf-8").lower()


def test_no_space_breaks_before_a_sign():
    """French: before ; : ? ! » and after « stands a space that does not break, in articles and interface words."""
    import re

    breaking = re.compile(r"(?<=[\w»)\]”’`*]) [;?!»]|« |(?<=[\w»)\]”’`*]) :(?=\s|$)")
    for path in [*(ROOT / "content/pages").glob("*.fr.md"), ROOT / "gazette/theme/words/fr.po"]:
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith(("msgid", "#")):
                assert not breaking.search(line), (path.name, line)
