"""Where the source says a record: line, words, basis and reason."""

from gazette.model import Record, meaning
from gazette.site.page import View
from gazette.site.reader import Reader


def evidence(reader: Reader, start: str, record: Record) -> list[View]:
    """Every line that the record was read from. `weakest` marks the last of the bases that the schema allows."""
    found = []
    for item in reader.catalog.evidence_of(record):
        passages, rows = reader.catalog.by_name[item.passage.table], reader.catalog.by_name[item.row.table]
        line, basis = passages.column(meaning.POSITION), rows.column(meaning.KIND)
        found.append(
            {
                "href": reader.href(start, reader.address(item.passage)),
                "line": item.passage.values[line.first.name] if line else item.passage.id,
                "quote": reader.source_phrase(reader.label(item.passage)["text"].strip()),
                "basis": reader.value(start, rows, item.row, basis) if basis else None,
                "weakest": basis is not None and item.basis in basis.first.allowed[-1:],
                "note": reader.quoting(item.note) if item.note else None,
            }
        )
    return found
