"""The search, where its extra is installed: stems, accents, filters, and an answer at once."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from gazette.site import can_search

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not can_search(), reason="the extra `search` is not installed"),
]


def results(page):
    """How many results are shown, once the answer is there."""
    expect(page.locator("#results li").first).to_be_visible()
    return page.locator("#results li").count()


SPELLINGS = {
    ("en", "Drug Trafficking"): ["trafficking", "traffick", "TRAFFICKED", "tráfficking"],
    ("en", "Cybercrime"): ["cybercrime", "Cybercrimes", "CYBERCRÍME"],
    ("fr", "Enquête et détection"): ["enquête", "enquete", "Enquêtes", "ENQUETES", "l’enquête", "l'enquete"],
    ("fr", "Cybercriminalité"): ["cybercriminalité", "cybercriminalite"],
    ("ar", "الاتجار غير المشروع بالأسلحة النارية"): [
        "الأسلحة",
        "الاسلحة",
        "أسلحة",
        "اسلحة",
        "الأَسْلِحَة",
        "الاسلحه",
    ],
    ("ar", "الاتجار بالمخدرات"): ["المخدرات", "مخدرات", "المُخَدِّرَات", "مُخدّرات"],
}


def ask(page, words):
    """Write words into the field of a search page, and wait for the answer; the names of what is found."""
    field, status = page.locator("#words"), page.locator("#status")
    field.fill("")
    expect(status).to_be_empty()
    field.fill(words)
    expect(page.locator("#results a").first).to_be_visible()
    return page.locator("#results a").all_inner_texts()


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_record_is_found_however_it_is_spelt(page, address, language):
    """Endings, capitals, accents, vowel marks, the hamza and the article do not stand between it and a reader."""
    page.goto(f"{address}{language}/search/")
    expect(page.locator("#words")).to_be_visible()
    for name in (name for spoken, name in SPELLINGS if spoken == language):
        for asked in SPELLINGS[language, name]:
            assert name in ask(page, asked), asked


with (Path(__file__).parent / "searches.csv").open(encoding="utf-8", newline="") as file:
    SEARCHES = list(csv.DictReader(file))


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_what_readers_look_for_is_among_the_first_three(page, address, language):
    """Twenty searches in each language: names, other words for the same, abbreviations, accents, articles, slips."""
    asked = [search for search in SEARCHES if search["language"] == language]
    assert len(asked) == 20
    page.goto(f"{address}{language}/search/")
    expect(page.locator("#words")).to_be_visible()
    missed = {}
    for search in asked:
        first = ask(page, search["words"])[:3]
        if search["wanted"] not in first:
            missed[search["words"]] = first
    assert missed == {}


def test_a_slip_is_told(page, address):
    """What was searched for instead stands beside the count; a word that stands in a name is left alone."""
    page.goto(f"{address}en/search/?q=cybercrme")
    expect(page.locator("#status")).to_contain_text("Also searched for: cybercrime")
    page.goto(f"{address}en/search/?q=investigation")
    results(page)
    assert "Also" not in page.locator("#status").inner_text()


def test_the_record_of_a_name_comes_first(page, address):
    """Who asks for a name gets what bears it before what mentions it."""
    for language, name in (("en", "Cybercrime"), ("fr", "Cybercriminalité"), ("ar", "الجريمة السيبرانية")):
        page.goto(f"{address}{language}/search/?q={name}")
        results(page)
        assert page.locator("#results a").first.inner_text() == name


@pytest.mark.parametrize(
    ("language", "asked", "kinds"),
    [
        ("en", "cybercrime", ["Crime priority · 1st Tier", "Measure · 1st Tier · Cybercrime"]),
        ("en", "empact", ["Term", "Action"]),
        ("fr", "cybercriminalité", ["Priorité de lutte contre la criminalité · Premier niveau"]),
        ("ar", "السيبرانية", ["أولوية من أولويات مكافحة الجريمة · المستوى الأول"]),
    ],
)
def test_a_result_says_what_it_is(page, address, language, asked, kinds):
    """Its kind, its tier and its priority stand under its name, in the words of the page."""
    page.goto(f"{address}{language}/search/?q={asked}")
    results(page)
    said = page.locator("#results p.by").all_inner_texts()
    assert set(kinds) <= set(said)


def test_excerpts_hold_no_furniture(page, address):
    """An excerpt is words of the record: no citation, no identifier, no heading of the page, no name said twice."""
    for asked in ("EMPACT", "information", "cooperation"):
        page.goto(f"{address}en/search/?q={asked}")
        results(page)
        for item in page.locator("#results li").all():
            name, *excerpt = (one.inner_text() for one in item.locator("a, p:not(.by)").all())
            for text in excerpt:
                assert not re.search(r"JSON|Identifier|Where the source|Before|Cite|http|\u02bc", text)
                assert not text.startswith(name)


def test_a_term_is_a_result_that_leads_to_its_entry(page, address):
    """A term is found by itself, and its link names its entry in the glossary."""
    page.goto(f"{address}en/search/?q=multidisciplinary platform")
    results(page)
    page.get_by_role("link", name="EMPACT", exact=True).click()
    page.wait_for_url("**/glossary/#empact")
    assert page.locator("#empact").count() == 1


def test_results_can_be_narrowed(page, address):
    """A facet leaves fewer results, stands in the address, and comes back with it."""
    page.goto(f"{address}en/search/?q=cooperation")
    before = page.inner_text("#status") if results(page) else ""
    page.select_option("#narrow select >> nth=0", index=1)
    expect(page.locator("#status")).not_to_have_text(before)
    narrowed = page.inner_text("#status")
    page.reload()
    assert results(page) > 0
    assert page.inner_text("#status") == narrowed


def test_a_result_leads_to_its_page(page, address):
    """The first result of a name is the record of that name."""
    page.goto(f"{address}en/search/?q=Cybercrime")
    results(page)
    page.click("#results a >> nth=0")
    assert page.locator("h1").count() == 1
    assert "yber" in page.inner_text("main")


def test_an_answer_comes_at_once(page, address):
    """Once the index is there, a question is answered in well under a tenth of a second."""
    page.goto(f"{address}en/search/?q=training")
    results(page)
    spent = page.evaluate(
        "async () => { const one = await import('../../search/pagefind.js');"
        " const start = performance.now(); await one.search('information'); return performance.now() - start; }"
    )
    assert spent < 100


def names(page):
    """The names of the results that are shown."""
    results(page)
    return page.locator("#results a").all_inner_texts()


def test_what_an_abbreviation_stands_for_finds_what_uses_it(page, address):
    """Who asks for the long form gets the term and the records that say it in short, plural or not."""
    for asked, short in (("human trafficking", "THB"), ("Financial Intelligence Unit", "FIU")):
        page.goto(f"{address}en/search/?q={asked}")
        found = names(page)
        assert short in found
        assert any(re.search(rf"\b{short}s?\b", name) for name in found if name != short), asked


def test_records_come_before_pages_about_the_edition(page, address):
    """What explains the edition comes after what it is about, unless it is asked for by its name."""
    aside = {"en": "About this edition", "fr": "À propos de cette édition"}
    for language, asked in (("en", "measures"), ("en", "action"), ("fr", "mesures")):
        page.goto(f"{address}{language}/search/?q={asked}")
        results(page)
        kinds = page.locator("#results p.by").all_inner_texts()
        assert aside[language] not in kinds[:5], asked


def test_every_choice_begins_with_a_word_for_all(page, address):
    """Nothing narrowed is a word in each language, and the answer stands apart from the choices."""
    for language, word in (("en", "All"), ("fr", "Tout"), ("ar", "الكل")):
        page.goto(f"{address}{language}/search/?q=EMPACT")
        results(page)
        firsts = page.locator("#narrow select option:first-child").all_inner_texts()
        assert set(firsts) == {word}
        above, below = page.locator("#narrow").bounding_box(), page.locator("#status").bounding_box()
        assert below["y"] - above["y"] - above["height"] >= 16


def test_the_other_languages_are_asked_the_same(page, address):
    """The words of the question go along to another language; values in this language's words do not."""
    page.goto(f"{address}en/search/?q=EMPACT&Kind=Actions")
    results(page)
    page.click(".languages a[lang=fr]")
    assert page.url.endswith("/fr/search/?q=EMPACT")
    assert results(page) > 0
