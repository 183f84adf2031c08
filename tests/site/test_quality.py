"""The quality page: every line answered, computed where it can be, and never worse than it was."""

import re
from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser

from gazette.artifact import Artifact
from gazette.assemble import assemble
from gazette.describe import mqa, quality
from gazette.export import export_all
from gazette.load import load
from gazette.project import Project
from gazette.site.pages import quality as page
from gazette.site.reader import Reader
from gazette.site.render import render
from gazette.site.words import load_words
from tests.catalogs import harbour, island
from tests.declared import declared

WEB_PRACTICES, FAIR = 30, 14
OF_RELEASES = 2
"""Practices that only a publication with releases can meet: a history of versions, addresses that stay."""
"""What the real publication reached without a release and without a registered identifier: it may only rise."""


def files_of(catalog):
    """The data files by path, with the list of versions that every site has."""
    found = {one.path: one for one in export_all(catalog)}
    return {**found, "data/versions.json": Artifact("data/versions.json", "application/json", b"{}")}


def codes(verdicts, met):
    """The codes of the lines that have this answer."""
    return {one.code for one in verdicts if one.met is met}


@pytest.fixture(scope="module")
def real(root):
    """The real publication and its files."""
    catalog = assemble(load(Project(root)))
    return catalog, files_of(catalog)


def test_the_real_publication_does_not_get_worse(real):
    """The points of the portal that are true of every table, and at least as many practices and principles as before."""
    metrics = quality.portal(*real)
    assert mqa.total(metrics) == 340, [one.name for one in metrics if not one.met]
    for judged, least in ((quality.web_practices, WEB_PRACTICES), (quality.fair_principles, FAIR)):
        verdicts = judged(*real, "en")
        assert quality.met(verdicts)[0] >= least, codes(verdicts, met=False)


def test_the_published_page_says_what_was_computed(real_site):
    """With its frozen editions the site still has its points, and names what it lacks."""
    tree = LexborHTMLParser((real_site / "en/quality/index.html").read_text(encoding="utf-8"))
    totals = re.findall(r"(\d+) / (\d+)", tree.css_first("main").text())
    reached = {int(most): int(points) for points, most in totals}
    assert reached[375] == 340
    assert reached[34] >= WEB_PRACTICES + OF_RELEASES
    assert reached[15] >= FAIR


def test_the_lists_are_whole():
    """35 practices and 15 principles, each once and in the order of its list."""
    assert [one.code for one in quality.PRACTICES] == [f"BP{n}" for n in range(1, 36)]
    assert " ".join(one.code for one in quality.PRINCIPLES) == (
        "F1 F2 F3 F4 A1 A1.1 A1.2 A2 I1 I2 I3 R1 R1.1 R1.2 R1.3"
    )


def test_what_is_missing_is_said():
    """One table without source, contact or themes fails what asks for them, and only argued lines stay."""
    bare = replace(island(), contact="", licences=(), keywords={})
    found = quality.web_practices(bare, files_of(bare), "mt")
    missed = {"BP2", "BP4", "BP5", "BP6", "BP21", "BP27", "BP29", "BP30", "BP31", "BP34", "BP35"}
    assert missed <= codes(found, met=False)
    assert not [one.code for one in found if one.computed and one.met and one.code in missed]
    assert codes(quality.fair_principles(bare, files_of(bare), "mt"), met=False) >= {
        "F1",
        "F2",
        "R1.1",
        "R1.2",
    }


def test_what_files_are_missing_is_seen():
    """Without record files, archive and formats the lines that rest on them fail."""
    kept = {path: one for path, one in files_of(harbour()).items() if path.endswith(".csv")}
    assert {"BP10", "BP12", "BP14", "BP17", "BP18", "BP23"} <= codes(
        quality.web_practices(harbour(), kept, "en"), met=False
    )


def test_a_release_and_an_identifier_are_counted():
    """A frozen folder meets the lines on versions; a DOI meets the one on identifiers."""
    catalog = declared()
    frozen = Artifact("data/1.2.0/datapackage.json", "application/json", b"{}")
    files = {**files_of(catalog), frozen.path: frozen}
    assert {"BP8", "BP11"} <= codes(quality.web_practices(catalog, files, "en"), met=True)
    known = replace(catalog, descriptor={**catalog.descriptor, "id": "https://doi.org/10.5281/zenodo.1"})
    assert "F1" in codes(quality.fair_principles(known, files, "en"), met=True)
    assert "F1" in codes(quality.fair_principles(catalog, files, "en"), met=False)


def test_argued_answers_are_told_from_computed_ones(real):
    """What no build can know is argued: a static site cannot negotiate, and real time does not apply."""
    found = {one.code: one for one in quality.web_practices(*real, "en")}
    assert (found["BP19"].met, found["BP19"].computed) == (False, False)
    assert (found["BP20"].met, found["BP20"].computed) == (None, False)
    assert found["BP5"].computed
    assert sum(one.computed for one in found.values()) >= 20


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_page_shows_every_line_in_every_language(real, language):
    """Each line has its answer and sentence; each link to a file of the edition leads to one."""
    catalog, files = real
    bodies = {}
    render(list(page.pages(Reader(catalog, load_words(language), files))), bodies.__setitem__)
    tree = LexborHTMLParser(bodies[f"{language}/quality/index.html"].decode())
    assert len(tree.css("tbody tr")) == 22 + 35 + 15
    assert "340 / 375" in tree.css_first("main").text()
    assert all(row.css("td")[-2].text(strip=True) for row in tree.css("tbody tr[id]"))
    data = [a.attributes["href"] for a in tree.css("tbody a") if "data/latest/" in a.attributes["href"]]
    made = {*files, "data/latest/SHA256SUMS"}
    assert {href.removeprefix("../../") for href in data} <= made
    assert tree.css("tbody a")


def test_a_publication_of_one_table_has_the_page_too():
    """Nothing of any one publication is needed, and a language without interface words is no obstacle."""
    bodies = {}
    render(list(page.pages(Reader(island(), load_words("mt"), files_of(island())))), bodies.__setitem__)
    assert "mt/quality/index.html" in bodies
