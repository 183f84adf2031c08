"""A graph of statements (RDF 1.1) and its three ways to be written: Turtle, JSON-LD and RDF/XML.

Every resource has an address of its own: without blank nodes the same graph is the same bytes each time, and
the three files are the same graph to a reader.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from gazette.describe.markup import attribute, element
from gazette.jsontext import json_bytes
from gazette.model import Text

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
TYPE = "rdf:type"
_UNSAFE = re.compile(r'[\x00-\x20<>"{}|^`\\\x7f-\x9f\ud800-\udfff]')
_ESCAPES = {"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"}
_ESCAPED = re.compile(r'[\x00-\x1f"\\\x7f-\x9f\u2028\u2029]')


def safe(iri: str) -> str:
    """An IRI that breaks out of no syntax: characters that none may hold (RFC 3987) are percent-encoded."""
    return _UNSAFE.sub(lambda match: quote(match[0], safe="", errors="replace"), iri)


@dataclass(frozen=True, slots=True)
class Iri:
    """A resource, by an address that is safe to write."""

    value: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", safe(self.value))


@dataclass(frozen=True, slots=True)
class Literal:
    """A text, in a language or of a datatype (`xsd:date`), or neither."""

    value: str
    language: str = ""
    datatype: str = ""


Term = Iri | Literal
Value = Text | Term | str | None
Facts = Mapping[str, Value | Sequence[Value]]
"""Objects by predicate (`dct:title`): a string is the IRI of a resource, and what is empty states nothing."""


class Graph:
    """Subjects, each with its predicates (classes first) and objects; a repeated statement stands once."""

    def __init__(self, source_language: str) -> None:
        self.source_language = source_language
        self._nodes: dict[str, dict[str, dict[Term, None]]] = {}

    def node(self, subject: str, *classes: str, facts: Facts | None = None) -> str:
        """A resource of these classes (`dcat:Dataset`), with these facts; gives its IRI."""
        return self.add(subject, {TYPE: [expand(name) for name in classes], **(facts or {})})

    def add(self, subject: str, facts: Facts) -> str:
        """State something of a subject, a text in every language that has it; gives its IRI."""
        node = self._nodes.setdefault(safe(subject), {TYPE: {}})
        for predicate, objects in facts.items():
            for value in objects if isinstance(objects, list | tuple) else (objects,):
                if isinstance(value, Text):
                    source = self.source_language
                    terms: list[Term] = [Literal(words, code or source) for code, words in value.entries]
                else:
                    terms = [Iri(value) if isinstance(value, str) else value] if value else []
                if terms:
                    node.setdefault(predicate, {}).update(dict.fromkeys(terms))
        return safe(subject)

    def __iter__(self) -> Iterator[tuple[str, dict[str, list[Term]]]]:
        """Each subject with its statements."""
        for subject, node in self._nodes.items():
            yield subject, {predicate: [*terms] for predicate, terms in node.items() if terms}

    def prefixes(self) -> dict[str, str]:
        """The prefixes in use, in their order."""
        used = set()
        for _, statements in self:
            for predicate, terms in statements.items():
                names = (compact(t.value) or "" if isinstance(t, Iri) else t.datatype for t in terms)
                used |= {name.partition(":")[0] for name in (predicate, *names)}
        return {prefix: iri for prefix, iri in PREFIXES.items() if prefix in used}


def expand(name: str) -> str:
    """`dcat:Dataset` as a whole IRI."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


@lru_cache(maxsize=4096)
def compact(iri: str) -> str | None:
    """A whole IRI as `dcat:Dataset`, where a prefix fits and the rest is a plain word."""
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", local):
            return f"{prefix}:{local}"
    return None


def turtle(graph: Graph) -> bytes:
    """RDF 1.1 Turtle: one subject a block, one predicate a line."""

    def written(term: Term) -> str:
        if isinstance(term, Iri):
            return compact(term.value) or f"<{term.value}>"
        ending = f"@{term.language}" if term.language else f"^^{term.datatype}" if term.datatype else ""
        text = _ESCAPED.sub(lambda match: _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}", term.value)
        return f'"{text}"{ending}'

    head = "\n".join(f"@prefix {prefix}: <{iri}> ." for prefix, iri in graph.prefixes().items())
    blocks = []
    for subject, statements in graph:
        lines = [
            f"{'a' if predicate == TYPE else predicate} {', '.join(map(written, terms))}"
            for predicate, terms in statements.items()
        ]
        if lines:
            blocks.append(f"<{subject}>\n    " + " ;\n    ".join(lines) + " .")
    return (head + "\n\n" + "\n\n".join(blocks) + "\n").encode()


def jsonld(graph: Graph) -> bytes:
    """JSON-LD 1.1, the context inside: readers that fetch no context understand it as well."""

    def written(predicate: str, term: Term) -> object:
        if isinstance(term, Iri):
            return compact(term.value) or term.value if predicate == TYPE else {"@id": term.value}
        if term.language:
            return {"@value": term.value, "@language": term.language}
        return {"@value": term.value, "@type": expand(term.datatype)} if term.datatype else term.value

    nodes = []
    for subject, statements in graph:
        node: dict[str, object] = {"@id": subject}
        for predicate, terms in statements.items():
            values = [written(predicate, term) for term in terms]
            node["@type" if predicate == TYPE else predicate] = values[0] if len(values) == 1 else values
        nodes.append(node)
    return json_bytes({"@context": graph.prefixes(), "@graph": nodes})


def rdfxml(graph: Graph) -> bytes:
    """RDF 1.1 XML Syntax, without its abbreviations: a description a subject, an element a statement."""

    def written(predicate: str, term: Term) -> str:
        if isinstance(term, Iri):
            return element(predicate, "", {"rdf:resource": term.value})
        if term.language:
            return element(predicate, term.value, {"xml:lang": term.language})
        kind = {"rdf:datatype": expand(term.datatype)} if term.datatype else {}
        return element(predicate, term.value, kind)

    spaces = {"rdf": PREFIXES["rdf"], **graph.prefixes()}
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<rdf:RDF"]
    lines += [f'    xmlns:{prefix}="{iri}"' for prefix, iri in spaces.items()]
    lines[-1] += ">"
    for subject, statements in graph:
        lines.append(f"  <rdf:Description rdf:about={attribute(subject)}>")
        lines += ["    " + written(name, term) for name, terms in statements.items() for term in terms]
        lines.append("  </rdf:Description>")
    return ("\n".join([*lines, "</rdf:RDF>"]) + "\n").encode()
