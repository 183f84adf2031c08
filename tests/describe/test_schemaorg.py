"""Descriptions for the heads of pages."""

import json

import pytest

from gazette.describe import describe_all
from gazette.describe.schemaorg import breadcrumbs_jsonld, dataset_jsonld, report_jsonld, script_text
from gazette.export import export_all
from tests.catalogs import harbour
from tests.declared import HOSTILE, declared, hostile


def test_a_table_is_described_with_its_files_and_columns():
    """Names, downloads with sizes and hashes, and every column as a variable."""
    catalog = declared()
    files = export_all(catalog)
    table = catalog.by_name["boats"]
    found = dataset_jsonld(catalog, table, files, "fr")
    assert found["name"].startswith("Boats (fr)")
    assert found["url"] == "https://harbour.internal/fr/data/boats/"
    sizes = {catalog.homepage + file.path: file for file in files}
    for download in found["distribution"]:
        file = sizes[download["contentUrl"]]
        assert (download["contentSize"], download["sha256"]) == (f"{file.size} B", file.sha256)
        assert download["encodingFormat"] == file.media_type
    assert [one["name"] for one in found["variableMeasured"]] == [item.name for item in table.fields]
    assert found["temporalCoverage"] == "2024/.."
    assert found["spatialCoverage"]["name"] == "Malta (fr), Tunisia (fr)"
    assert found["isAccessibleForFree"] is True


def test_the_package_names_its_parts():
    """The whole has the files that hold everything, and points at its tables."""
    catalog = declared()
    files = export_all(catalog)
    found = dataset_jsonld(catalog, None, [*files, *describe_all(catalog, files)], "en")
    assert len(found["hasPart"]) == len(catalog.tables)
    assert any(one["contentUrl"].endswith("package.zip") for one in found["distribution"])
    assert [one["name"] for one in found["spatialCoverage"]["containsPlace"]] == [
        "Malta",
        "Tunisia",
    ]


def test_nothing_is_said_of_what_is_not_declared():
    """No empty member and no place or time that nobody named."""
    found = dataset_jsonld(harbour(), None, (), "en")
    assert not {"spatialCoverage", "temporalCoverage", "publisher", "distribution"} & set(found)
    assert all(value not in (None, "", []) for value in found.values())


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_text_ends_the_script_element(language):
    """The writing holds no character that HTML or JavaScript would act upon, and reads back the same."""
    catalog = hostile()
    for node in (
        dataset_jsonld(catalog, catalog.tables[0], export_all(catalog), language),
        breadcrumbs_jsonld(catalog, [(HOSTILE, "en/index.html")]),
        report_jsonld(catalog, "en/strategy/index.html", language),
    ):
        written = script_text(node)
        assert not set("<>&\u2028\u2029\n") & set(written)
        assert json.loads(written) == node


def test_breadcrumbs_are_numbered_and_absolute():
    """The way to a page, its addresses as canonical ones."""
    found = breadcrumbs_jsonld(harbour(), [("Home", "en/index.html"), ("Boats", "en/boats/index.html")])
    assert [(one["position"], one["item"]) for one in found["itemListElement"]] == [
        (1, "https://harbour.internal/en/"),
        (2, "https://harbour.internal/en/boats/"),
    ]


def test_the_report_rests_on_its_sources():
    """The text on one page names the documents that it was read from."""
    found = report_jsonld(declared(), "en/strategy/index.html", "en")
    assert found["@type"] == "Report"
    assert [one["name"] for one in found["isBasedOn"]] == ["The log"]
