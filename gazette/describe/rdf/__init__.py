"""A graph of statements and its three ways to be written: Turtle, JSON-LD and RDF/XML.

Every resource has an address of its own: without blank nodes the same graph is the same bytes each time, and
the three files are the same graph to a reader.
"""

from gazette.describe.rdf.graph import Graph, Iri, Literal, Term
from gazette.describe.rdf.jsonld import jsonld
from gazette.describe.rdf.turtle import turtle
from gazette.describe.rdf.xml import rdfxml

__all__ = ["Graph", "Iri", "Literal", "Term", "jsonld", "rdfxml", "turtle"]
