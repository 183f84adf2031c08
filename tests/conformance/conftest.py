"""The project's own publication as built, and the folder of official shapes beside the project."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from rdflib.plugins.sparql import prepareQuery, processor

from gazette.assemble import assemble
from gazette.describe import describe_all
from gazette.export import export_all
from gazette.load import load
from gazette.project import Project
from tests.conftest import SITE

ROOT = Path(__file__).resolve().parents[2]
STANDARDS = ROOT.parent / "shared" / "standards"


@pytest.fixture(scope="session")
def standards():
    """The folder of official shapes and schemas; they are not ours to copy."""
    if not STANDARDS.is_dir():
        pytest.skip("the standards folder does not stand beside the project")
    return STANDARDS


@pytest.fixture(scope="session")
def publication():
    """The project's own publication, at the address where the real site is said to stand."""
    return assemble(load(Project(ROOT)), SITE)


@pytest.fixture(scope="session")
def artifacts(publication):
    """Every data and metadata file of the publication."""
    files = export_all(publication)
    return (*files, *describe_all(publication, files))


@pytest.fixture(scope="session")
def site(artifacts, tmp_path_factory):
    """The same files in a folder."""
    folder = tmp_path_factory.mktemp("site")
    for artifact in artifacts:
        target = folder / artifact.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(artifact.body)
    return folder


@pytest.fixture(scope="package", autouse=True)
def prepared_queries():
    """Each SPARQL query of a validator is parsed once, as rdflib offers: SHACL asks the same ones of every entity."""
    asked = processor.SPARQLProcessor.query

    @cache
    def prepared(text: str, names: tuple[tuple[str, str], ...], base: str | None):
        return prepareQuery(text, dict(names), base)

    def query(self, text, initBindings=None, initNs: Mapping | None = None, base=None, DEBUG=False):  # noqa: N803
        if isinstance(text, str):
            text = prepared(text, tuple((initNs or {}).items()), base)
        return asked(self, text, initBindings, initNs, base, DEBUG)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(processor.SPARQLProcessor, "query", query)
        yield
