"""Pictures to take away: each says what it shows, of which version, and is whole at its edges."""

import csv
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from gazette.assemble import assemble
from gazette.load import load
from gazette.project import Project
from gazette.site import site_files
from gazette.site.words import load_words
from tests import packages

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def catalog(root):
    """The real strategy as it is being worked on."""
    return assemble(load(Project(root)))


@pytest.fixture(scope="module")
def drawn(catalog):
    """Every picture of the site by its path, as a tree."""
    made = {one.path: one.body for one in site_files(catalog) if one.path.endswith(".svg")}
    return {path: ElementTree.fromstring(body) for path, body in made.items()}


def said(picture):
    """The lines of a picture, without the marks of their direction."""
    return [node.text.strip("\u2067\u2069") for node in picture.iter(f"{SVG}text")]


def test_every_file_names_itself_its_publication_and_its_version(catalog, drawn):
    """The first line is the title; the last gives publication, version and notice in the picture's language."""
    assert len(drawn) == 4 * len(catalog.languages)
    for path, picture in drawn.items():
        language = path.removesuffix(".svg").rpartition("-")[2]
        lines = said(picture)
        assert lines[0] == picture.find(f"{SVG}title").text
        assert lines[-1].split(" · ") == [
            catalog.title.get(language),
            f"{load_words(language)('Version')} {catalog.version}",
            catalog.about.notice.get(language),
        ]


def test_the_matrix_explains_its_shapes_and_names_its_tiers(catalog, drawn):
    """Each counted table stands beside its shape, and the groups of rows are named."""
    for language in catalog.languages:
        lines = said(drawn[f"charts/matrix-{language}.svg"])
        for name in ("actions", "measures", "topics"):
            assert catalog.by_name[name].title.get(language) in lines
        tiers = catalog.by_name["tiers"]
        assert {tiers.label(one).get(language) for one in tiers.records} <= set(lines)


def test_nothing_is_cut_at_the_edge(drawn):
    """Every box lies inside the picture, with room to spare for its line."""
    for path, picture in drawn.items():
        left, _, wide, _ = map(float, picture.attrib["viewBox"].split())
        for box in picture.iter(f"{SVG}rect"):
            if box.attrib["width"] != "100%":
                assert float(box.attrib["x"]) >= left + 10, path
                assert float(box.attrib["x"]) + float(box.attrib["width"]) <= left + wide - 10, path


def test_arabic_files_begin_on_the_right(drawn):
    """Title and foot line are anchored at the right edge, their text in isolates, without a direction attribute."""
    for path, picture in drawn.items():
        if path.endswith("-ar.svg"):
            for node in (lines := list(picture.iter(f"{SVG}text")))[0], lines[-1]:
                assert (node.attrib["x"], node.attrib["text-anchor"]) == ("1120.0", "end")
                assert node.text[0] + node.text[-1] == "\u2067\u2069"
                assert "direction" not in node.attrib


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_picture_has_its_data_as_a_table_and_as_csv(real_site, language):
    """The table under a picture and the file beside it say the same, in the words of the page."""
    pages = {"overview": f"{language}/index.html"}
    for name, path in pages.items():
        tree = LexborHTMLParser((real_site / path).read_text(encoding="utf-8"))
        table = tree.css_first("figure + details table")
        shown = [[cell.text() for cell in row.css("th, td")] for row in table.css("tr")]
        with (real_site / f"charts/{name}-{language}.csv").open(encoding="utf-8", newline="") as stream:
            assert list(csv.reader(stream)) == shown
        assert len(shown) > 4


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_roadmap_puts_only_what_is_dated_on_the_line(real_site, language):
    """Each step stands once: with a date along the line, without one in a list that says so."""
    tree = LexborHTMLParser((real_site / f"{language}/roadmap/index.html").read_text(encoding="utf-8"))
    dated, undated = (
        [one.text() for one in tree.css(f"{kind} > li > h3")] for kind in ("ol.timeline", "ul.undated")
    )
    with (real_site / f"charts/roadmap-milestones-{language}.csv").open(
        encoding="utf-8", newline=""
    ) as stream:
        steps = list(csv.reader(stream))[1:]
    assert dated == [name for name, when in steps if when]
    assert undated == [name for name, when in steps if not when]
    assert (len(dated), len(undated)) == (1, 3)


def test_dates_are_put_in_their_order_whatever_the_order_of_the_rows(tmp_path):
    """A table that lists a later step first is drawn and told by its dates; a date shared by two is one stop."""
    root = packages.lay("progress", tmp_path)
    table = root / "content/tables/milestones.csv"
    text = table.read_text("utf-8").replace(",2026\n", ",2028\n", 1)
    more = "early,3,First of all,Avant tout,2025\nlater,4,Who knows,Qui sait,\n"
    table.write_text(text + more, "utf-8")
    made = {one.path: one.body for one in site_files(assemble(load(Project(root))))}
    rows = list(csv.reader(made["charts/roadmap-milestones-en.csv"].decode().splitlines()))[1:]
    assert [when for _, when in rows] == ["2025", "2028", "2028", ""]
    lines = said(ElementTree.fromstring(made["charts/roadmap-milestones-en.svg"]))
    assert [line for line in lines if line.isdigit()] == ["2025", "2028"]
    assert lines.index("The source gives no date") < lines.index("Who knows")
