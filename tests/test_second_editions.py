"""Second editions: packages of others, unlike ours and each other, are published whole without configuration."""

import pytest

from gazette.check import check
from gazette.load import load
from gazette.project import Project
from tests import editions
from tests.packages import EXAMPLES


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
@pytest.mark.parametrize("name", [*editions.EDITIONS, "unlike"])
def test_frictionless_agrees(name, monkeypatch):
    """The reference holds it for valid too, without trust in paths outside."""
    from frictionless import Package

    monkeypatch.chdir(EXAMPLES / "unlike" if name == "unlike" else editions.FOLDER / name)
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
    assert editions.holes(edition_sites[name])[:5] == []


@pytest.mark.parametrize("name", editions.EDITIONS)
def test_its_folder_stays_as_it_was(name, edition_sites):
    """Publishing writes nothing into the folder of the package."""
    assert edition_sites[name].is_dir()
    assert not (editions.FOLDER / name / "_site").exists()
