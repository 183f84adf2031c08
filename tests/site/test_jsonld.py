"""schema.org in pages: what is written is data to every reader, and nothing else passes under its name."""

import json
from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser

from gazette.export import export_all
from gazette.model import Text
from gazette.site import jsonld
from gazette.site.frame import POLICY
from gazette.site.page import Page
from gazette.site.proof import Seen, prove, read_back
from gazette.site.reader import Reader
from gazette.site.words import load_words
from tests.catalogs import harbour
from tests.declared import HOSTILE, declared

BLOCK = '<script type="application/ld+json">{"@type":"Thing"}</script>'
BODY = (
    '<!doctype html><html lang="en" dir="ltr"><head><title>T</title>'
    '<meta http-equiv="Content-Security-Policy" content="%s">%s</head><body><h1>T</h1>%s</body></html>'
)


def reader_of(catalog, language="en"):
    """A reader of a catalogue with its files."""
    return Reader(catalog, load_words(language), {one.path: one for one in export_all(catalog)})


def node_of(block):
    """What a browser finds in the one script of a block."""
    (script,) = LexborHTMLParser(f"<head>{block}</head>").css("script")
    assert jsonld.is_block(script.attributes, script.text())
    return json.loads(script.text())


def faults(head="", body=""):
    """What the proof says of a page with this in it."""
    page = Page("index.html", "x.html", {"lang": "en", "dir": "ltr"}, "en", {})
    seen = Seen([(page.path, read_back(page, (BODY % (POLICY, head, body)).encode()))])
    return [problem.message for problem in prove(seen, ["static/a.js"], lambda _: (), "https://a.internal/")]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_package_a_table_and_the_text_are_described(language):
    """Each block has its type, the page's language and addresses of the site."""
    reader = reader_of(declared(), language)
    package, table, report = (
        node_of(block)
        for block in (
            jsonld.package(reader, "en/index.html"),
            jsonld.dataset(reader, reader.catalog.tables[1], "en/index.html"),
            jsonld.report(reader),
        )
    )
    assert package["@type"] == table["@type"] == "Dataset"
    assert package["includedInDataCatalog"]["@type"] == "DataCatalog"
    assert table["isPartOf"]["@id"] == package["@id"] == report["mainEntity"]["@id"]
    assert table["url"] == f"https://harbour.internal/{language}/data/boats/"
    assert {one["encodingFormat"] for one in table["distribution"]} >= {"text/csv", "application/json"}
    assert report["@type"] == "Report"
    assert report["inLanguage"] == language


def test_the_way_to_a_page_is_absolute_and_ends_at_it():
    """The trail's relative links become addresses; the page itself comes last; no trail, no block."""
    reader = reader_of(harbour())
    trail = [
        {"text": "Home", "href": "../../"},
        {"text": "Boats", "href": "../"},
        {"text": "Nowhere", "href": None},
    ]
    (block,) = jsonld.way(reader, "en/boats/heron/index.html", trail, {"text": "Heron"})
    items = node_of(block)["itemListElement"]
    assert [(one["position"], one["name"], one["item"]) for one in items] == [
        (1, "Home", "https://harbour.internal/en/"),
        (2, "Boats", "https://harbour.internal/en/boats/"),
        (3, "Heron", "https://harbour.internal/en/boats/heron/"),
    ]
    assert jsonld.way(reader, "en/index.html", [], {"text": "Home"}) == []


def test_hostile_text_stays_text():
    """A title that would end the script comes back as it was, and brings no element in."""
    catalog = replace(declared(), title=Text.of({"en": HOSTILE}), description=Text.of({"en": HOSTILE * 2}))
    block = jsonld.package(reader_of(catalog), "en/index.html")
    assert node_of(block)["name"] == HOSTILE
    assert block.count("<") == 2
    assert faults(head=str(block)) == []


def test_a_block_of_data_is_let_through():
    """JSON of the one type may stand on a page, in its head or its text."""
    assert faults() == []
    assert faults(head=BLOCK) == []
    assert faults(body=BLOCK) == []
    assert faults(body='<script type="module" src="static/a.js"></script>') == []


@pytest.mark.parametrize(
    "script",
    [
        "<script>alert(1)</script>",
        '<script type="application/ld+json">alert(1)</script>',
        '<script type="application/ld+json">[1]</script>',
        '<script type="application/ld+json"></script>',
        '<script type="application/ld+json; x">{}</script>',
        '<script type="application/json">{}</script>',
        '<script type="application/ld+json" src="https://evil.internal/x">{}</script>',
        '<script type="application/ld+json" id="x">{}</script>',
        '<script type="module">{}</script>',
        '<script type="importmap">{}</script>',
        '<script src="static/a.js">alert(1)</script>',
        '<script src="data/a.js"></script>',
    ],
)
def test_nothing_else_passes_under_its_name(script):
    """Code, another type, another attribute or another value is a fault of the page."""
    assert any(message.startswith("the page runs what is not the theme's") for message in faults(head=script))


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ('<form action="https://evil.internal/"><input name="q"></form>', "sends what is written to"),
        ('<form action="//evil.internal/"></form>', "sends what is written to"),
        ('<form action="javascript:alert(1)"></form>', "sends what is written to"),
        ('<form action="./" method="post"></form>', "active element"),
        ('<button formaction="https://evil.internal/">x</button>', "active element"),
        ('<form action="search/"></form>', "leads nowhere"),
    ],
)
def test_a_form_leads_to_a_page_of_the_site(form, why):
    """What readers write stays in the address of a page of ours."""
    assert any(why in message for message in faults(body=form))
    assert faults(body='<form action="./" role="search"></form>') == []
