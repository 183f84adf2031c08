"""Lists: filtered by links without a script, in place with one; the state is the address."""

import pytest

pytestmark = pytest.mark.browser


def rows(page):
    """The rows that a reader sees."""
    return page.locator("tbody tr:visible").count()


def test_filters_work_without_a_script(browser, address):
    """A filter is a link to a page of its own that shows fewer rows and the way back."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}en/priorities/")
    page.click(".filters summary >> nth=0")
    page.click(".filters details[open] a >> nth=0")
    assert "/en/priorities/by/tier/" in page.url
    assert rows(page) == 4
    page.click("text=Show all rows")
    assert rows(page) == 11
    page.click(".sorts a:has-text('A to Z')")
    names = page.locator("tbody th").all_inner_texts()
    assert names == sorted(names, key=lambda name: name.lower().lstrip(" ("))
    context.close()


def test_filters_work_in_place_and_keep_history(page, address):
    """With the script the address holds the filter, the count is announced, and back and forward follow."""
    page.goto(f"{address}en/priorities/")
    page.click(".filters summary >> nth=0")
    page.click(".filters details[open] a >> nth=0")
    assert page.url.endswith("/en/priorities/?tier=first-tier")
    assert rows(page) == 4
    assert page.inner_text("#status").endswith("4")
    assert page.inner_text("#rows") == "Crime priorities"
    page.go_back()
    assert rows(page) == 11
    page.go_forward()
    assert rows(page) == 4
    page.reload()
    assert rows(page) == 4


def test_words_and_filters_add_up(page, address):
    """A word finds without accents and capitals, and within what is filtered already."""
    page.goto(f"{address}fr/priorities/?tier=second-tier")
    page.fill("#find", "CRIMINALITE")
    assert 0 < rows(page) < 7
    page.fill("#find", "nothing of the kind")
    assert rows(page) == 0
    assert page.inner_text("#status").endswith("0")
    page.click("#clear")
    assert rows(page) == 11


def test_sorting_follows_the_language(page, address):
    """A to Z in place gives the order that readers of the language expect."""
    page.goto(f"{address}fr/measures/?sort=name")
    names = [name.strip() for name in page.locator("tbody th").all_inner_texts()]
    assert names == page.evaluate("names => [...names].sort(new Intl.Collator('fr').compare)", names)


def test_the_arabic_list_is_sorted_alike_with_and_without_a_script(page, address):
    """The page of names and the list sorted in place pass over the article in the same way."""
    page.goto(f"{address}ar/actions/by/name/")
    names = [name.strip() for name in page.locator("tbody th").all_inner_texts()]
    page.goto(f"{address}ar/actions/?sort=name")
    assert [name.strip() for name in page.locator("#list tbody th").all_inner_texts()] == names
    first = names.index(next(one for one in names if one.startswith("ت")))
    assert any(one.startswith("ال") for one in names[first:])


def test_one_number_of_rows_is_said(page, address):
    """The caption says how many rows there are until the line of the filter does."""
    page.goto(f"{address}en/priorities/")
    assert page.inner_text("#rows").endswith("· 11 rows")
    assert page.inner_text("#status") == ""
    page.goto(f"{address}en/priorities/?tier=first-tier")
    assert "rows" not in page.inner_text("#rows")
    assert page.inner_text("#status") == "Rows shown: 4"


def test_a_filtered_list_is_named_by_the_rule_of_the_language(page, address):
    """A French colon stands after a space that does not break."""
    page.goto(f"{address}fr/priorities/by/tier/first-tier/")
    for part in ("h1", "caption", "title"):
        text = page.locator(part).first.text_content()
        assert "\u00a0:" in text
        assert ":" not in text.replace("\u00a0:", "")


def test_the_other_languages_keep_the_filter(page, address):
    """Ids go along to the same list in another language; words of this language do not."""
    page.goto(f"{address}en/priorities/?tier=first-tier&sort=name&find=cyber")
    assert rows(page) == 1
    page.click(".languages a[lang=fr]")
    assert page.url.endswith("/fr/priorities/?tier=first-tier&sort=name")
    assert rows(page) == 4
    page.click("#clear")
    assert page.get_attribute(".languages a[lang=en]", "href").endswith("/en/priorities/")
