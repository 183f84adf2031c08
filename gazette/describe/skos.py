"""SKOS: the glossary, the code lists and every list of allowed values as concept schemes, in all languages.

Which table is a glossary is declared by its schema (`rdfType`), which one a code list by its resource (`codeList`).
A value without a label is called by its code.
A table of mappings (`skos:mappingRelation`) gives relations, and the tables between which it does are vocabularies too.
Left out: the records of other tables (they are no concepts).
"""

from collections.abc import Iterator

from gazette.artifact import Artifact
from gazette.describe import names
from gazette.describe.files import Files
from gazette.describe.rdf import Facts, Graph, Literal, jsonld, turtle
from gazette.model import Catalog, Field, Record, Table, Text, meaning
from gazette.model.provenance import RELATIONS


def describe(catalog: Catalog, _files: Files) -> Iterator[Artifact]:
    """Two files at the root of the site: the same graph twice."""
    graph = graph_of(catalog)
    yield Artifact("vocabularies.ttl", "text/turtle", turtle(graph))
    yield Artifact("vocabularies.jsonld", "application/ld+json", jsonld(graph))


def graph_of(catalog: Catalog) -> Graph:
    """All vocabularies of the publication."""
    graph = Graph(catalog.source_language)
    mapped = {record.table for mapping in catalog.mappings for record in (mapping.subject, mapping.target)}
    for table in catalog.tables:
        if table.role == "term" or table.descriptor.get("codeList") is True or table.name in mapped:
            iri = names.vocabulary(catalog, table.name)
            scheme = _scheme(graph, iri, table.title, table.description)
            for record in table.records:
                _record(graph, catalog, scheme, table, record)
    for mapping in catalog.mappings:
        if mapping.relation in RELATIONS:
            both = (mapping.subject, mapping.target)
            ours, theirs = (names.record(catalog, record.table, record.id) for record in both)
            graph.add(ours, {f"skos:{mapping.relation}": theirs})
    for table in catalog.tables:
        for item in table.fields:
            if item.allowed:
                _values(graph, catalog, table, item)
    return graph


def _scheme(graph: Graph, iri: str, title: Text, description: Text) -> str:
    facts: Facts = {"dct:title": title, "skos:prefLabel": title, "dct:description": description}
    return graph.node(iri, "skos:ConceptScheme", facts=facts)


def _concept(graph: Graph, iri: str, scheme: str, code: str, label: Text) -> str:
    facts: Facts = {
        "skos:inScheme": scheme,
        "skos:topConceptOf": scheme,
        "skos:notation": Literal(code),
        "skos:prefLabel": label or Literal(code),
    }
    node = graph.node(iri, "skos:Concept", facts=facts)
    graph.add(scheme, {"skos:hasTopConcept": node})
    return node


def _values(graph: Graph, catalog: Catalog, table: Table, item: Field) -> None:
    """The allowed values of a column."""
    parts = (table.name, item.name)
    scheme = _scheme(graph, names.vocabulary(catalog, *parts), item.title, item.description)
    for number, code in enumerate(item.allowed, 1):
        # By position where a code would be no fragment; codes are usually plain words.
        name = code if code.isascii() and code.replace("-", "").replace("_", "").isalnum() else f"~{number}"
        _concept(graph, names.vocabulary(catalog, *parts, name), scheme, code, item.labels.get(code, Text()))


def _record(graph: Graph, catalog: Catalog, scheme: str, table: Table, record: Record) -> None:
    """A term of a glossary or a code of a list; its name is the record's own."""

    def text(*meanings: str) -> Text:
        return table.text(record, table.column(*meanings))

    label = table.label(record)
    node = _concept(graph, names.record(catalog, table.name, record.id), scheme, record.id, label)
    column = table.column(meaning.SOURCE)
    target = catalog.target(record, column) if column else None
    other = (*text(meaning.ABBREVIATION).entries, *text(meaning.EXPANSION).entries)
    hidden = (
        (code, form.strip()) for code, forms in text(meaning.VARIANTS).entries for form in forms.split(";")
    )
    facts: Facts = {
        "skos:definition": text(meaning.DEFINITION),
        "skos:note": text(meaning.NOTE, meaning.DESCRIPTION),
        # In words, or as the record that a foreign key points at.
        "dct:source": names.record(catalog, target.table, target.id)
        if target
        else table.text(record, column),
        # Never one that is the preferred label in that language (SKOS, S13).
        "skos:altLabel": Text(tuple(entry for entry in other if entry not in label.entries)),
        "skos:hiddenLabel": Text(tuple(entry for entry in hidden if entry[1])),
    }
    graph.add(node, facts)
