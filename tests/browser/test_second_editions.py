"""Second editions in the browser: axe-core finds nothing, nothing fails to load, and no page is wider than a phone."""

import pytest

from tests import editions
from tests.browser.conftest import kinds_of, serving
from tests.javascript import MODULES, require

pytestmark = [pytest.mark.browser, pytest.mark.node]

AXE = "async () => (await axe.run()).violations.map(({id, nodes}) => [id, nodes.map(one => one.html)])"

EMPTY = """() => [...document.querySelectorAll("h1,h2,h3,h4,h5,h6,p,li,dt,dd,section,article,aside,nav,figure,dl")]
    .filter(node => node.checkVisibility() && node.role !== 'status' && !node.innerText.trim()
        && !node.querySelector('img,svg,input,button,select,canvas'))
    .map(node => node.outerHTML.slice(0, 200))"""
WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.mark.parametrize("name", editions.EDITIONS)
def test_a_reader_meets_nothing_broken(name, edition_sites, browser):
    """One page of each kind: no violation of axe-core, no failed request or script, nothing empty that is seen."""
    require()
    axe = (MODULES / "axe-core/axe.min.js").read_text(encoding="utf-8")
    language = next(
        path.name for path in sorted(edition_sites[name].iterdir()) if (path / "data/index.html").is_file()
    )
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    faults: list[object] = []
    page.on("pageerror", lambda error: faults.append((page.url, str(error))))
    page.on(
        "response",
        lambda answer: faults.append((answer.url, answer.status)) if answer.status >= 400 else None,
    )
    with serving(edition_sites[name]) as address:
        for path in kinds_of(edition_sites[name] / language).values():
            page.goto(f"{address}{language}/{path}", wait_until="networkidle")
            page.evaluate(axe)
            faults += [(path, violation) for violation in page.evaluate(AXE)]
            faults += [(path, "empty", html) for html in page.evaluate(EMPTY)]
            faults += [(path, "wider than a phone")] if page.evaluate(WIDE) else []
    context.close()
    assert faults == []
