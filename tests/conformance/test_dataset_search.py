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
    """The package and every table keep all three sets of shapes in every language."""
    for table in (None, *publication.tables):
        found = graph(dataset_jsonld(publication, table, artifacts, language))
        for name in SHAPES:
            report = check(found, standards / "esip" / name)
            assert report.findings == (), (table and table.name, name)


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
