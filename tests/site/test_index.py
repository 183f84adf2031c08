"""The search index: the same pages give the same bytes, and every facet names results that exist."""

import json

import pytest

from gazette.site import can_search, write_index
from gazette.site.page import Page

pytestmark = pytest.mark.skipif(not can_search(), reason="the extra `search` is not installed")

NAMES = ("alder", "birch", "cedar", "elm", "fir", "hazel", "larch", "maple", "oak", "pine", "rowan", "yew")


def made() -> dict[str, bytes]:
    """The index of a dozen small pages in two languages, and of one that does not ask for it."""
    pages, bodies, index = [], {}, {}
    for language in ("en", "fr"):
        for number, name in enumerate(NAMES):
            path = f"{language}/trees/{name}/index.html"
            view = {"indexed": name != "yew", "facets": {"Kind": f"kind {number % 5}"}}
            pages.append(Page(path, "x.html", view, language, {}))
            main = f"<main data-pagefind-body><h1>{name}</h1>l’{name} x</main>"
            bodies[path] = f'<!doctype html><html lang="{language}"><body>{main}</body></html>'.encode()
    write_index(pages, bodies.__getitem__, index.__setitem__)
    return index


def test_the_same_pages_give_the_same_index():
    """Whatever order the indexer works in, no byte differs."""
    assert made() == made()


def test_facets_name_results():
    """A facet's ids are those of the index's own fragments; a page that is not indexed is in none."""
    index = made()
    fragments = {path.rpartition("/")[2].partition(".")[0] for path in index if path.endswith(".pf_fragment")}
    facets = json.loads(index["search/facets-fr.json"])["Kind"]
    named = {one for ids in facets.values() for one in ids}
    assert named <= fragments
    assert len(named) == len(NAMES) - 1
