"""What a reader meets first and in which order: the full text, the sentence on records, the state of translations."""

import json
import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from gazette import urls
from gazette.site.reader import Reader
from gazette.site.tree import descendants, summary
from gazette.site.words import load_words
from tests.declared import declared, hostile

LANGUAGES = ("en", "fr", "ar")


def _places(nodes):
    """Where links lead, below the folder of the language."""
    return [node.attributes["href"].rstrip("/").replace("../", "") for node in nodes]


def _priorities(real_site, language):
    folder = real_site / language / "priorities"
    return sorted(file.parent.name for file in folder.glob("*/index.html"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_full_text_has_the_order_of_the_records(real_site, read, language):
    """What belongs to a priority stands in the full text in the order in which the priority's own page lists it."""
    whole = _places(
        read(f"{language}/strategy/index.html").css(".document li > a, .document .entry > a:not(.anchor)")
    )
    assert len(whole) == len(set(whole))
    names = _priorities(real_site, language)
    assert len(names) > 10
    for name in names:
        here = f"{language}/priorities/{name}"
        below = _places(read(f"{here}/index.html").css(".tree li > a"))
        start = whole.index(here) + 1
        assert below
        assert whole[start : start + len(below)] == below


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contents_name_every_priority(real_site, read, language):
    """The list of contents leads to each priority on the page, under its tier."""
    page = read(f"{language}/strategy/index.html")
    named = {node.attributes["href"] for node in page.css(".toc ul a")}
    assert named == {f"#priorities/{name}" for name in _priorities(real_site, language)}
    assert {f"#{node.attributes['id']}" for node in page.css(".document h4[id]")} == named


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_state_of_a_translation_stands_first(real_site, language):
    """Every page in a language that is not the source's opens with the state of it; none in the source's."""
    for file in (real_site / language).rglob("index.html"):
        main = LexborHTMLParser(file.read_text(encoding="utf-8")).css_first("main")
        if main is None:
            continue
        first = next(main.iter(), None)
        stated = first is not None and first.attributes.get("class") == "state"
        assert stated == (language != "en"), file
        assert len(main.css(".state")) == int(stated), file


def test_a_record_begins_with_a_sentence(read):
    """Under its heading a record says of what kind it is, among how many, in what, and how much belongs to it."""
    page = read("en/priorities/cybercrime/index.html")
    sentence = " ".join(page.css_first("h1 + .standing").text().split())
    assert sentence == "One of 4 crime priorities in 1st Tier. It has 2 actions and 3 measures."
    meta = page.css_first("meta[name=description]").attributes["content"]
    assert meta.startswith(f"Cybercrime. {sentence}")
    french = read("fr/priorities/document-fraud/index.html").css_first("h1 + .standing").text()
    assert french.strip().endswith("On y compte 1 action, 1 mesure et 3 sujets de formation.")
    arabic = read("ar/priorities/cybercrime/index.html").css_first("h1 + .standing").text()
    assert arabic.strip().endswith("ويشمل ذلك: الإجراءات (2) والتدابير (3).")


def test_how_we_know_is_closed_and_quotes_the_lines_among_their_neighbours(read):
    """A record shows what it says first; its lines stand in a closed section, marked among those around them."""
    for language in LANGUAGES:
        page = read(f"{language}/priorities/cybercrime/index.html")
        section = page.css_first("details#evidence")
        assert "open" not in section.attributes
        assert not page.css("main .reading")
        marked = [line.text() for line in section.css(".passage mark")]
        assert marked == [quote.text() for quote in section.css(".proof q")]
        for passage in section.css(".passage"):
            numbers = [int(line.css_first("a").text()) for line in passage.css("p")]
            assert numbers == sorted(set(numbers))
            assert len(numbers) >= 3


@pytest.mark.parametrize("catalog", [declared(), hostile()], ids=["declared", "hostile"])
def test_any_package_has_sentences(catalog):
    """Records of another package begin so too, whatever their texts are; what counts nothing is left out."""
    reader = Reader(catalog, load_words("en"), {})
    for table in reader.paged:
        for record in table.records:
            view = summary(reader, urls.record("en", record), record)
            assert view["text"].endswith(".")
            assert [item["text"] for item in view["above"]] == [
                reader.label(item)["text"] for item in catalog.ancestors(record)
            ]
            below = sum(1 for _ in descendants(catalog, record))
            assert (view["counts"] is None) == (below == 0)


@pytest.mark.parametrize("path", ["strategy", "briefing", "datasets", "measures/drug-laboratory-exercises"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_cited_in_the_same_form(real_site, read, language, path):
    """Who made it, the year, the title, the version and the address, in this order, on every kind of page."""
    folder = "data" if path == "datasets" else path
    newest = json.loads((real_site / "data/versions.json").read_text("utf-8"))["latest"]
    said = (
        read(f"{language}/{folder}/index.html")
        .css_first("q.citation")
        .text()
        .replace(f"{newest}.", f"{newest} ")
    )
    year, version, address = said.index("(2026)"), said.index(f"{newest} "), said.index("https://")
    assert 0 < year < version < address


def test_what_can_belong_to_a_kind_is_asked_of_the_catalogue_once():
    """However many records a table has, the kinds below it are worked out together, in the package's order."""
    catalog = declared()
    kinds = catalog.kinds_below
    assert {name: [one.name for one in found] for name, found in kinds.items()} == {"quays": ["boats"]}
    assert catalog.kinds_below is kinds


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_front_page_says_in_three_sentences_what_this_is_and_leads_to_a_short_page(read, language):
    """The article of order 0 introduces the publication; at most 400 words, facts with their references."""
    box = read(f"{language}/index.html").css_first(".hero .lead")
    assert len([end for end in re.split(r"[.](?:\s|$)", box.text(deep=False)) if end.strip()]) == 3
    assert box.css_first("a").attributes["href"].endswith("what-is-this/")
    page = read(f"{language}/what-is-this/index.html").css_first("main")
    assert len(page.css_first(".prose").text().split()) <= 400
    references = {link.attributes["href"].split("/")[-2] for link in page.css('a[href*="/references/"]')}
    assert references == {"cepol-euromed-police", "eucrim-empact-2026"}


def test_every_heading_of_a_page_can_be_linked_to(real_site, read):
    """Each heading of the text has an id and a link to itself, or is the link to what it names."""
    bare = set()
    for file in sorted((real_site / "fr").rglob("index.html")):
        for node in read(file.relative_to(real_site)).css("main :is(h2, h3)"):
            name, anchor = node.attributes.get("id"), node.css_first("a.anchor")
            named = name and anchor and anchor.attributes["href"] == f"#{name}"
            if not named and not node.css_first("a") and not node.parent.parent.attributes.get("id"):
                bare.add((file.relative_to(real_site).parts[1], node.html))
    assert bare == set()


def test_a_reader_goes_through_a_tier_and_on_to_the_next(read):
    """The last priority of a tier leads to the first of the next, and says so; inside a tier nothing is said."""
    last = read("en/priorities/migrant-smuggling-and-thb/").css_first(".neighbours .after")
    assert last.css_first("a").attributes["href"].endswith("priorities/environmental-crime/")
    assert last.css_first(".by").text() == "After: 2nd Tier"
    inner = read("en/priorities/cybercrime/").css_first(".neighbours")
    assert [node.text() for node in inner.css(".by")] == ["After"]


def test_a_record_says_in_which_release_it_changed_last(real_site, read):
    """The release and its day, as the record's own history ends."""
    for name in _priorities(real_site, "fr"):
        page = read(f"fr/priorities/{name}/")
        facts = {node.css_first("dt").text(): node.css_first("dd") for node in page.css(".side .facts > div")}
        newest = page.css(".story li")[-1]
        changed = facts["Dernière modification"]
        assert changed.css_first("a").attributes["href"] == newest.css_first("a").attributes["href"]
        assert changed.css_first("time").attributes == newest.css_first("time").attributes
