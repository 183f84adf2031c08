"""The descriptions as they stand in built pages: what a harvester finds when it reads the HTML and nothing else."""

import json

import pytest
from rdflib import Graph
from selectolax.lexbor import LexborHTMLParser

from tests.conformance.shapes import check

pytestmark = [pytest.mark.shared, pytest.mark.filterwarnings("ignore")]
SHAPES = ("googleRequired.ttl", "googleRecommended.ttl", "soso_common_v1.2.3.ttl")
LANGUAGES = ("en", "fr", "ar")


def blocks(path):
    """The descriptions in a page's head, by type."""
    tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
    found = [json.loads(node.text()) for node in tree.css('head script[type="application/ld+json"]')]
    return {node["@type"]: node for node in found}


def graph(node):
    """The description as a harvester reads it; the shapes speak of the http form of schema.org."""
    body = {**node, "@context": {"@vocab": "http://schema.org/"}}
    return Graph().parse(data=json.dumps(body), format="json-ld")


@pytest.fixture(scope="module")
def described(real_site):
    """The built site, if its pages carry descriptions."""
    if not blocks(real_site / "en/index.html"):
        pytest.skip("the pages carry no descriptions yet")
    return real_site


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_home_page_and_the_page_of_all_datasets_describe_the_package(standards, described, language):
    """Nothing that is required or recommended is missing from what the page itself says."""
    for path in (described / language / "index.html", described / language / "data/index.html"):
        node = blocks(path)["Dataset"]
        for name in SHAPES:
            assert check(graph(node), standards / "esip" / name).findings == (), (path, name)


def test_every_dataset_page_describes_its_table(standards, described, publication):
    """Each table's page has the description of that table, with files that exist in the site."""
    for number, table in enumerate(publication.tables):
        language = LANGUAGES[number % len(LANGUAGES)]
        node = blocks(described / language / "data" / table.name / "index.html")["Dataset"]
        # The lines of the source are under no licence, and the editors' own tables cite no source.
        absent = set() if publication.documents_of(table) else {"citation"}
        absent |= {"license"} if table.name == "passages" else set()
        for name in SHAPES:
            report = check(graph(node), standards / "esip" / name)
            assert {path for path, _, _ in report.findings} <= absent, (table.name, name)
        for one in node["distribution"]:
            path = described / one["contentUrl"].removeprefix(publication.homepage)
            assert f"{path.stat().st_size} B" == one["contentSize"]


def test_a_missing_fact_is_found_in_a_page(standards, described):
    """The shapes are not deaf to what comes from a page either."""
    node = blocks(described / "en/index.html")["Dataset"]
    del node["description"]
    assert check(graph(node), standards / "esip" / SHAPES[0]).findings


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_full_text_is_a_report(described, publication, language):
    """It says what it is, in which language, and which data it belongs to."""
    node = blocks(described / language / "strategy/index.html")["Report"]
    assert node["inLanguage"] == language
    assert node["url"] == f"{publication.homepage}{language}/strategy/"
    assert node["mainEntity"]["@id"] == blocks(described / "en/index.html")["Dataset"]["@id"]


def test_every_page_below_the_home_page_tells_the_way_to_it(described, publication):
    """Steps are numbered from one, lead to pages that exist, and end at the page itself."""
    pages = [
        path for path in sorted((described / "en").rglob("index.html")) if path.parent != described / "en"
    ]
    for path in pages:
        steps = blocks(path)["BreadcrumbList"]["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        files = [described / step["item"].removeprefix(publication.homepage) / "index.html" for step in steps]
        assert files[-1] == path
        assert all(file.is_file() and step["name"] for file, step in zip(files, steps, strict=True))
