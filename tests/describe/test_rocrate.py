"""The crate: every file of the folder, named from where the crate stands."""

import json

from gazette.describe import Files, csvw, rocrate
from gazette.export import export_all
from tests.catalogs import harbour, island
from tests.declared import declared, hostile


def crates(catalog, edition="latest"):
    """Both crates by path, as lists of entities by name."""
    made = Files(tuple(export_all(catalog, edition)), edition=edition)
    made = Files((*made.artifacts, *csvw.describe(catalog, made)), edition=edition)
    found = {}
    for artifact in rocrate.describe(catalog, made):
        graph = json.loads(artifact.body)["@graph"]
        found[artifact.path] = {entity["@id"]: entity for entity in graph}
        assert len(found[artifact.path]) == len(graph), "an entity stands once"
    return found, made


def test_every_file_of_the_folder_is_a_part():
    """Both crates name each file of the folder once, with its size and hash."""
    found, made = crates(declared())
    files = [
        file for file in made.artifacts if file.path.startswith("data/latest/") and file.path.count("/") == 2
    ]
    for path, start in (
        ("data/latest/ro-crate-metadata.json", "data/latest/"),
        ("ro-crate-metadata.json", ""),
    ):
        entities = found[path]
        parts = [part["@id"] for part in entities["./"]["hasPart"]]
        assert sorted(parts) == sorted(file.path.removeprefix(start) for file in files)
        for file in files:
            entity = entities[file.path.removeprefix(start)]
            assert (entity["contentSize"], entity["sha256"]) == (str(file.size), file.sha256)


def test_every_reference_leads_to_an_entity():
    """What the crate points at is described in it, but for the profile."""
    for catalog in (declared(), harbour(), island(), hostile()):
        for entities in crates(catalog)[0].values():
            for entity in entities.values():
                for value in entity.values():
                    for one in value if isinstance(value, list) else [value]:
                        if isinstance(one, dict):
                            assert one["@id"] in entities or one["@id"] == rocrate.PROFILE


def test_a_frozen_edition_has_its_own_crate():
    """The crate of an edition names that edition's files only."""
    found, _ = crates(declared(), "1.2.0")
    assert set(found) == {"data/1.2.0/ro-crate-metadata.json", "ro-crate-metadata.json"}
    root = found["ro-crate-metadata.json"]["./"]
    assert all(part["@id"].startswith("data/1.2.0/") for part in root["hasPart"])
