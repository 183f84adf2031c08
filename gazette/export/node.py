"""A record as one JSON object that means the same wherever it stands: in the nested file or in its own.

    {"table", "id", "texts": {column: {language: words}}, "values": {column: value}, "evidence": [...]}

Text in languages is told apart from plain values, a reference names its table, and evidence goes along.
"""

from gazette.export.cell import plain
from gazette.model import Catalog, Column, Record, Table, Text, meaning

Node = dict[str, object]

SUBSTANTIVE = ("record", "term")
"""The roles of tables whose rows are what the publication says, as against how it is known."""


def substantive(catalog: Catalog) -> tuple[Table, ...]:
    """The substantive tables, in the descriptor's order."""
    return tuple(table for table in catalog.tables if table.role in SUBSTANTIVE)


def value_columns(table: Table) -> tuple[Column, ...]:
    """The columns in no language, without the one that is the record's id already."""
    return tuple(c for c in table.columns if not c.translated and table.primary_key != (c.name,))


def text_columns(table: Table) -> tuple[Column, ...]:
    """The columns of human text in languages."""
    return tuple(column for column in table.columns if column.translated)


def words(catalog: Catalog, text: Text) -> dict[str, str]:
    """A text by language; one in no declared language is in the source language."""
    return {code or catalog.source_language: phrase for code, phrase in text.entries}


def facts(catalog: Catalog, record: Record) -> Node:
    """The record itself: its id, its texts and its values."""
    table = catalog.by_name[record.table]
    return {
        "table": table.name,
        "id": record.id,
        "texts": {c.name: words(catalog, table.text(record, c)) for c in text_columns(table)},
        "values": {c.name: _value(record, c) for c in value_columns(table)},
    }


def evidence(catalog: Catalog, record: Record) -> list[Node]:
    """Where the source says it: the passage, its line and its words, on what basis, and the note."""
    found: list[Node] = []
    for item in catalog.evidence_of(record):
        passages = catalog.by_name[item.passage.table]
        line, quoted = passages.column(meaning.POSITION), passages.column(meaning.VERBATIM)
        found.append(
            {
                "passage": item.passage.id,
                "line": plain(item.passage.values[line.first.name]) if line else None,
                "quote": plain(item.passage.values[quoted.first.name]) if quoted else None,
                "basis": item.basis or None,
                "note": words(catalog, item.note),
            }
        )
    return found


def _value(record: Record, column: Column) -> object:
    value = plain(record.values[column.first.name])
    if column.reference is None or value is None:
        return value
    return {"table": column.reference, "id": str(value)}
