"""The review of the French and the Arabic: every correction is applied, or its refusal has a reason."""

import csv
import json
import re

import pytest
from babel.messages.pofile import read_po

from tests.conftest import ROOT

REVIEW = ROOT.parent / "shared/review/translations.csv"


OTHERWISE = {
    # applied together with another row on the same text
    2: "applied, with row 75 after it: étapes became jalons",
    3: "applied, with the correction of «ضد» to «لمكافحة» after it",
    15: "applied as «لأولوية من أولويات مكافحة الجريمة», so that the Arabic says which priority, as the French does",
    30: "applied, with row 75 after it: étapes became jalons",
    75: "applied to all titles and descriptions of the table",
    49: "the title was corrected by row 46, so that the tag quotes the whole of it",
    # the text it corrects was written anew
    51: "the definition of EMTA was written anew from its reference (tests/model/test_outside.py, fact 4)",
    63: "EMPACT cites another document now (tests/model/test_outside.py, fact 6)",
    76: "coverage is worded as its reference words it (tests/model/test_outside.py, fact 3)",
    77: "coverage is worded as its reference words it (tests/model/test_outside.py, fact 3)",
    83: "the article says instead what is editorial and where the list is (tests/site/test_quality.py, fact 1)",
    84: "the article says instead what is editorial and where the list is (tests/site/test_quality.py, fact 1)",
    85: "the list of what was added is computed (tests/site/test_quality.py, fact 1)",
    86: "the list of what was added is computed (tests/site/test_quality.py, fact 1)",
    123: "the definition of EMTA was written anew from its reference (tests/model/test_outside.py, fact 4)",
    # no words but a rule, which has tests of its own
    89: "typography of a whole page: tests/check/test_typography.py, fact 25",
    90: "the message is a whole sentence now: Lignes : …, dont affichées : …",
    91: "the message is a whole sentence with plural forms now (tests/site/test_wording.py, fact 29)",
    92: "1er is machinery (tests/site/test_wording.py, fact 25)",
    96: "applied in the whole message: Aucun élément sous « … » pour : …",
    110: "the message is whole now, Dans : …; typography: tests/check/test_typography.py, fact 25",
    105: "the sentence was written anew; typography: tests/check/test_typography.py, fact 25",
    106: "typography: tests/check/test_typography.py, fact 25",
    107: "typography: tests/check/test_typography.py, fact 25",
    108: "typography: tests/check/test_typography.py, fact 25",
    109: "typography: tests/check/test_typography.py, fact 25",
    111: "cutting is machinery (tests/site/test_wording.py, fact 24)",
    112: "cutting is machinery (tests/site/test_wording.py, fact 24)",
    113: "the sign at the end of a title is machinery (fact 26)",
    114: "the sign at the end of a title is machinery (fact 26)",
    115: "lists are headed by what their rows are (fact 23)",
    116: "lists are headed by what their rows are (fact 23)",
    117: "direction of captions is machinery (fact 27)",
    118: "each metric is a message of its own (test_no_metric_is_in_english)",
    119: "each metric is a message of its own (test_no_metric_is_in_english)",
    155: "the message is a whole sentence with plural forms now (tests/site/test_wording.py, fact 29)",
}
"""Rows (by line of the file) that do not stand word by word where the review wanted them, each with the reason."""


def _rows():
    if not REVIEW.is_file():
        pytest.skip("the review is not beside the project: ../shared/review/translations.csv")
    with REVIEW.open(encoding="utf-8", newline="") as stream:
        yield from enumerate(csv.DictReader(stream), 2)


def _messages(language):
    """The interface words of a language: English to all forms of the translation."""
    with (ROOT / f"gazette/theme/words/{language}.po").open("rb") as stream:
        return {
            message.id if isinstance(message.id, str) else message.id[0]: "\n".join(
                message.string if isinstance(message.string, tuple) else (message.string,)
            )
            for message in read_po(stream, locale=language)
            if message.id
        }


def _cell(row):
    """The cell of a table that a row is about."""
    with (ROOT / f"content/tables/{row['table']}.csv").open(encoding="utf-8", newline="") as stream:
        cells = {cells["id"]: cells for cells in csv.DictReader(stream)}[row["id"].split(" and ")[0]]
    own = f"{row['field']}_{row['language']}"
    return cells[own if own in cells else row["field"]]


def _place(row):
    """What stands in the place of a correction: a cell, the forms of a message, a field of a schema, or a file."""
    if "/" not in row["table"] and not row["table"].endswith(".json"):
        return _cell(row)
    if row["table"].endswith(".po"):
        return _messages(row["language"])[row["id"]]
    text = (ROOT / row["table"].split(" ", maxsplit=1)[0]).read_text(encoding="utf-8")
    if row["table"].startswith("schemas/"):
        fields = {field["name"]: field for field in json.loads(text)["fields"]}
        text = json.dumps(fields[row["id"].removeprefix("fields/").split("/")[0]], ensure_ascii=False)
    return text.replace('\\"', '"')


def _squeezed(text):
    return "".join(text.split())


@pytest.mark.shared
def test_every_correction_is_applied_or_has_a_reason():
    """The corrected words stand in their place, and what stood there before does not."""
    seen = set()
    for line, row in _rows():
        seen.add(line)
        if line in OTHERWISE:
            continue
        text, was, wanted = (_squeezed(words) for words in (_place(row), row["now"], row["should_be"]))
        assert wanted in text, (line, row["table"], row["id"], row["should_be"])
        assert was == wanted or was not in text.replace(wanted, ""), (line, row["id"], row["now"])
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


def test_the_tags_quote_their_record_in_every_language():
    """A rule asks it of the English reason; what French and Arabic put in guillemets is said by the record too."""
    tables = {}
    for name in ("actions", "measures", "topics", "tags"):
        with (ROOT / f"content/tables/{name}.csv").open(encoding="utf-8", newline="") as stream:
            tables[name] = {row["id"]: row for row in csv.DictReader(stream)}
    quoted = 0
    for tag in tables["tags"].values():
        record = tables[tag["table"]][tag["record"]]
        for code in ("fr", "ar"):
            text = " ".join(words for name, words in record.items() if name.endswith(f"_{code}")).lower()
            for words in re.findall(r"«[ \u00a0]?([^«»]+?)[ \u00a0]?»", tag[f"reason_{code}"]):
                assert words.lower() in text, (tag["id"], words)
                quoted += 1
    assert quoted >= 2 * len(tables["tags"])
