"""The model: frozen values that say what a publication is. It imports nothing of ours and reads no file."""

from gazette.model.catalog import Article, Catalog, Evidence, Licence
from gazette.model.table import Column, Field, Record, Table, Value
from gazette.model.text import Phrase, Text

__all__ = [
    "Article",
    "Catalog",
    "Column",
    "Evidence",
    "Field",
    "Licence",
    "Phrase",
    "Record",
    "Table",
    "Text",
    "Value",
]
