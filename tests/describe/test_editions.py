"""The files of an edition say nothing of where they stand: neither in which folder nor on which site."""

import re
from dataclasses import replace

import pytest

from gazette.assemble import assemble
from gazette.describe import describe_all
from gazette.export import export_all
from gazette.load import load
from gazette.project import Project
from tests.catalogs import harbour, island

ELSEWHERE = "http://127.0.0.1:8000/preview/"


def files_of(catalog, edition):
    """The files in an edition's folder, by their paths in it."""
    files = export_all(catalog, edition)
    folder = f"data/{edition}/"
    made = (*files, *describe_all(catalog, files, edition))
    return {one.path.removeprefix(folder): one.body for one in made if one.path.startswith(folder)}


@pytest.fixture(scope="module", params=["real", "harbour", "island"])
def catalog(request):
    """A publication."""
    if request.param == "real":
        return assemble(load(Project(request.getfixturevalue("root"))))
    return {"harbour": harbour, "island": island}[request.param]()


@pytest.fixture(scope="module")
def latest(catalog):
    """The files of the edition as it stands on its own site, under `latest`."""
    return files_of(catalog, "latest")


def test_the_folder_makes_no_difference(catalog, latest):
    """Under its version an edition has the same files, byte for byte."""
    frozen = files_of(catalog, catalog.version)
    assert set(frozen) == set(latest)
    assert [path for path in latest if frozen[path] != latest[path]] == []


def test_the_site_makes_no_difference(catalog, latest):
    """Built for another address an edition has the same files, byte for byte."""
    moved = files_of(replace(catalog, homepage=ELSEWHERE), "latest")
    assert set(moved) == set(latest)
    assert [path for path in latest if moved[path] != latest[path]] == []


def test_no_file_calls_itself_the_latest(latest):
    """The word would be wrong from the next release on."""
    assert [path for path, body in latest.items() if re.search(rb"data/latest|/latest/", body)] == []
    assert "datapackage.json" in latest
    assert "SHA256SUMS" in latest
