"""The record sets loaded by mlcroissant from the published files, over loopback."""

import json
from itertools import islice

import pytest

from gazette.assemble import assemble
from gazette.describe import describe_all
from gazette.export import export_all
from gazette.load import load
from gazette.project import Project
from tests.conformance.conftest import ROOT
from tests.describe.conftest import serving

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The publication at an address that answers: the catalogue and the path of its Croissant file."""
    patch = pytest.MonkeyPatch()
    patch.setenv("NO_PROXY", "*")
    folder = tmp_path_factory.mktemp("croissant")
    bodies = {}
    with serving(bodies) as homepage:
        catalog = assemble(load(Project(ROOT)), homepage)
        files = export_all(catalog)
        bodies |= {one.path: one for one in (*files, *describe_all(catalog, files))}
        path = folder / "croissant.json"
        path.write_bytes(bodies["croissant.json"].body)
        yield catalog, path
    patch.undo()


@pytest.fixture(autouse=True)
def fresh(monkeypatch, tmp_path):
    """No file of an earlier run stands in for the one that is served."""
    from mlcroissant._src.core import constants

    for name in ("CROISSANT_CACHE", "DOWNLOAD_PATH", "EXTRACT_PATH"):
        monkeypatch.setattr(constants, name, type(constants.CROISSANT_CACHE)(tmp_path / name))


def test_it_has_no_fault_and_every_record_loads(served):
    """No error and no warning; every table gives as many records as it has rows, with typed values."""
    import mlcroissant

    catalog, path = served
    dataset = mlcroissant.Dataset(jsonld=str(path))
    assert dataset.metadata.ctx.issues.report() == ""
    for table in catalog.tables:
        rows = list(dataset.records(table.name))
        assert len(rows) == len(table.records), table.name
    (first,) = islice(dataset.records("goals"), 1)
    assert first["goals/position"] == 1
    assert first["goals/title_ar"].decode() == catalog.by_name["goals"].records[0].values["title_ar"]


def test_a_file_that_changed_is_refused(served, tmp_path):
    """The quoted hash is looked at."""
    import mlcroissant

    _, path = served
    document = json.loads(path.read_text(encoding="utf-8"))
    document["distribution"][0]["sha256"] = "0" * 64
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps(document), encoding="utf-8")
    dataset = mlcroissant.Dataset(jsonld=str(broken))
    with pytest.raises(mlcroissant.GenerationError) as failure:
        list(dataset.records(document["recordSet"][0]["name"]))
    assert "hash" in str(failure.value.__cause__).lower()


def test_a_file_without_a_hash_is_found(served, tmp_path):
    """A file that cannot be checked is refused."""
    import mlcroissant

    _, path = served
    document = json.loads(path.read_text(encoding="utf-8"))
    del document["distribution"][0]["sha256"]
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(mlcroissant.ValidationError):
        mlcroissant.Dataset(jsonld=str(broken))
