"""Statements around the strategy that an independent reading found untrue, and what they say now."""

import csv

import pytest

from tests.conftest import ROOT


def _rows(table):
    with (ROOT / f"content/tables/{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Everything else is in the source or is empty"),
        ("fr", "Tout le reste se trouve dans la source ou est vide"),
        ("ar", "وكل ما عدا ذلك وارد في المصدر أو فارغ"),
    ],
)
def test_fact_2_the_method_leads_to_the_list_of_what_was_added(language, words):
    """What was added is listed by the publisher, from the tables; no article says that its own list is whole."""
    text = (ROOT / f"content/pages/method.{language}.md").read_text(encoding="utf-8")
    assert words not in text
    assert "page:quality" in text


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_fact_7_a_note_says_that_the_translations_settle_line_102(language):
    """The line can be read both ways; the note says so, and which way the translations go."""
    (row,) = [row for row in _rows("evidence") if row["passage"] == "line-102"]
    assert row[f"note_{language}"].count("Dedicated") == 2


def test_fact_19_no_column_is_empty_in_every_row():
    """A column holds something somewhere, or waits for something that its description names."""
    empty = set()
    for path in sorted((ROOT / "content/tables").glob("*.csv")):
        rows = _rows(path.stem)
        for name in rows[0] if rows else ():
            if not any(row[name] for row in rows):
                empty.add(f"{path.stem}.{name}")
    assert empty == {"languages.reviewer"}
    assert {row["abbreviation"] for row in _rows("priorities")} == {"", "AML", "THB"}


NAMES = {
    *(
        "EMPACT",
        "EMPACT 2022–2025",
        "EMPACT 2026–2029",
        "OTNA",
        "EMTA",
        "EUROMED Police",
        "EUROMED Police IV",
    ),
    *("eucrim", "UrduPoint News / Sputnik"),
}
"""What is called alike in every language."""


def test_fact_28_nothing_of_english_is_left_in_the_other_languages_but_names():
    """No French or Arabic cell repeats the English one; who published a document and where has words in both."""
    repeated, translated = set(), set()
    for path in sorted((ROOT / "content/tables").glob("*.csv")):
        for row in _rows(path.stem):
            for name, words in row.items():
                base, _, language = name.rpartition("_")
                if words and language in ("fr", "ar") and not base.startswith("variants"):
                    translated.add(f"{path.stem}.{name}")
                    if words == row.get(f"{base}_en", row.get(base)):
                        repeated.add(words)
    assert repeated == NAMES
    for column in ("sources.event", "sources.publisher", "sources.rights", "references.publisher"):
        assert {f"{column}_fr", f"{column}_ar"} <= translated


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_fact_1_the_page_on_the_edition_promises_lines_for_what_is_not_editorial(language):
    """The sentence on records that lead back to lines names the exception and leads to the list of it."""
    words = {"en": "marked as editorial", "fr": "signalé comme éditorial", "ar": "تحريري"}[language]
    text = (ROOT / f"content/pages/about.{language}.md").read_text(encoding="utf-8")
    (line,) = [line for line in text.splitlines() if "page:quality" in line]
    assert words in line
