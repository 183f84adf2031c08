"""The three ways to write a graph, each read back by rdflib."""

import pytest
from rdflib import Graph as Read
from rdflib import Literal as Words
from rdflib import URIRef
from rdflib.compare import isomorphic

from gazette.describe.rdf import Graph, Iri, Literal, jsonld, rdfxml, turtle
from gazette.model import Text
from tests.declared import HOSTILE

WRITERS = {"turtle": turtle, "json-ld": jsonld, "xml": rdfxml}
TITLE = URIRef("http://purl.org/dc/terms/title")


def graph(text: str) -> Graph:
    """One resource with this text plain, in two languages and as an address."""
    made = Graph("en")
    facts = {
        "dct:title": Text((("", text), ("ar", text))),
        "dct:description": Literal(text),
        "dct:issued": Literal("2024-01-01", datatype="xsd:date"),
        "dct:relation": Iri(f"https://x.internal/{text}"),
    }
    made.node("https://x.internal/a", "dcat:Dataset", facts=facts)
    return made


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("text", ["", "a", HOSTILE, '"""', "\\", "\r\n", "\x1f\x85", "𝔘 ﷽ \ufffd"])
def test_every_text_comes_back(form, text):
    """What was said is what is read, in every syntax; XML alone cannot hold control characters."""
    found = Read().parse(data=WRITERS[form](graph(text)), format=form)
    wanted = text.replace("\x1f", "\ufffd") if form == "xml" else text
    assert set(found.objects(None, TITLE)) == {Words(wanted, lang="en"), Words(wanted, lang="ar")}
    assert len(found) == 6


@pytest.mark.filterwarnings("ignore")
def test_the_three_are_one_graph():
    """The same statements stand in all three files."""
    read = [Read().parse(data=write(graph(HOSTILE)), format=form) for form, write in WRITERS.items()]
    assert all(isomorphic(read[0], other) for other in read[1:])


def test_an_address_breaks_out_of_nothing():
    """Characters that no IRI may hold are percent-encoded; others stay as they are."""
    assert Iri('https://x.internal/"> <a\n').value == "https://x.internal/%22%3E%20%3Ca%0A"
    assert Iri("https://x.internal/é(s)?a=b#c").value == "https://x.internal/é(s)?a=b#c"


def test_what_is_said_twice_stands_once():
    """A repeated statement, an empty address and None add nothing."""
    made = Graph("en")
    made.add("https://x.internal/", {"dct:title": [Literal("a"), Literal("a"), None, ""], "dct:source": None})
    made.add("https://x.internal/", {"dct:title": Literal("a")})
    assert list(made) == [("https://x.internal/", {"dct:title": [Literal("a")]})]
