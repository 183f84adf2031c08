"""What a record can be found by in the search, beside its words: its kind, its rank, its row of the matrix."""

from collections.abc import Iterator

from gazette.model import Record, Table
from gazette.site.page import View
from gazette.site.reader import Reader


def facets(reader: Reader, record: Record) -> dict[str, str]:
    """The facets and the record's values, in the words of the page."""
    catalog = reader.catalog
    said = {reader.words("Kind"): reader.phrase(catalog.by_name[record.table].title)["text"]}
    for one in (*catalog.ancestors(record), record):
        table = catalog.by_name[one.table]
        if _ranks(table):
            said[reader.phrase(table.singular)["text"]] = reader.label(one)["text"]
    return said


def standing(reader: Reader, record: Record) -> Iterator[View]:
    """The names of the rank and of the row of the matrix in which a record stands, itself left out."""
    for one in reader.catalog.ancestors(record):
        if _ranks(reader.catalog.by_name[one.table]):
            yield reader.label(one)


def _ranks(table: Table) -> bool:
    return table.descriptor.get("home") == "lead" or table.descriptor.get("matrix") is True
