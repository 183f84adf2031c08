"""The catalogue in DCAT-AP 3.0 (on W3C DCAT 3), as JSON-LD, Turtle and RDF/XML: the same graph three times.

Every table is a dataset, and so is the whole package, of which the tables are parts. It is no dataset series:
the tables are not alike, and they are not editions of one another. Left out: data services (files at fixed
addresses are downloads; /openapi.json describes them), catalogue records (entries have no history of their
own), and every fact that the descriptor does not declare.
"""

from collections.abc import Iterator

from gazette.artifact import Artifact
from gazette.describe.dcat.catalogue import graph_of
from gazette.describe.made import Made
from gazette.describe.rdf import jsonld, rdfxml, turtle
from gazette.model import Catalog

__all__ = ["describe", "graph_of"]


def describe(catalog: Catalog, made: Made) -> Iterator[Artifact]:
    """Three files at the root of the site."""
    graph = graph_of(catalog, made)
    yield Artifact("catalog.jsonld", "application/ld+json", jsonld(graph))
    yield Artifact("catalog.ttl", "text/turtle", turtle(graph))
    yield Artifact("catalog.rdf", "application/rdf+xml", rdfxml(graph))
