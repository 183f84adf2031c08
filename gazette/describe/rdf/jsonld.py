"""JSON-LD 1.1, the context inside: readers that fetch no context understand it as well."""

from gazette.describe.rdf.graph import TYPE, Graph, Iri, Term, compact, expand, grouped
from gazette.jsontext import json_bytes

MEDIA_TYPE = "application/ld+json"


def jsonld(graph: Graph) -> bytes:
    """The graph as a JSON-LD file."""
    nodes = []
    for subject, said in graph.nodes.items():
        node: dict[str, object] = {"@id": subject}
        for predicate, terms in grouped(said).items():
            if predicate == TYPE:
                node["@type"] = _one(
                    [compact(term.value) or term.value for term in terms if isinstance(term, Iri)]
                )
            else:
                node[predicate] = _one([_term(term) for term in terms])
        nodes.append(node)
    return json_bytes({"@context": graph.prefixes(), "@graph": nodes})


def _term(term: Term) -> object:
    if isinstance(term, Iri):
        return {"@id": term.value}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    return {"@value": term.value, "@type": expand(term.datatype)} if term.datatype else term.value


def _one(values: list[object] | list[str]) -> object:
    return values[0] if len(values) == 1 else values
