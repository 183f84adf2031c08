"""RDF 1.1 XML Syntax, without its abbreviations: a description a subject, an element a statement."""

from gazette.describe.markup import attribute, element
from gazette.describe.rdf.graph import PREFIXES, Graph, Iri, Term, expand, grouped

MEDIA_TYPE = "application/rdf+xml"


def rdfxml(graph: Graph) -> bytes:
    """The graph as an RDF/XML file."""
    spaces = {"rdf": PREFIXES["rdf"], **graph.prefixes()}
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<rdf:RDF"]
    lines += [f'    xmlns:{prefix}="{iri}"' for prefix, iri in spaces.items()]
    lines[-1] += ">"
    for subject, said in graph.nodes.items():
        lines.append(f"  <rdf:Description rdf:about={attribute(subject)}>")
        for predicate, terms in grouped(said).items():
            lines += ["    " + _statement(predicate, term) for term in terms]
        lines.append("  </rdf:Description>")
    return ("\n".join([*lines, "</rdf:RDF>"]) + "\n").encode()


def _statement(predicate: str, term: Term) -> str:
    if isinstance(term, Iri):
        return element(predicate, "", {"rdf:resource": term.value})
    if term.language:
        return element(predicate, term.value, {"xml:lang": term.language})
    return element(predicate, term.value, {"rdf:datatype": expand(term.datatype)} if term.datatype else None)
