"""The vocabularies: one graph twice, and the integrity conditions of SKOS as rules of our own."""

import pytest
from rdflib import Graph, Literal
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, SKOS

from gazette.model.provenance import RELATIONS

pytestmark = pytest.mark.filterwarnings("ignore")
LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)


def faults(graph: Graph) -> set[str]:
    """The rules that a graph of concepts breaks (SKOS Reference, S9, S13, S14, S27, and ours)."""
    found = set()
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    schemes = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    if concepts & schemes:
        found.add("S9: a concept is a scheme")
    for concept in concepts:
        languages = [label.language for label in graph.objects(concept, SKOS.prefLabel)]
        if len(languages) != len(set(languages)):
            found.add("S14: two preferred labels in one language")
        if not languages:
            found.add("no preferred label")
        sets = [set(graph.objects(concept, name)) for name in LABELS]
        if any(one & other for at, one in enumerate(sets) for other in sets[at + 1 :]):
            found.add("S13: a label of two kinds")
        if not set(graph.objects(concept, SKOS.inScheme)) & schemes:
            found.add("in no scheme")
        if concept in graph.transitive_objects(
            next(graph.objects(concept, SKOS.broader), None), SKOS.broader
        ):
            found.add("a cycle")
        if set(graph.objects(concept, SKOS.related)) & set(graph.objects(concept, SKOS.broader)):
            found.add("S27: related and broader")
    return found


def test_the_vocabularies_are_whole(site):
    """Both files are one graph that breaks no rule."""
    graph = Graph().parse(site / "vocabularies.ttl")
    assert isomorphic(graph, Graph().parse(site / "vocabularies.jsonld"))
    assert faults(graph) == set()


def test_every_term_and_every_value_is_a_concept_in_all_languages(site, publication):
    """As many concepts as terms, codes, mapped records and values, labelled in every language that has the word."""
    graph = Graph().parse(site / "vocabularies.ttl")
    mapped = {record.table for one in publication.mappings for record in (one.subject, one.target)}
    lists = [
        one
        for one in publication.tables
        if one.role == "term" or one.descriptor.get("codeList") or one.name in mapped
    ]
    terms = [record for table in lists for record in table.records]
    assert len(lists) > len(publication.of_role("term"))
    values = [value for table in publication.tables for item in table.fields for value in item.allowed]
    concepts = list(graph.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) == len(terms) + len(values)
    for concept in concepts:
        assert {label.language for label in graph.objects(concept, SKOS.prefLabel)} == set(
            publication.languages
        ), concept


def test_every_row_of_the_crosswalk_is_a_mapping_between_two_concepts(site, publication):
    """The vocabularies state each row by the SKOS property that it names, and no other mapping."""
    graph = Graph().parse(site / "vocabularies.ttl")
    stated = {
        (str(ours).split("/id/")[1], name, str(theirs).split("/id/")[1])
        for name in RELATIONS
        for ours, theirs in graph.subject_objects(SKOS[name])
    }
    rows = publication.by_name["crosswalk"].records
    assert len(rows) == 26
    assert stated == {
        (f"priorities/{row.values['priority']}/", row.values["relation"], f"targets/{row.values['target']}/")
        for row in rows
    }
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert all(set(pair) <= concepts for name in RELATIONS for pair in graph.subject_objects(SKOS[name]))


@pytest.mark.parametrize("fault", ["S14", "S13", "in no scheme", "a cycle", "S27"])
def test_a_broken_vocabulary_is_found(site, fault):
    """Each rule finds the vocabulary that breaks it."""
    graph = Graph().parse(site / "vocabularies.ttl")
    one, other = sorted(graph.subjects(RDF.type, SKOS.Concept))[:2]
    label = next(graph.objects(one, SKOS.prefLabel))
    match fault:
        case "S14":
            graph.add((one, SKOS.prefLabel, Literal("another", lang=label.language)))
        case "S13":
            graph.add((one, SKOS.altLabel, label))
        case "in no scheme":
            graph.remove((one, SKOS.inScheme, None))
        case "a cycle":
            graph.add((one, SKOS.broader, other))
            graph.add((other, SKOS.broader, one))
        case _:
            graph.add((one, SKOS.broader, other))
            graph.add((one, SKOS.related, other))
    assert any(found.startswith(fault) for found in faults(graph))
