"""The description of static addresses."""

import json

from gazette.artifact import Artifact
from gazette.describe import Files, openapi
from gazette.export import export_all
from tests.catalogs import fleet, harbour, island
from tests.declared import hostile


def described(catalog, *files):
    """The description of these files."""
    (artifact,) = openapi.describe(catalog, Files(files))
    return json.loads(artifact.body)


def document(catalog, *more):
    """The description of everything that is exported."""
    return described(catalog, *export_all(catalog), *more)


def parameter(item, name):
    """A path's parameter by its name."""
    return next(one["schema"] for one in item["parameters"] if one.get("name") == name)


def test_every_allowed_value_is_written_down():
    """Tables, records and editions are lists: a reader need not guess."""
    frozen = Artifact("data/1.0.0/datapackage.json", "application/json", b"{}")
    found = document(harbour(), frozen)
    csv = found["paths"]["/data/{edition}/{table}.csv"]
    assert parameter(csv, "table")["enum"] == [table.name for table in harbour().tables]
    boats = found["paths"]["/data/{edition}/records/boats/{id}.json"]
    assert parameter(boats, "id")["enum"] == ["heron", "otter", "lost"]
    assert found["components"]["parameters"]["edition"]["schema"]["enum"] == ["latest", "1.0.0"]


def test_only_what_exists_is_described():
    """A format whose files were not made, and a table without record files, have no address."""
    assert "/data/{edition}/{table}.xlsx" not in document(island())["paths"]
    assert described(island())["paths"] == {}
    assert not any("/records/proofs/" in path for path in document(harbour())["paths"])


def test_a_long_table_is_described_by_its_pattern():
    """A list of thousands serves nobody."""
    found = document(fleet(1200))
    schema = parameter(found["paths"]["/data/{edition}/records/boats/{id}.json"], "id")
    assert "enum" not in schema
    assert schema["pattern"]


def test_operations_have_names_of_their_own():
    """No two operations share an identifier, and hostile titles are only titles."""
    paths = document(hostile())["paths"].values()
    names = [item["get"]["operationId"] for item in paths]
    assert len(names) == len(set(names))
