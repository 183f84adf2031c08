"""axe-core finds nothing: on one page of each kind, in every language, in the light and in the dark."""

import pytest

from tests.javascript import MODULES, require

pytestmark = [pytest.mark.browser, pytest.mark.node]

RUN = "async () => (await axe.run()).violations.map(one => [one.id, one.nodes.map(node => node.html.slice(0, 200))])"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_axe_finds_nothing(browser, address, kinds, language, scheme):
    """Not one violation, of any rule that axe-core runs by default."""
    require()
    axe = (MODULES / "axe-core/axe.min.js").read_text(encoding="utf-8")
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    found = {}
    for kind, path in kinds.items():
        page.goto(f"{address}{language}/{path}")
        page.evaluate(axe)
        if violations := page.evaluate(RUN):
            found[kind] = violations
    context.close()
    assert found == {}
