"""Long texts in parts: every line and every record has its page, and the old addresses lead on."""

import pytest
from selectolax.lexbor import LexborHTMLParser

LANGUAGES = ("en", "fr", "ar")


@pytest.fixture(scope="module")
def read(real_site):
    """A page of the real site by its path, as a browser reads it."""

    def page(path):
        return LexborHTMLParser((real_site / path).read_text(encoding="utf-8"))

    return page


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_is_found_from_its_old_place(real_site, read, language):
    """The index has each line under the id that it had on the one long page, and links to where it is read."""
    index = read(f"{language}/source/index.html")
    links = {node.attributes["id"]: node.attributes["href"] for node in index.css(".letters a[id]")}
    assert len(links) > 100
    found = {}
    for file in (real_site / language / "source").glob("*/*/index.html"):
        path = file.relative_to(real_site).as_posix()
        for row in read(path).css("tbody tr"):
            assert row.attributes["id"] not in found
            found[row.attributes["id"]] = f"../../{path}#{row.attributes['id']}"
    assert links == found


@pytest.mark.parametrize("side", ["all", "en-fr", "fr-ar"])
def test_every_record_stands_side_by_side_once(real_site, read, side):
    """The parts together hold each record of the whole text once, in the order of reading."""
    whole = read("en/strategy/index.html")
    wanted = {
        node.attributes["href"].rpartition("en/")[2].removesuffix("index.html")
        for node in whole.css(".document a.term-link, .document .entry a")
        if "/glossary/" not in node.attributes["href"]
    }
    first = read(f"en/parallel/{'' if side == 'all' else f'{side}/'}index.html")
    parts = [node.attributes["href"].rpartition("en/")[2] for node in first.css(".choices")[1].css("a")]
    assert len(parts) > 1
    rows = [
        node.attributes["href"].rpartition("en/")[2].removesuffix("index.html")
        for part in parts
        for node in read(f"en/{part}").css(".sides tbody th a")
    ]
    assert len(rows) == len(set(rows))
    assert wanted <= set(rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_parts_side_by_side_keep_the_places_of_the_long_page(read, language):
    """Each table that the whole text begins with has its id on the first page: as a heading, or on the way there."""
    whole, first = read(f"{language}/strategy/index.html"), read(f"{language}/parallel/index.html")
    places = {node.attributes["id"] for node in first.css("main [id]")}
    assert {node.attributes["id"] for node in whole.css(".document h2")} <= places
