"""The pages in no language: the door, the permanent addresses, the page for what is not there."""

from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from gazette.model import Text
from gazette.site.pages import door, missing, permanent
from gazette.site.reader import Reader
from gazette.site.render import render
from gazette.site.settings import THEME
from gazette.site.words import load_words
from tests.catalogs import pages_of
from tests.declared import declared


def shown(catalog, kind):
    """The pages of a kind by path, as a browser reads them."""
    bodies = {}
    render(
        pages_of(kind, [Reader(catalog, load_words(one), {}) for one in catalog.languages]),
        bodies.__setitem__,
    )
    return {path: LexborHTMLParser(body.decode("utf-8")) for path, body in bodies.items()}


def test_who_arrives_is_told_what_this_is():
    """The description of the publication stands on the door and on permanent pages, once for each language."""
    catalog = declared()
    for tree in (
        *shown(catalog, door).values(),
        *(tree for path, tree in shown(catalog, permanent).items() if path.count("/") == 3),
    ):
        said = [one for one in tree.css("p.by") if "The boats of a harbour" in one.text()]
        assert len(said) == len(catalog.languages)
        marked = [one.css_first("span[lang=en]") is not None for one in said]
        assert marked == [code != "en" for code in catalog.languages], "what is not translated says so"


def test_a_door_says_of_each_text_in_which_language_it_is():
    """A title without a translation is marked with its own language and direction."""
    catalog = replace(declared(), title=Text.of({"en": "Harbour <b>"}))
    titles = shown(catalog, door)["index.html"].css("h1 > span")
    assert [title.text() for title in titles] == ["Harbour <b>"] * 3
    assert [title.css_first("span span[lang=en][dir=ltr]") is not None for title in titles] == [
        False,
        True,
        True,
    ]


def test_there_is_one_head_for_these_pages_and_one_for_all_others():
    """No other template begins a document of its own."""
    begun = {
        one.name for one in (THEME / "templates").iterdir() if "<!doctype" in one.read_text(encoding="utf-8")
    }
    assert begun == {"base.html", "bare.html"}
    assert shown(declared(), missing)["404.html"].css_first("link[rel=stylesheet]")
