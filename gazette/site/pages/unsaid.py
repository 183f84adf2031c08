"""What a strategy leaves open: empty columns, records without what others have, and kinds of fact that no table has.

All of it is computed from the data, and said without judgement: who plans on, or reports, sees what is to be asked.
"""

from collections.abc import Iterator, Sequence

from gazette import urls
from gazette.model import Column, Record, Table, meaning
from gazette.site.found import Found
from gazette.site.frame import frame, is_plan, step
from gazette.site.page import Page, View
from gazette.site.reader import Reader
from gazette.site.tree import descendants

_ASKED = {
    meaning.DESCRIPTION, meaning.DEFINITION, meaning.DATE, meaning.RELATION, meaning.RESPONSIBLE, meaning.COST,
    meaning.INDICATOR,
}  # fmt: skip
"""Columns whose empty cells are something that is not said; others are empty where there is nothing to say."""
_MOST = 20
"""Records that are named; of more the number is told."""


def pages(reader: Reader) -> Iterator[Page]:
    """The one page of this language, for a strategy."""
    if not is_plan(reader):
        return
    words, language = reader.words, reader.language
    start, title = urls.unsaid(language), words("What is not said")
    description = words(
        "Empty columns, records that lack what others of their kind have, and facts without a column: all computed."
    )
    gaps = [gap for table in reader.paged if not table.editorial for gap in _gaps(reader, start, table)]
    yield frame(
        reader,
        "unsaid.html",
        urls.unsaid,
        reader.phrase(title),
        description=description,
        found=[Found(start, title, words("Ways to read"), texts=(description,), aside=True)],
        trail=[step(reader, start, urls.home(language), reader.phrase(words("Home")))],
        gaps=gaps,
        absent=[words("No table has a column for %(what)s.") % {"what": what} for what in _absent(reader)],
        matrix=urls.relative(start, urls.matrix(language)) if reader.tags else None,
    )


def _absent(reader: Reader) -> Iterator[str]:
    """The kinds of fact that no column of a table of the strategy's own is declared to hold."""
    words = reader.words
    kinds = {
        meaning.DATE: words("dates"),
        meaning.RESPONSIBLE: words("who is responsible"),
        meaning.COST: words("costs"),
        meaning.INDICATOR: words("indicators"),
    }
    declared = {column.meaning for table in reader.paged for column in table.columns}
    yield from (name for kind, name in kinds.items() if kind not in declared)


def _gaps(reader: Reader, start: str, table: Table) -> Iterator[View]:
    for column in table.columns:
        if column.meaning in _ASKED and not column.first.editorial:
            empty = [record for record in table.records if _is_empty(record, column)]
            if empty:
                title = f"{reader.phrase(table.title)['text']} – {reader.heading(column)['text']}"
                yield _gap(
                    reader, start, table, column.name, title, reader.words("Empty: %(n)s of %(all)s"), empty
                )
    under = {
        record.id: {below.table for below in descendants(reader.catalog, record)} for record in table.records
    }
    for name in (each.name for each in reader.paged if each is not table):
        without = [record for record in table.records if name not in under[record.id]]
        if 0 < len(without) < len(table.records):
            below = reader.phrase(reader.catalog.by_name[name].title)["text"]
            title = f"{reader.phrase(table.title)['text']} – {below}"
            yield _gap(reader, start, table, name, title, reader.words("Without: %(n)s of %(all)s"), without)


def _is_empty(record: Record, column: Column) -> bool:
    return all(record.values[field.name] is None for field in column.fields)


def _gap(
    reader: Reader,
    start: str,
    table: Table,
    lacking: str,
    title: str,
    counted: str,
    records: Sequence[Record],
) -> View:
    number = reader.words.number
    return {
        "id": f"{table.name}-{lacking}",
        "title": title,
        "count": counted % {"n": number(len(records)), "all": number(len(table.records))},
        "records": [reader.link(start, record) for record in records[:_MOST]],
        "more": reader.href(start, urls.table(reader.language, table.name)) if len(records) > _MOST else None,
    }
