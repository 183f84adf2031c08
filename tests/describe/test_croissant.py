"""The Croissant file of made-up publications, read by mlcroissant."""

import json

import pytest

from gazette.describe import Files, croissant
from gazette.export import export_all
from tests.catalogs import harbour, island
from tests.declared import declared, hostile

MAKERS = {"harbour": harbour, "island": island, "declared": declared, "hostile": hostile}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_the_client_finds_no_error(make, tmp_path):
    """The file is accepted, whatever is declared and whatever the texts hold."""
    import mlcroissant

    catalog = make()
    (artifact,) = croissant.describe(catalog, Files(tuple(export_all(catalog))))
    path = tmp_path / "croissant.json"
    path.write_bytes(artifact.body)
    dataset = mlcroissant.Dataset(jsonld=str(path))
    assert [one.name for one in dataset.metadata.record_sets] == [table.name for table in catalog.tables]


def test_references_run_in_no_circle():
    """A column points at an earlier table or, in the file, at none: a circle would make it unloadable."""
    catalog = harbour()
    (artifact,) = croissant.describe(catalog, Files(tuple(export_all(catalog))))
    document = json.loads(artifact.body)
    order = [one["name"] for one in document["recordSet"]]
    found = {}
    for table in document["recordSet"]:
        for field in table["field"]:
            if "references" in field:
                target = field["references"]["fileObject"]["@id"].removesuffix(".csv")
                assert order.index(target) < order.index(table["name"])
                found[field["@id"]] = target
    assert found["boats/quay"] == "quays"
    assert "boats/twin" not in found


def test_types_are_those_of_the_schema():
    """A date is a date and a number a number."""
    catalog = harbour()
    document = json.loads(next(croissant.describe(catalog, Files(tuple(export_all(catalog))))).body)
    types = {field["@id"]: field["dataType"] for table in document["recordSet"] for field in table["field"]}
    assert types["boats/built"] == "sc:Date"
    assert types["boats/draught"] == "sc:Float"
    assert types["boats/fast"] == "sc:Boolean"
    assert types["boats/name_ar"] == "sc:Text"
