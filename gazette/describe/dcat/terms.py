"""Terms of controlled vocabularies, as the range shapes of DCAT-AP 3.0 want them: with class and scheme.

A harvester's own copy of the vocabularies says more; ours says just enough to be checked without it.
"""

from gazette.describe.rdf import Graph, Literal
from gazette.model import Concept, Text

EU = "http://publications.europa.eu/resource/authority/"
IANA = "https://www.iana.org/assignments/media-types/"

FILE_TYPES = {
    "text/csv": "CSV",
    "application/json": "JSON",
    "application/jsonl": "TXT",
    "application/ld+json": "JSON_LD",
    "application/rdf+xml": "RDF_XML",
    "application/vnd.apache.parquet": "PARQUET",
    "application/vnd.sqlite3": "BIN",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
    "application/zip": "ZIP",
    "text/turtle": "RDF_TURTLE",
}
"""Media types to the EU's file types. It has none for JSON Lines, which is text, nor for SQLite, which is not."""

REGISTERED = {"application/jsonl": "text/plain"}
"""Media types in use that IANA's register does not list, and what they are by its list."""


def concept(graph: Graph, found: Concept | None, *classes: str) -> str | None:
    """A declared term; gives its IRI, or None where nothing is declared."""
    if found is None:
        return None
    iri = term(graph, found.iri, *classes)
    graph.words(iri, "skos:prefLabel", found.label)
    return iri


def term(graph: Graph, iri: str, *classes: str) -> str:
    """A term of a vocabulary whose scheme is the part of its IRI before the last slash; gives the IRI."""
    node = graph.node(iri, *classes)
    if iri.startswith(EU):
        scheme(graph, iri.rpartition("/")[0])
        graph.add(node, "skos:inScheme", iri.rpartition("/")[0])
    return node


def scheme(graph: Graph, iri: str) -> str:
    """A vocabulary itself, called by the last part of its IRI (a concept scheme must have a title)."""
    node = graph.node(iri, "skos:ConceptScheme")
    graph.add(node, "dct:title", Literal(iri.rpartition("/")[2]))
    return node


def file_type(graph: Graph, media_type: str) -> str | None:
    """The EU file type of a media type, or None."""
    code = FILE_TYPES.get(media_type)
    return term(graph, f"{EU}file-type/{code}", "dct:MediaTypeOrExtent") if code else None


def media(graph: Graph, media_type: str) -> str:
    """IANA's entry of a media type."""
    return graph.node(IANA + REGISTERED.get(media_type, media_type), "dct:MediaType")


def moment(written: str) -> Literal | None:
    """A year, a month, a day or a moment as a typed literal, by its length; None for nothing."""
    if not written:
        return None
    datatype = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}.get(len(written), "xsd:dateTime")
    return Literal(written, datatype=datatype)


def labelled(graph: Graph, iri: str, text: Text, predicate: str, *classes: str) -> str | None:
    """A resource that is known by its words only; None where there are none."""
    if not text:
        return None
    node = graph.node(iri, *classes)
    graph.words(node, predicate, text)
    return node
