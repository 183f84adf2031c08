"""The home page of a language: what the publication is, what belongs to what, where the data is."""

from collections.abc import Iterator

from gazette import urls
from gazette.model import Record, Table, meaning
from gazette.site.frame import frame
from gazette.site.page import Page, View
from gazette.site.reader import Reader


def pages(reader: Reader) -> Iterator[Page]:
    """The one home page of this language."""
    catalog = reader.catalog
    start = urls.home(reader.language)
    lead = reader.phrase(catalog.description)
    yield frame(
        reader,
        "home.html",
        urls.home,
        reader.phrase(catalog.title),
        description=lead["text"],
        lead=lead,
        sections=[section for table in reader.paged if (section := _section(reader, start, table))],
        data={
            "href": urls.relative(start, urls.datasets(reader.language)),
            "tables": len(catalog.tables),
            "rows": sum(len(table.records) for table in catalog.tables),
            "bundle": reader.download(start, urls.data("strategy.zip"), "ZIP"),
        },
    )


def _section(reader: Reader, start: str, table: Table) -> View | None:
    """A table's records that belong to nothing else, each with the paged records that belong to it."""
    tops = reader.catalog.roots(table.name)
    if not tops:
        return None
    dated = table.column(meaning.DATE)
    return {
        "table": table.name,
        "title": reader.phrase(table.title),
        "href": urls.relative(start, urls.table(reader.language, table.name)),
        "ordered": table.column(meaning.POSITION) is not None,
        "records": [_entry(reader, start, table, record, dated is not None) for record in tops],
    }


def _entry(reader: Reader, start: str, table: Table, record: Record, dated: bool) -> View:  # noqa: FBT001
    column = table.column(meaning.DATE) if dated else None
    below = reader.catalog.children(record)
    return {
        **reader.link(start, record),
        "date": reader.value(start, table, record, column) if column else None,
        "dated": dated,
        "children": [reader.link(start, child) for child in below],
    }
