"""axe-core finds nothing: on one page of each kind, in every language, in the light and in the dark."""

from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.javascript import MODULES, require

pytestmark = [pytest.mark.browser, pytest.mark.node]

FOUND = "violations.map(one => [one.id, one.nodes.map(node => node.html.slice(0, 200))])"
EVERY = f"async () => (await axe.run()).{FOUND}"
COLOURS = f"async () => (await axe.run({{ runOnly: ['cat.color'] }})).{FOUND}"
PLACES = """() => [...document.querySelectorAll("*")].map(one => {
    const { x, y, width, height } = one.getBoundingClientRect();
    return [x, y, width, height, getComputedStyle(one).visibility].join();
}).join(";")"""


def faults(page, address):
    """What axe-core finds on a page by any rule that it runs by default, in the light and in the dark.

    In the dark nothing may stand elsewhere than in the light: then only the rules on colours can answer otherwise.
    """
    page.emulate_media(color_scheme="light")
    page.goto(address)
    # What comes late moves what stands behind it: letters, and the form of the search with its index.
    page.evaluate("document.fonts.ready.then(() => null)")
    expect(page.locator("form[hidden]")).to_have_count(0)
    page.evaluate((MODULES / "axe-core/axe.min.js").read_text(encoding="utf-8"))
    light, places = page.evaluate(EVERY), page.evaluate(PLACES)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(PLACES) == places, "in the dark something stands elsewhere"
    return light + [["dark", *one] for one in page.evaluate(COLOURS)]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_axe_finds_nothing(page, address, kinds, language):
    """Not one violation."""
    require()
    found = {kind: faults(page, f"{address}{language}/{path}") for kind, path in kinds.items()}
    assert {kind: one for kind, one in found.items() if one} == {}


def test_axe_would_tell(page):
    """A page without a language is found out, and one whose words are pale in the dark alone."""
    require()
    style = "<style>@media (prefers-color-scheme: dark) { p { color: #333; background: #000 } }</style>"
    body = f"<title>a</title>{style}<main><h1>a</h1><p>Words</p></main>"
    found = faults(page, f"data:text/html,{quote(body)}")
    assert [one[:-1] for one in found] == [["html-has-lang"], ["dark", "color-contrast"]]
