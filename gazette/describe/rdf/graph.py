"""Statements in the order in which they are made (RDF 1.1 Concepts)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

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


@dataclass(frozen=True, slots=True)
class Iri:
    """A resource. Characters that no IRI may hold (RFC 3987) are percent-encoded."""

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


def safe(iri: str) -> str:
    """An IRI that breaks out of no syntax."""
    return _UNSAFE.sub(lambda found: quote(found[0], safe="", errors="replace"), iri)


def expand(name: str) -> str:
    """`dcat:Dataset` as a whole IRI."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


class Graph:
    """Subjects, each with its predicates (`dct:title`) and objects; what is said twice stands once."""

    def __init__(self, source_language: str) -> None:
        self.source_language = source_language
        self.nodes: dict[str, list[tuple[str, Term]]] = {}

    def add(self, subject: str, predicate: str, *objects: Term | str | None) -> None:
        """Say something of a subject; a string is the IRI of a resource, None and the empty string say nothing."""
        said = self.nodes.setdefault(safe(subject), [])
        for item in objects:
            term = Iri(item) if isinstance(item, str) and item else item
            if term and (predicate, term) not in said:
                said.append((predicate, term))

    def node(self, subject: str, *classes: str) -> str:
        """A resource of these classes (`dcat:Dataset`); gives its IRI."""
        self.add(subject, TYPE, *(expand(name) for name in classes))
        return safe(subject)

    def words(self, subject: str, predicate: str, text: Text) -> None:
        """A text in every language that has it."""
        terms = (Literal(words, code or self.source_language) for code, words in text.entries)
        self.add(subject, predicate, *terms)

    def objects(self, subject: str, predicate: str) -> tuple[Term, ...]:
        """What is said of a subject by this predicate."""
        return tuple(term for name, term in self.nodes.get(subject, ()) if name == predicate)

    def subjects(self, kind: str) -> Iterator[str]:
        """The resources of a class (`dcat:Dataset`)."""
        wanted = (TYPE, Iri(expand(kind)))
        return (subject for subject, said in self.nodes.items() if wanted in said)

    def prefixes(self) -> dict[str, str]:
        """The prefixes in use, in their order."""
        used = {name.partition(":")[0] for said in self.nodes.values() for name in _names(said)}
        return {prefix: iri for prefix, iri in PREFIXES.items() if prefix in used}


def grouped(said: Iterable[tuple[str, Term]]) -> dict[str, list[Term]]:
    """Objects by predicate; classes come first."""
    found: dict[str, list[Term]] = {TYPE: []}
    for predicate, term in said:
        found.setdefault(predicate, []).append(term)
    return {predicate: terms for predicate, terms in found.items() if terms}


def _names(said: Iterable[tuple[str, Term]]) -> Iterator[str]:
    for predicate, term in said:
        yield predicate
        if isinstance(term, Literal) and term.datatype:
            yield term.datatype
        elif isinstance(term, Iri):
            yield compact(term.value) or ""


def compact(iri: str) -> str | None:
    """A whole IRI as `dcat:Dataset`, where a prefix fits and the rest is a plain word."""
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", local):
            return f"{prefix}:{local}"
    return None
