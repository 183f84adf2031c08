"""What readers come for, in the number of clicks that the design promises."""

import csv
import json

import pytest

from tests.conftest import ROOT

NEWEST = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))["version"]
"""The version that the site shows."""

pytestmark = pytest.mark.browser


def test_home_answers_in_one_screen(page, address):
    """At 1280 by 900 home shows what it is, the tiers, what comes next and where to go, in every language."""
    for language in ("en", "fr", "ar"):
        page.goto(f"{address}{language}/")
        for part in ("h1", ".hero .lead", ".hero .button", ".strip", ".rank:first-child ol", ".steps"):
            box = page.locator(part).first.bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= 900, (language, part)


def test_a_correction_carries_record_field_value_and_version(page, address):
    """The link on a record saves a sheet with everything that the editors need, and room for a better wording."""
    page.goto(f"{address}fr/priorities/cybercrime/")
    with page.expect_download() as begun:
        page.click(".side a[download][href*='/corrections/']")
    with begun.value.path().open(encoding="utf-8-sig", newline="") as sheet:
        rows = list(csv.reader(sheet))
    assert [NEWEST, "priorities/cybercrime", "name_fr", "Cybercriminalité", "", ""] in rows
    assert all(len(row) == len(rows[0]) for row in rows)


def test_what_has_changed_is_one_click_from_any_page(page, address, kinds):
    """Every kind of page leads to the list of releases."""
    for path in kinds.values():
        page.goto(f"{address}ar/{path}")
        targets = page.eval_on_selector_all("header a, nav a", "links => links.map(link => link.href)")
        assert any("/ar/changes/" in one for one in targets), path


def test_a_record_says_how_to_cite_it(page, address):
    """Version and the address of what it holds stand on the page: nothing to click, and printed with it."""
    page.goto(f"{address}en/measures/drug-laboratory-exercises/")
    said = page.inner_text(".citation")
    assert f"Version {NEWEST}." in said
    assert said.endswith(f"/data/{NEWEST}/records/measures/drug-laboratory-exercises.json")


def test_a_briefing_has_an_address(page, address):
    """What is ticked stands in the address, which shows the same choice to whoever opens it."""
    page.goto(f"{address}en/briefing/")
    page.check("input[value=cybercrime]")
    page.check("input[value=document-fraud]")
    page.click("button.button")
    page.goto(page.url)
    assert page.locator(".brief:visible").count() == 2
    page.go_back()
    page.goto(f"{address}en/briefing/")
    assert page.locator(".brief:visible").count() == 11


def test_a_briefing_is_cited_as_it_was_ticked(page, address):
    """The address under the briefing and the other languages show the same choice again."""
    page.goto(f"{address}en/briefing/")
    whole = page.inner_text(".citation .address")
    page.check("input[value=cybercrime]")
    page.check("input[value=document-fraud]")
    page.click("button.button")
    asked = "?about=cybercrime&about=document-fraud"
    assert page.inner_text(".citation .address") == whole + asked
    page.click(".languages a[lang=ar]")
    assert page.url.endswith(f"/ar/briefing/{asked}")
    assert page.locator(".brief:visible").count() == 2
    page.goto(f"{address}en/briefing/?about=nothing-of-the-kind")
    assert page.inner_text(".citation .address") == whole


@pytest.mark.parametrize(
    ("asked", "shown", "most"),
    [("", 0, 1), ("?about=drug-trafficking&about=document-fraud&about=cybercrime", 3, 2)],
)
def test_a_briefing_prints_what_was_ticked(page, address, asked, shown, most):
    """Subjects follow each other and need no page each; with nothing ticked, a list. Instructions are not printed."""
    page.goto(f"{address}en/briefing/{asked}")
    page.emulate_media(media="print")
    assert page.locator("main .lead:visible, form:visible, noscript:visible").count() == 0
    assert page.locator(".brief:visible").filter(has=page.locator(".tree:visible")).count() == shown
    assert page.locator(".paper").is_visible() is (shown == 0)
    assert page.pdf(format="A4", prefer_css_page_size=True).count(b"/Type /Page\n") <= most


def test_a_word_is_found_in_all_rows_of_a_table(page, address):
    """The first rows make way for those that hold the word, come back when it goes, and the count is told."""
    page.goto(f"{address}fr/data/measures/")
    first = page.inner_text(".preview tbody")
    page.fill("#seek", "Laboratory drug")
    page.wait_for_function("() => document.getElementById('status').textContent")
    rows = page.locator(".preview tbody tr").all_inner_texts()
    assert rows
    assert all("laboratory" in row and "drug" in row for row in rows)
    page.fill("#seek", "")
    page.wait_for_function("() => !document.getElementById('status').textContent")
    assert page.inner_text(".preview tbody") == first


def test_no_reader_needs_a_script_to_read(browser, address, kinds):
    """Without one, every kind of page has its title, its text and its ways on, and no field or button that is dead."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for kind, path in kinds.items():
        page.goto(f"{address}en/{path}")
        assert page.locator("main h1").is_visible(), kind
        assert page.locator("main a:visible").count() > 0, kind
        dead = page.locator(
            "main :is(button, input:not([type=checkbox]), select, textarea):visible"
        ).evaluate_all("all => all.filter(one => !one.form).map(one => one.outerHTML)")
        assert dead == [], kind
    context.close()
