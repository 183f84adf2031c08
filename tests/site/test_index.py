"""The search index: the same pages give the same bytes, and every facet names results that exist."""

import gzip
import json

import pytest

from gazette.site import can_search, write_index
from gazette.site.found import Found
from gazette.site.page import Page
from gazette.store import Store

pytestmark = pytest.mark.skipif(not can_search(), reason="the extra `search` is not installed")

NAMES = ("alder", "birch", "cedar", "elm", "fir", "hazel", "larch", "maple", "oak", "pine", "rowan", "yew")


def made() -> dict[str, bytes]:
    """The index of a dozen small pages in two languages, and of one that does not ask for it."""
    pages, index = [], {}
    for language in ("en", "fr"):
        for number, name in enumerate(NAMES):
            path = f"{language}/trees/{name}/index.html"
            one = Found(
                path if number % 2 else f"{language}/trees/index.html#{name}",
                name,
                "Tree",
                ("Grove",) if number % 3 else (),
                (f"l’{name} <b>x</b>",) if number % 4 else (),
                {"Kind": f"kind {number % 5}"},
            )
            view = {"found": () if name == "yew" else (one.document(language),)}
            pages.append(Page(path, "x.html", view, language, {}))
    write_index(pages, index.__setitem__, Store(None))
    return index


def fragments(index: dict[str, bytes]) -> list[dict[str, object]]:
    """What the index keeps of each result."""
    return [
        json.loads(gzip.decompress(body).removeprefix(b"pagefind_dcd"))
        for path, body in sorted(index.items())
        if path.endswith(".pf_fragment")
    ]


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


def test_a_result_is_its_own_texts_and_nothing_else():
    """The words of the record, or its name where it has no other; its kind and place are told beside them."""
    found = {one["url"]: one for one in fragments(made())}
    assert len(found) == 2 * (len(NAMES) - 1)
    assert found["/fr/trees/birch/"]["content"] == "l\u02bc birch <b>x</b>"
    assert found["/fr/trees/birch/"]["meta"] == {"title": "birch", "kind": "Tree", "within": "Grove"}
    assert found["/fr/trees/~cedar/"]["content"].startswith("l\u02bc cedar")
    assert found["/fr/trees/~alder/"]["content"] == "alder."
    assert "within" not in found["/fr/trees/~alder/"]["meta"]


def test_a_name_without_a_word_is_left_out():
    """Pagefind finds no word in a dash: nothing narrows to such a result, and the index is made all the same."""
    index = {}
    found = [Found(f"en/x/{name}/index.html", name, "Tree", facets={"Kind": name}) for name in ("—", "fir")]
    write_index(
        [Page("en/x/index.html", "x.html", {"found": [one.document("en") for one in found]}, "en", {})],
        index.__setitem__,
        Store(None),
    )
    assert list(json.loads(index["search/facets-en.json"])["Kind"]) == ["fir"]


def test_arabic_words_are_found_without_their_article():
    """A word that has the article, alone or after a preposition, is also kept without; marks are left out."""
    one = Found("ar/x/index.html", "الاتجار بالمُخدرات", "أولوية")
    assert 'content="اتجار مخدرات"' in one.document("ar").body.decode()
    assert "bare" not in one.document("fa").body.decode()


def test_no_text_breaks_out_of_its_document():
    """A name with quotes and tags is a name."""
    one = Found("en/x/index.html", '"><script>x</script>', "<i>", texts=("<!--",))
    document = one.document("en").body.decode()
    assert "<script" not in document
    assert "<i>" not in document
    assert "<!--" not in document
