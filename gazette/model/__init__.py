"""The model: frozen values that say what a publication is. It imports nothing of ours and reads no file."""

from gazette.model.about import About, Agent, Concept
from gazette.model.catalog import Article, Catalog, File, Kept, Licence
from gazette.model.provenance import Document, Evidence, Tombstone
from gazette.model.question import Question
from gazette.model.table import Column, Field, Record, Table, Value
from gazette.model.text import Phrase, Text

__all__ = [
    "About",
    "Agent",
    "Article",
    "Catalog",
    "Column",
    "Concept",
    "Document",
    "Evidence",
    "Field",
    "File",
    "Kept",
    "Licence",
    "Phrase",
    "Question",
    "Record",
    "Table",
    "Text",
    "Tombstone",
    "Value",
]
