"""Glossaries and lists of allowed values as concept schemes."""

from dataclasses import replace

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS

from gazette.describe import Files, skos
from tests.catalogs import catalog, harbour, island, table
from tests.declared import hostile

pytestmark = pytest.mark.filterwarnings("ignore")
HOME = "https://harbour.internal/"


def read(publication) -> Graph:
    """The vocabularies as a reader has them."""
    return Graph().parse(data=next(skos.describe(publication, Files())).body, format="turtle")


def test_terms_keep_their_words_in_every_language():
    """A term has its labels, its definition, its own name and its scheme."""
    found = read(harbour())
    quay = URIRef(f"{HOME}id/words/#quay")
    assert set(found.objects(quay, SKOS.prefLabel)) == {
        Literal("Quay", lang="en"),
        Literal("Quai", lang="fr"),
        Literal("رصيف", lang="ar"),
    }
    assert found.value(quay, SKOS.definition) == Literal("Where boats lie", lang="en")
    assert found.value(quay, SKOS.inScheme) == URIRef(f"{HOME}vocabularies.ttl#words")


def test_a_code_list_is_a_vocabulary():
    """A table that its resource calls a code list gives a concept a row; any other table of records gives none."""
    rows = table("kinds", "record", "id,name_en,name_fr,definition_en\nsail,Sail,Voile,Moved by wind\n")
    listed = replace(rows, descriptor={**rows.descriptor, "codeList": True})
    found = read(catalog([listed], languages=("en", "fr")))
    sail = URIRef(f"{HOME}id/kinds/sail/")
    assert found.value(sail, SKOS.notation) == Literal("sail")
    assert found.value(sail, SKOS.definition) == Literal("Moved by wind", lang="en")
    assert found.value(sail, SKOS.inScheme) == URIRef(f"{HOME}vocabularies.ttl#kinds")
    assert len(read(catalog([rows], languages=("en", "fr")))) == 0


def test_allowed_values_are_concepts():
    """A value without a label is called by its code."""
    found = read(harbour())
    sail = URIRef(f"{HOME}vocabularies.ttl#boats.kind.sail")
    assert (sail, RDF.type, SKOS.Concept) in found
    assert found.value(sail, SKOS.prefLabel) == Literal("sail")
    assert found.value(sail, SKOS.notation) == Literal("sail")


def test_another_name_is_never_the_preferred_one():
    """An expansion that repeats the label is left out (SKOS, S13)."""
    text = "id,term_en,abbreviation_en\na,Aid,Aid\nb,Boat,Bt\n"
    from tests import catalogs

    catalogs._MEANINGS["abbreviation"] = catalogs.meaning.ABBREVIATION
    try:
        found = read(catalog([table("words", "term", text)]))
    finally:
        del catalogs._MEANINGS["abbreviation"]
    assert [str(word) for word in found.objects(None, SKOS.altLabel)] == ["Bt"]


def test_without_terms_and_lists_the_file_is_empty_but_readable():
    """A publication without vocabularies publishes an empty graph."""
    assert len(read(island())) == 0


def test_hostile_words_stay_words():
    """Every label comes back letter by letter."""
    publication = hostile()
    words = publication.by_name["words"]
    label = words.label(words.records[0])
    assert {str(word) for word in read(publication).objects(None, SKOS.prefLabel)} >= {
        said for _, said in label.entries
    }
