"""The search, where its extra is installed: stems, accents, filters, and an answer at once."""

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


@pytest.mark.parametrize(
    ("language", "asked"),
    [("en", "traffick"), ("fr", "enquete"), ("ar", "مخدرات"), ("ar", "تحقيق")],
)
def test_words_are_found_by_their_stem(page, address, language, asked):
    """Endings, accents and the article do not stand between a reader and a record."""
    page.goto(f"{address}{language}/search/?q={asked}")
    assert results(page) > 0


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
