"""Citations of a package, a table and a record, in every format."""

import json
import re

import pytest
import yaml

from gazette.describe import Files
from gazette.describe.citation import (
    bibtex,
    citation_cff,
    cite,
    csl,
    describe,
    repository_files,
    ris,
    text,
)
from tests.catalogs import harbour
from tests.declared import HOSTILE, declared, hostile


def test_a_package_is_cited_with_its_version():
    """Who, when, what, which version, where."""
    assert text(cite(declared())) == (
        "The harbour office (2024). Harbour (en). Version 1.2.0. https://harbour.internal/"
    )


def test_a_record_is_cited_inside_its_package_in_the_readers_language():
    """The record is the title, the package its container, its permanent address the address."""
    catalog = declared()
    boats = catalog.by_name["boats"]
    cited = cite(catalog, boats, boats.by_id["heron"], language="fr")
    assert text(cited) == (
        "La capitainerie (2024). Héron. In: Harbour (fr). Version 1.2.0. https://harbour.internal/id/boats/heron/"
    )
    assert csl(cited)["container-title"] == "Harbour (fr)"
    assert cited.key == "harbour-1.2.0-boats-heron"


def test_a_frozen_edition_is_cited_by_its_own_files():
    """The address holds the version, so that the bytes cited stay the bytes found."""
    catalog = declared()
    boats = catalog.by_name["boats"]
    assert cite(catalog, edition="1.2.0").address.endswith("/data/1.2.0/")
    assert cite(catalog, boats, edition="1.2.0").address.endswith("/data/1.2.0/boats.csv")
    record = boats.by_id["heron"]
    assert cite(catalog, boats, record, edition="1.2.0").address.endswith("/1.2.0/records/boats/heron.json")


def test_the_edition_has_its_citation_in_three_formats():
    """BibTeX, RIS and CSL-JSON beside the data, CITATION.cff at the root."""
    paths = [artifact.path for artifact in describe(declared(), Files(edition="1.2.0"))]
    assert paths == [
        "data/1.2.0/citation.bib",
        "data/1.2.0/citation.ris",
        "data/1.2.0/citation.json",
        "CITATION.cff",
    ]


def test_a_doi_is_cited_only_where_there_is_one():
    """The descriptor's own `id` is the identifier if it is a DOI, and none is made up."""
    catalog = declared()
    assert "DOI" not in csl(cite(catalog))
    catalog.descriptor["id"] = "https://doi.org/10.5281/zenodo.1"
    cited = cite(catalog)
    assert csl(cited)["DOI"] == "10.5281/zenodo.1"
    assert text(cited).endswith("https://doi.org/10.5281/zenodo.1")
    assert "doi = {10.5281/zenodo.1}" in bibtex(cited)


@pytest.mark.parametrize("catalog", [hostile(), harbour()], ids=["hostile", "nobody declared"])
def test_no_text_breaks_a_format(catalog):
    """BibTeX keeps its braces, RIS its lines, YAML and JSON their values; nobody declared is nobody named."""
    cited = cite(catalog)
    body = bibtex(cited)
    depth = 0
    for character in body:
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0
    lines = ris(cited).split("\r\n")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])
    assert [line[:2] for line in lines].count("TY") == 1
    assert lines[-2:] == ["ER  - ", ""]
    assert json.loads(json.dumps(csl(cited)))["type"] == "dataset"
    assert "\n" not in text(cited)


def test_citation_cff_is_yaml_that_says_the_same():
    """A YAML reader finds every member as a text, hostile ones included."""
    found = yaml.safe_load(citation_cff(hostile()).body)
    assert found["cff-version"] == "1.2.0"
    assert found["version"] == "1.2.0"
    assert found["title"].startswith(HOSTILE)
    assert found["authors"] == [{"name": HOSTILE}]


def test_the_repositorys_files_are_made_together():
    """CITATION.cff and .zenodo.json name the same version and the same authors."""
    cff, zenodo = repository_files(declared())
    assert (cff.path, zenodo.path) == ("CITATION.cff", ".zenodo.json")
    found = json.loads(zenodo.body)
    assert found["upload_type"] == "dataset"
    assert found["version"] == yaml.safe_load(cff.body)["version"]
    assert found["creators"] == [{"name": "The harbour office"}]
