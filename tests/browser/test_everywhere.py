"""What holds on every kind of page, in every language: reflow, direction, colours, paper, peace in the console."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import still
from tests.browser.host import hosted
from tests.conftest import SITE

pytestmark = pytest.mark.browser

LANGUAGES = ("en", "fr", "ar")
FEW = 8
"""Lines that a script may add to a page: a field to filter by, a number of rows, its orders."""


def test_no_page_scrolls_sideways(browser, address, kinds):
    """At 320 px, which is 1280 px at 400 %, every page reflows; tables and pictures scroll inside themselves."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    wide = []
    for language in LANGUAGES:
        for kind, path in kinds.items():
            page.goto(f"{address}{language}/{path}")
            if page.evaluate("document.documentElement.scrollWidth") > 320:
                wide.append((language, kind))
    context.close()
    assert wide == []


def test_pages_are_quiet_and_keep_to_themselves(browser, address, kinds):
    """No error in the console, no failed request, and none to another host."""
    context = browser.new_context()
    said: list[str] = []
    context.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: said.append(str(error.error)))
    context.on("response", lambda answer: said.append(answer.url) if answer.status >= 400 else None)
    host = urlsplit(address).netloc
    context.on("request", lambda ask: said.append(ask.url) if urlsplit(ask.url).netloc != host else None)
    paths = [f"{language}/{path}" for language in LANGUAGES for path in ("", *kinds.values())]
    seen = [one for one, _ in still(context, [address + path for path in (*paths, "")])]
    assert len(seen) == len(paths) + 1
    context.close()
    assert said == []


def test_every_page_is_whole_without_a_script(browser, address, kinds):
    """What the text says with scripts it says without them; a page that needs one says so and leads on."""
    texts: dict[bool, dict[str, set[str]]] = {True: {}, False: {}}
    for scripts, said in texts.items():
        context = browser.new_context(java_script_enabled=scripts)
        of = {f"{address}en/{path}": kind for kind, path in kinds.items()}
        for one, page in still(context, list(of)):
            said[of[one]] = {line.strip() for line in page.inner_text("main").splitlines() if line.strip()}
            assert page.locator("main a").count(), one
        context.close()
    assert texts[True].keys() == kinds.keys()
    needy = {"search", "explore", "briefing"}
    assert {kind for kind in kinds if len(texts[True][kind] - texts[False][kind]) > FEW} <= needy


def test_nothing_inline_runs(page, address):
    """The policy of the page stops a script that was smuggled into it."""
    page.goto(f"{address}en/")
    page.evaluate(
        "() => { const one = document.createElement('script'); one.textContent = 'window.smuggled = 1';"
        " document.body.append(one); }"
    )
    assert page.evaluate("window.smuggled") is None


def test_arabic_runs_from_right_to_left(page, address):
    """The heading begins at the right, the facts stand at the left, and no letter is spaced or slanted."""
    page.goto(f"{address}ar/priorities/cybercrime/")
    text, side = page.locator(".text").bounding_box(), page.locator(".side").bounding_box()
    assert text["x"] > side["x"]
    shape = "one => one.letterSpacing + one.textTransform + one.fontStyle"
    styles = page.eval_on_selector_all(
        ":lang(ar)", f"all => all.map(one => getComputedStyle(one)).map({shape})"
    )
    assert set(styles) == {"normalnonenormal"}


def test_the_dark_is_dark(browser, address):
    """A reader who prefers the dark gets it."""
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{address}en/")
    shade = page.eval_on_selector("body", "one => getComputedStyle(one).backgroundColor")
    context.close()
    assert all(int(part) < 60 for part in shade.removeprefix("rgb(").removesuffix(")").split(","))


def test_paper_gets_the_text_alone(page, address):
    """Menus, filters and forms are not printed; the whole text makes a PDF of a few pages."""
    page.goto(f"{address}en/strategy/")
    page.emulate_media(media="print")
    for part in (".menu", ".languages", ".contents", ".toc"):
        assert not page.locator(part).first.is_visible()
    body = page.pdf(format="A4")
    assert body.startswith(b"%PDF")
    assert 2 <= body.count(b"/Type /Page\n") <= 14


def test_the_page_of_missing_things_is_whole_at_any_depth(page, real_site, tmp_path):
    """Where the site stands in a folder of its host, the page that answers for others finds its sheet and the homes."""
    (tmp_path / "euromed").symlink_to(real_site)
    (tmp_path / "404.html").symlink_to(real_site / "404.html")
    with hosted(tmp_path) as address:
        page.goto(f"{address}euromed/en/no/such/page/")
        assert "Gazette Sans" in page.eval_on_selector("body", "one => getComputedStyle(one).fontFamily")
        assert page.get_attribute("section[lang=fr] form", "action") == urlsplit(SITE).path + "fr/search/"
        page.fill("section[lang=fr] input", "armes")
        page.press("section[lang=fr] input", "Enter")
        expect(page).to_have_url(f"{address}euromed/fr/search/?q=armes")
        page.goto(f"{address}euromed/en/no/such/page/")
        page.click("a[hreflang=ar]")
        expect(page.locator("html")).to_have_attribute("dir", "rtl")


def test_no_name_takes_the_number_beside_it(page, address):
    """In Arabic the number with which a sentence begins stands before its words, not inside the years before it."""
    page.goto(f"{address}ar/crosswalk/")
    gaps = page.evaluate(
        r"""() => {
            const lead = document.querySelector(".lead"), text = lead.firstChild;
            lead.style.whiteSpace = "nowrap";
            const box = (from, to) => {
                const range = document.createRange();
                range.setStart(text, from);
                range.setEnd(text, to);
                return range.getBoundingClientRect();
            };
            return [...text.data.matchAll(/(\d+) من أصل/g)].map(({ index, 1: number }) => {
                const end = index + number.length;
                return box(index, end).left - box(end + 1, end + 3).right;
            });
        }"""
    )
    assert len(gaps) == 3
    assert all(0 < gap < 12 for gap in gaps)
