"""Second editions: packages of others, unlike ours and each other, are published whole without configuration."""

import re

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from gazette.check import check
from gazette.load import load
from gazette.project import Project
from tests import editions

SPEAKING = "h1,h2,h3,h4,h5,h6,p,li,dt,dd,th,caption,figcaption,summary,legend,label,blockquote,button,title,a"
BOXES = "section,article,aside,nav,figure,table,ul,ol,dl,details,form,fieldset,main,header,footer"
SEEN = "img,svg,input,button,select,textarea,canvas,object,iframe,output"
"""What is seen without a word of text."""
FILLED = {"rows", "results"}
"""Ids of boxes that a script fills once a reader has asked for something, as it does those of `role="status"`."""
_BROKEN = re.compile(
    r"^[\s.,;:!?·–—-]+$|\(\s*\)|\s[.,;](\s|$)|[“«„]\s*[”»“]|: *$(?<!:)|\bNone\b|\bnull\b|\{\w*\}|%\(\w+\)"
)


def test_there_are_six():
    """Six packages, each with the list of what comes of it, and no list without a package."""
    assert len(editions.EDITIONS) >= 6
    assert {path.stem for path in editions.FOLDER.glob("*.txt")} == set(editions.EDITIONS)


@pytest.mark.parametrize("name", editions.EDITIONS)
def test_it_has_no_fault(name):
    """Nothing but advice is said of it."""
    problems, examined = check(load(Project(editions.FOLDER / name)))
    assert [problem.message for problem in problems if problem.severity != "advice"] == []
    assert examined.counts["rows"] > 3


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", editions.EDITIONS)
def test_frictionless_agrees(name, monkeypatch):
    """The reference holds it for valid too, without trust in paths outside."""
    from frictionless import Package

    monkeypatch.chdir(editions.FOLDER / name)
    package = Package("datapackage.json")
    report = package.validate()
    assert report.valid, report.flatten(["message"])
    assert report.stats["tasks"] == len(package.resources)


@pytest.mark.parametrize("name", editions.EDITIONS)
def test_exactly_these_files_are_published(name, edition_sites):
    """The list of published files is the one that is kept; `python -m tests.editions` writes it anew."""
    published, kept = (
        set(text.splitlines()) for text in (editions.listed(edition_sites[name]), editions.kept(name))
    )
    assert (sorted(published - kept), sorted(kept - published)) == ([], []), (
        "more, and less, than in the list"
    )


@pytest.mark.parametrize("name", editions.EDITIONS)
def test_no_heading_sentence_or_box_is_empty(name, edition_sites):
    """On every page what should speak speaks, a box holds something, and no sentence has a hole for a word."""
    faults = set()
    for path in sorted(edition_sites[name].rglob("*.html")):
        body = LexborHTMLParser(path.read_text("utf-8")).body
        assert body is not None
        for node in body.css(f"{SPEAKING},{BOXES}"):
            text = node.text(strip=True)
            if not text and not node.css_first(SEEN) and not _filled_later(node):
                faults.add(
                    (path.relative_to(edition_sites[name]).parts[-2:], node.tag, (node.html or "")[:160])
                )
        for node in body.css("h1,h2,h3,h4,p,dt,figcaption,caption"):
            if not node.css_first("code,pre,math") and _BROKEN.search(node.text(deep=True)):
                faults.add(
                    (path.relative_to(edition_sites[name]).parts[-2:], node.tag, node.text(strip=True)[:160])
                )
    assert sorted(faults)[:5] == []


def _filled_later(node: LexborNode) -> bool:
    """True for what a script fills or shows, and for what nobody is read."""
    given = node.attributes
    return (
        "hidden" in given
        or given.get("aria-hidden") == "true"
        or given.get("role") == "status"
        or given.get("id") in FILLED
    )


@pytest.mark.parametrize("name", editions.EDITIONS)
def test_its_folder_stays_as_it_was(name, edition_sites):
    """Publishing writes nothing into the folder of the package."""
    assert edition_sites[name].is_dir()
    assert not (editions.FOLDER / name / "_site").exists()
