"""The published descriptor, read by clients that the project did not write."""

import dataclasses
import hashlib
import json
import urllib.request
from pathlib import Path

import pytest

from gazette.describe import Files, datapackage
from gazette.export import export_all
from gazette.model import Catalog
from tests.catalogs import harbour, island

PROFILES = Path(__file__).resolve().parents[3] / "shared" / "standards" / "datapackage-2.0"


def described(catalog: Catalog, path: str = "datapackage.json") -> dict:
    """The published descriptor as a reader has it: the one at the root of the site, or the edition's own."""
    made = datapackage.describe(catalog, Files(tuple(export_all(catalog))))
    return json.loads({artifact.path: artifact.body for artifact in made}[path])


def test_what_was_written_is_kept_and_paths_are_absolute():
    """Properties of our own stay; homepage and paths are those of this publication."""
    found = described(harbour("https://elsewhere.internal/x/"))
    assert found["harbourmaster"] == "kept"
    assert found["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert found["homepage"] == "https://elsewhere.internal/x/"
    assert found["resources"][0]["path"] == "https://elsewhere.internal/x/data/latest/quays.csv"


def test_sizes_and_hashes_are_those_of_the_files():
    """Every resource and distribution quotes the file that stands at its address."""
    catalog = harbour()
    files = {catalog.homepage + artifact.path: artifact.body for artifact in export_all(catalog)}
    found = described(catalog)
    for quoted in (*found["resources"], *found["distributions"]):
        body = files[quoted["path"]]
        assert quoted["bytes"] == len(body)
        assert quoted["hash"] == "sha256:" + hashlib.sha256(body).hexdigest()


def test_every_file_of_the_folder_is_named_once():
    """Tables are resources, other formats are distributions, records' files are neither."""
    catalog = harbour()
    found = described(catalog)
    named = [quoted["path"] for quoted in (*found["resources"], *found["distributions"])]
    folder = {
        catalog.homepage + artifact.path
        for artifact in export_all(catalog)
        if artifact.path.startswith("data/latest/") and artifact.path.count("/") == 2
    }
    assert len(named) == len(set(named))
    assert set(named) == folder


def test_the_delimiter_is_said():
    """Clients of version 1 guess it from the text, and guess wrong; a dialect that is written wins."""
    tables = harbour().tables
    own = dataclasses.replace(tables[0], descriptor={**tables[0].descriptor, "dialect": {"header": True}})
    found = described(dataclasses.replace(harbour(), tables=(own, *tables[1:])))
    assert found["resources"][0]["dialect"] == {"header": True}
    assert found["resources"][1]["dialect"] == {"delimiter": ","}


def test_a_frozen_edition_names_its_own_files():
    """The descriptor of an edition never points into another one."""
    catalog = harbour()
    made = Files(tuple(export_all(catalog, "1.2.0")), edition="1.2.0")
    inside, whole = datapackage.describe(catalog, made)
    assert inside.path == "data/1.2.0/datapackage.json"
    assert b"data/latest" not in inside.body + whole.body


def test_the_descriptor_in_an_edition_does_not_know_where_it_stands():
    """Its paths are names in its own folder, and another homepage changes no byte of it."""
    path = "data/latest/datapackage.json"
    here, there = described(harbour(), path), described(harbour("https://elsewhere.internal/"), path)
    assert here["resources"][0]["path"] == "quays.csv"
    assert here["resources"] == there["resources"]
    assert here["distributions"] == there["distributions"]


def test_frictionless_reads_it_over_the_network(published):
    """The reference client finds the package valid, and has checked every table that is declared."""
    from frictionless import Package

    report = Package(published).validate()
    assert report.valid, report.flatten(["title", "message"])
    assert report.stats["tasks"] == len(harbour().tables)
    rows = {task.name: task.stats["rows"] for task in report.tasks}
    assert rows == {table.name: len(table.records) for table in harbour().tables}


def test_frictionless_finds_a_changed_file(published, monkeypatch):
    """The quoted hash is not decoration: a file with another body is refused."""
    from frictionless import Package

    with urllib.request.urlopen(published) as answer:
        descriptor = json.load(answer)
    descriptor["resources"][0]["hash"] = "sha256:" + "0" * 64
    assert not Package.from_descriptor(descriptor).validate().valid


@pytest.mark.shared
@pytest.mark.parametrize("catalog", [harbour(), island()], ids=["harbour", "island"])
def test_the_official_profile_accepts_it(catalog):
    """The published descriptor keeps the Data Package 2.0 profile."""
    from jsonschema import Draft7Validator

    if not PROFILES.is_dir():
        pytest.skip("the standards folder does not stand beside the project")
    profile = json.loads((PROFILES / "datapackage.json").read_text(encoding="utf-8"))
    errors = Draft7Validator(profile, format_checker=Draft7Validator.FORMAT_CHECKER).iter_errors(
        described(catalog)
    )
    assert [error.message for error in errors] == []


@pytest.mark.node
def test_a_client_of_the_first_version_reads_it(published, javascript):
    """The JavaScript client of version 1 finds it valid and reads all rows, Arabic and references too."""
    found = json.loads(javascript("read_package.cjs", published))
    assert found["valid"], found["errors"]
    assert {name: len(rows) for name, rows in found["tables"].items()} == {
        table.name: len(table.records) for table in harbour().tables
    }
    heron = found["tables"]["boats"][0]
    assert heron["name_ar"] == "مالك الحزين"
    assert heron["quay"]["name_en"] == "North quay"
