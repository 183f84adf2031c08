"""What a record can be found by in the search, beside its words: its kind, its rank, its row of the matrix."""

from gazette.model import Record
from gazette.site.reader import Reader


def facets(reader: Reader, record: Record) -> dict[str, str]:
    """The facets and the record's values, in the words of the page."""
    catalog = reader.catalog
    found = {reader.words("Kind"): reader.phrase(catalog.by_name[record.table].title)["text"]}
    for one in (*catalog.ancestors(record), record):
        table = catalog.by_name[one.table]
        if table.descriptor.get("home") == "lead" or table.descriptor.get("matrix") is True:
            found[reader.phrase(table.singular)["text"]] = reader.label(one)["text"]
    return found
