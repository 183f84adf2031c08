"""The source, line by line, each line linked to what was read from it."""

from collections.abc import Iterator

from gazette import urls
from gazette.model import Record, Table, meaning
from gazette.site.frame import frame, step
from gazette.site.page import Page, View
from gazette.site.reader import Reader


def pages(reader: Reader) -> Iterator[Page]:
    """One page for all sources, if the package keeps any passages."""
    passages = reader.catalog.of_role("passage")
    if not passages:
        return
    words, start = reader.words, urls.source(reader.language)
    yield frame(
        reader,
        "source.html",
        urls.source,
        reader.phrase(words("Source")),
        description=words("The source line by line, with what was read from each line and on what basis."),
        trail=[step(reader, start, urls.home(reader.language), reader.phrase(words("Home")))],
        sources=[
            _source(reader, start, table, record, passages)
            for table in reader.catalog.of_role("source")
            for record in table.records
        ],
    )


def _source(reader: Reader, start: str, table: Table, record: Record, passages: tuple[Table, ...]) -> View:
    return {
        "id": record.id,
        "title": reader.label(record),
        "facts": reader.facts(start, table, record),
        "lines": [
            _line(reader, start, lines, passage)
            for lines in passages
            for passage in lines.records
            if record in (reader.catalog.target(passage, column) for column in lines.columns)
        ],
    }


def _line(reader: Reader, start: str, table: Table, passage: Record) -> View:
    number, role = table.column(meaning.POSITION), table.column(meaning.KIND)
    return {
        "id": passage.id,
        "number": passage.values[number.first.name] if number else passage.id,
        "text": reader.source_phrase(reader.label(passage)["text"]),
        "role": reader.value(start, table, passage, role) if role else None,
        "read": [
            {
                **reader.link(start, item.record),
                "kind": reader.phrase(reader.catalog.by_name[item.record.table].singular),
                "basis": _basis(reader, start, item.row),
                "code": item.basis,
            }
            for item in reader.catalog.read_from(passage)
        ],
    }


def _basis(reader: Reader, start: str, row: Record) -> View | None:
    table = reader.catalog.by_name[row.table]
    column = table.column(meaning.KIND)
    return reader.value(start, table, row, column) if column else None
