"""The site's fonts in a real browser: they come from the site alone, are used, and move nothing when they come."""

import time
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser

PATHS = ("", "priorities/cybercrime/")
LATIN = {"gazette-sans-regular.woff2", "gazette-sans-semibold.woff2"}
ARABIC = {"gazette-sans-arabic-regular.woff2", "gazette-sans-arabic-semibold.woff2"}
SHIFTS = (
    "window.moved = 0; new PerformanceObserver(list => {"
    " for (const one of list.getEntries()) window.moved += one.value;"
    "}).observe({ type: 'layout-shift', buffered: true })"
)
GOOD = 0.05
"""Half of what the web's own measure still calls good (0.1)."""


@pytest.mark.parametrize(("language", "files"), [("en", LATIN), ("fr", LATIN), ("ar", LATIN | ARABIC)])
def test_pages_load_the_fonts_of_their_script_from_the_site(browser, address, language, files):
    """Latin pages ask for two files, Arabic ones for four; the policy complains of none, and headings use them."""
    for path in PATHS:
        context = browser.new_context()
        page = context.new_page()
        asked, said = [], []
        page.on("request", lambda one: asked.append(one.url) if one.resource_type == "font" else None)  # noqa: B023
        page.on("console", lambda one: said.append(one.text))  # noqa: B023
        page.goto(f"{address}{language}/{path}", wait_until="networkidle")
        assert {urlsplit(one).netloc for one in asked} == {urlsplit(address).netloc}
        assert {one.rpartition("/")[2] for one in asked} == files
        assert said == []
        failed = page.evaluate(
            "[...document.fonts].filter(one => one.status === 'error').map(one => one.family)"
        )
        assert not [one for one in failed if "Gazette" in one]  # what stands in is there or not
        session = context.new_cdp_session(page)
        session.send("DOM.enable")
        session.send("CSS.enable")
        root = session.send("DOM.getDocument")["root"]["nodeId"]
        heading = session.send("DOM.querySelector", {"nodeId": root, "selector": "h1"})["nodeId"]
        used = session.send("CSS.getPlatformFontsForNode", {"nodeId": heading})["fonts"]
        assert all(one["familyName"].startswith("Gazette Sans") for one in used)
        assert all(one["isCustomFont"] for one in used)
        context.close()


def test_fonts_load_from_a_disk(page, real_site):
    """The offline edition has them too: their addresses are relative."""
    page.goto((real_site / "ar/index.html").as_uri(), wait_until="networkidle")
    loaded = page.evaluate(
        "[...document.fonts].filter(one => one.status === 'loaded').map(one => one.family)"
    )
    assert {"Gazette Sans", "Gazette Sans Arabic"} <= {one.strip('"') for one in loaded}


def test_little_moves_when_the_fonts_come_late(browser, address):
    """The fonts that stand in until then have the same width, so that nobody loses the line."""
    far = {}
    for language in ("en", "fr", "ar"):
        for path in PATHS:
            for width in (412, 1280):
                context = browser.new_context(viewport={"width": width, "height": 900})
                page = context.new_page()
                page.add_init_script(SHIFTS)
                page.route("**/*.woff2", lambda route: (time.sleep(0.3), route.continue_()))
                page.goto(f"{address}{language}/{path}", wait_until="networkidle")
                if (moved := page.evaluate("window.moved")) > GOOD:
                    far[language, path, width] = moved
                context.close()
    assert far == {}
