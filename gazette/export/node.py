"""A record as one JSON object that means the same wherever it stands: in the nested file or in its own.

    {"table", "id", "texts": {column: {language: words}}, "values": {column: value}, "evidence": [...]}

Text in languages is told apart from plain values, a reference names its table, and evidence goes along.
"""

from gazette.export.cell import plain
from gazette.model import Catalog, Record, Table, Text, Value, meaning

Node = dict[str, object]

SUBSTANTIVE = ("record", "term")
"""The roles of tables whose rows are what the publication says, as against how it is known."""


def substantive(catalog: Catalog) -> tuple[Table, ...]:
    """The substantive tables, in the descriptor's order."""
    return tuple(table for table in catalog.tables if table.role in SUBSTANTIVE)


def words(catalog: Catalog, text: Text) -> dict[str, str]:
    """A text by language; one in no declared language is in the source language."""
    return {code or catalog.source_language: phrase for code, phrase in text.entries}


def facts(catalog: Catalog, record: Record) -> Node:
    """The record itself: its id, its texts and its values."""
    table, values = catalog.by_name[record.table], record.values
    return {
        "table": table.name,
        "id": record.id,
        "texts": {
            name: {code: str(value) for code, field in fields if (value := values[field]) is not None}
            for name, fields in table.text_fields
        },
        "values": {
            column.name: _value(values[column.name], column.reference) for column in table.value_columns
        },
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


def _value(value: Value, reference: str | None) -> object:
    if reference is None or value is None:
        return plain(value)
    return {"table": reference, "id": str(value)}
