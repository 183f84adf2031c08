"""Pictures and tables where colours, room or paper are not what the sheet asks for."""

import pytest

pytestmark = pytest.mark.browser

FILL = "node => getComputedStyle(node).fill"


def test_forced_colours_keep_the_marks_apart(browser, address):
    """In the matrix's picture a filled mark has the colour of the text, a hollow one that of the ground."""
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{address}en/matrix/")
    strong, hollow, text = (
        page.locator(f".chart {one}").first.evaluate(FILL) for one in ("rect.strong", "rect.dot", "text")
    )
    assert strong == text != hollow
    page.goto(f"{address}en/")
    bars = page.locator(".chart .bar")
    for place in range(bars.count()):
        assert bars.nth(place).evaluate(FILL) == hollow
    context.close()


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_matrix_prints_without_broken_words(page, address, language):
    """On a landscape sheet no word of a header is wider than its cell, and its letters are those of the cells."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1000, "height": 700})
    page.goto(f"{address}{language}/matrix/")
    assert page.evaluate(
        """() => {
            const heads = [...document.querySelectorAll('.grid thead th')];
            const size = node => getComputedStyle(node).fontSize;
            const cell = document.querySelector('.grid td');
            const broken = heads.filter(head => {
                const words = document.createTreeWalker(head, NodeFilter.SHOW_TEXT);
                for (let node; (node = words.nextNode());)
                    for (const found of node.data.matchAll(/[^\\s-]+/g)) {
                        const range = document.createRange();
                        range.setStart(node, found.index);
                        range.setEnd(node, found.index + found[0].length);
                        const rows = new Set([...range.getClientRects()].map(one => Math.round(one.top)));
                        if (rows.size > 1) return true;
                    }
                return false;
            });
            return [broken.map(one => one.textContent), heads.filter(head => size(head) !== size(cell)).length];
        }"""
    ) == [[], 0]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_head_stands_still_between_pages(page, address, language):
    """The head of the data page is as high as that of the matrix, whatever the page is called."""
    found = set()
    for path in ("data/", "matrix/", "data/actions/"):
        page.goto(f"{address}{language}/{path}")
        found.add(page.locator(".mast").evaluate("node => node.getBoundingClientRect().height"))
    assert len(found) == 1


@pytest.mark.parametrize("path", ["data/actions/", "quality/", "measures/", "actions/"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_tables_are_stacked_where_there_is_no_room(page, address, language, path):
    """At 320 px lists, dictionaries and quality tables show every cell without scrolling sideways."""
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{address}{language}/{path}")
    tables = page.locator("table.stacked")
    assert tables.count() > 0
    for place in range(tables.count()):
        holder = tables.nth(place).locator("xpath=..")
        assert holder.evaluate("node => node.scrollWidth <= node.clientWidth")
        assert tables.nth(place).locator("thead").is_hidden()


@pytest.mark.parametrize("width", [768, 1280])
def test_two_languages_stand_side_by_side(page, address, width):
    """From 768 px on both are beside each other, and a column's head runs as its language does."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}en/parallel/tiers/")
    page.uncheck(".show-2")
    assert page.locator(".side-2:visible").count() == 0
    row = page.locator(".sides tbody tr").first
    tops = row.locator("td:visible").evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
    assert len(tops) == 2
    assert len(set(tops)) == 1
    heads = page.locator(".sides thead th[dir]:visible")
    assert heads.evaluate_all("all => all.map(one => getComputedStyle(one).direction)")[:2] == ["ltr", "rtl"]


def test_levels_of_the_parallel_text_differ(page, address):
    """Levels differ in weight, size or ground; what holds nothing is plain, on the third level as on the fourth."""
    page.goto(f"{address}en/parallel/tiers/")
    looks = [
        page.locator(f".sides .depth-{depth} td").first.evaluate(
            "node => (({fontWeight, fontSize, backgroundColor}) => "
            "[fontWeight, fontSize, backgroundColor].join())(getComputedStyle(node))"
        )
        for depth in range(4)
    ]
    assert len(set(looks)) == len(looks)


def test_an_answer_in_sql_breaks_no_id_on_a_phone(page, address):
    """At 320 px the cells of an answer break between words and after hyphens, never within a word."""
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{address}ar/data/explore/")
    lines = page.evaluate(
        """() => {
            const row = document.getElementById("rows").insertRow();
            for (let count = 0; count < 6; count += 1) row.insertCell().textContent = "first-tier";
            const range = document.createRange();
            range.selectNodeContents(row.cells[0]);
            return range.getClientRects().length;
        }"""
    )
    assert lines <= 2
