"""SKOS: the glossary, the code lists and every list of allowed values as concept schemes, in all languages.

Which table is a glossary is declared by its schema (`rdfType`), which one a code list by its resource (`codeList`).
A value without a label is called by its code.
A table of mappings (`skos:mappingRelation`) gives relations, and the tables between which it does are vocabularies too.
Left out: the records of other tables (they are no concepts).
"""

from collections.abc import Iterator

from gazette.artifact import Artifact
from gazette.describe import names
from gazette.describe.made import Made
from gazette.describe.rdf import Graph, Literal, jsonld, turtle
from gazette.model import Catalog, Column, Field, Record, Table, Text, meaning
from gazette.model.mapping import RELATIONS


def describe(catalog: Catalog, made: Made) -> Iterator[Artifact]:  # noqa: ARG001 - a describer like the others
    """Two files at the root of the site: the same graph twice."""
    graph = graph_of(catalog)
    yield Artifact("vocabularies.ttl", "text/turtle", turtle(graph))
    yield Artifact("vocabularies.jsonld", "application/ld+json", jsonld(graph))


def graph_of(catalog: Catalog) -> Graph:
    """All vocabularies of the publication."""
    graph = Graph(catalog.source_language)
    mapped = {record.table for one in catalog.mappings for record in (one.subject, one.target)}
    for table in catalog.tables:
        if table.role == "term" or table.descriptor.get("codeList") is True or table.name in mapped:
            _records(graph, catalog, table)
    for one in catalog.mappings:
        if one.relation in RELATIONS:
            ours, theirs = (
                names.record(catalog, catalog.by_name[row.table], row.id) for row in (one.subject, one.target)
            )
            graph.add(ours, f"skos:{one.relation}", theirs)
    for table in catalog.tables:
        for item in table.fields:
            if item.allowed:
                _values(graph, catalog, table, item)
    return graph


def _scheme(graph: Graph, iri: str, title: Text, description: Text) -> str:
    node = graph.node(iri, "skos:ConceptScheme")
    graph.words(node, "dct:title", title)
    graph.words(node, "skos:prefLabel", title)
    graph.words(node, "dct:description", description)
    return node


def _concept(graph: Graph, iri: str, scheme: str, code: str, label: Text) -> str:
    node = graph.node(iri, "skos:Concept")
    graph.add(node, "skos:inScheme", scheme)
    graph.add(node, "skos:topConceptOf", scheme)
    graph.add(scheme, "skos:hasTopConcept", node)
    graph.add(node, "skos:notation", Literal(code))
    if label:
        graph.words(node, "skos:prefLabel", label)
    else:
        graph.add(node, "skos:prefLabel", Literal(code))
    return node


def _values(graph: Graph, catalog: Catalog, table: Table, item: Field) -> None:
    """The allowed values of a column."""
    parts = (table.name, item.name)
    scheme = _scheme(graph, names.vocabulary(catalog, *parts), item.title, item.description)
    for number, code in enumerate(item.allowed, 1):
        # By position where a code would be no fragment; codes are usually plain words.
        name = code if code.isascii() and code.replace("-", "").replace("_", "").isalnum() else f"~{number}"
        _concept(graph, names.vocabulary(catalog, *parts, name), scheme, code, item.labels.get(code, Text()))


def _records(graph: Graph, catalog: Catalog, table: Table) -> None:
    """The terms of a glossary or the codes of a list; their names are the records' own."""
    iri = names.vocabulary(catalog, table.name)
    scheme = _scheme(graph, iri, table.title, table.description)
    for record in table.records:
        node = _concept(
            graph, names.record(catalog, table, record.id), scheme, record.id, table.label(record)
        )
        graph.words(node, "skos:definition", table.text(record, table.column(meaning.DEFINITION)))
        graph.words(node, "skos:note", table.text(record, table.column(meaning.NOTE, meaning.DESCRIPTION)))
        _source(graph, catalog, node, table, record)
        for wanted in (meaning.ABBREVIATION, meaning.EXPANSION):
            _alternatives(graph, node, table, record, table.column(wanted))
        for code, forms in table.text(record, table.column(meaning.VARIANTS)).entries:
            for form in filter(None, (one.strip() for one in forms.split(";"))):
                graph.words(node, "skos:hiddenLabel", Text(((code, form),)))


def _source(graph: Graph, catalog: Catalog, node: str, table: Table, record: Record) -> None:
    """Where a definition comes from: in words, or as the record that a foreign key points at."""
    column = table.column(meaning.SOURCE)
    target = catalog.target(record, column) if column else None
    if target is None:
        graph.words(node, "dct:source", table.text(record, column))
    else:
        graph.add(node, "dct:source", names.record(catalog, catalog.by_name[target.table], target.id))


def _alternatives(graph: Graph, node: str, table: Table, record: Record, column: Column | None) -> None:
    """Other names of a term; never one that is its preferred label in that language (SKOS, S13)."""
    preferred = {(code, words) for code, words in table.label(record).entries}
    others = [entry for entry in table.text(record, column).entries if entry not in preferred]
    graph.words(node, "skos:altLabel", Text(tuple(others)))
