"""Descriptions for search engines against ESIP's shapes for Google Dataset Search."""

import json

import pytest
from rdflib import Graph

from gazette.describe.schemaorg import dataset_jsonld
from tests.conformance.shapes import check

pytestmark = [pytest.mark.shared, pytest.mark.filterwarnings("ignore")]
SHAPES = ("googleRequired.ttl", "googleRecommended.ttl", "soso_common_v1.2.3.ttl")


def graph(node) -> Graph:
    """The description as a harvester reads it; the shapes speak of the http form of schema.org."""
    body = {**node, "@context": {"@vocab": "http://schema.org/"}}
    return Graph().parse(data=json.dumps(body), format="json-ld")


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_nothing_required_or_recommended_is_missing(standards, publication, artifacts, language):
    """All three sets of shapes are kept in every language, but for what is not so.

    The lines of the source are under no licence, and the editors' own tables cite no source.
    """
    for table in (None, *publication.tables):
        found = graph(dataset_jsonld(publication, table, artifacts, language))
        absent = set() if publication.documents_of(table) else {"citation"}
        absent |= {"license"} if table and table.name == "passages" else set()
        for name in SHAPES:
            report = check(found, standards / "esip" / name)
            assert {path for path, _, _ in report.findings} <= absent, (table and table.name, name)


@pytest.mark.parametrize(
    ("missing", "name"),
    [
        ("name", "googleRequired.ttl"),
        ("description", "googleRequired.ttl"),
        ("citation", "googleRecommended.ttl"),
        ("license", "googleRecommended.ttl"),
        ("identifier", "soso_common_v1.2.3.ttl"),
    ],
)
def test_a_missing_fact_is_found(standards, publication, artifacts, missing, name):
    """The shapes are not deaf: what is taken out is named."""
    node = dataset_jsonld(publication, publication.tables[0], artifacts, "en")
    del node[missing]
    assert check(graph(node), standards / "esip" / name).findings
