"""The home page of a language: what the publication is, what comes first, what comes next, where the data is.

A table says by its descriptor's `home` how it is shown: `lead` (first, with what belongs to it), `next` (the
steps ahead) or `brief` (a short list). Where none says so, every table is shown as a short list.
"""

from collections.abc import Iterator, Sequence

from gazette import urls
from gazette.formats import FORMATS
from gazette.model import Record, Table, meaning
from gazette.site import jsonld
from gazette.site.drawings import overview
from gazette.site.frame import dated, frame, has_matrix
from gazette.site.page import Page, View
from gazette.site.paging import longest
from gazette.site.past import release
from gazette.site.reader import Reader
from gazette.site.strip import strip
from gazette.site.tree import counts, lead, mark, opening

_BYTES = 12_000
"""For what the records of a section say beside their names: where they say more, their pages do."""
MOST = 40
"""Links of a section: a table with more shows its top level only, and of that the first."""


def pages(reader: Reader) -> Iterator[Page]:
    """The one home page of this language."""
    catalog, language = reader.catalog, reader.language
    start = urls.home(language)
    said, introduction = reader.phrase(catalog.description), _introduction(reader, start)
    declared = any(table.descriptor.get("home") for table in reader.paged)
    yield frame(
        reader,
        "home.html",
        urls.home,
        reader.phrase(catalog.title),
        description=said["text"],
        lead=said if introduction is None else reader.phrase(introduction["summary"]),
        introduction=introduction,
        schema_org=[jsonld.package(reader, start)],
        marks=strip(reader, start),
        leading=[_section(reader, start, table) for table in _shown(reader, "lead")],
        ahead=[_section(reader, start, table) for table in _shown(reader, "next")],
        brief=[
            _section(reader, start, table)
            for table in (_shown(reader, "brief") if declared else [one for one, _ in opening(reader)])
        ],
        tables=[_counted(reader, start, table) for table in (*reader.paged, *reader.plain)],
        roadmap=urls.relative(start, urls.roadmap(language)) if dated(reader) else None,
        strategy=urls.relative(start, urls.strategy(language)) if reader.paged else None,
        briefing=urls.relative(start, urls.briefing(language)) if has_matrix(reader) else None,
        overview=overview.view(reader, start),
        latest=release(reader, start, reader.past.newest) if reader.past.newest else None,
        changes=urls.relative(start, urls.changes(language)) if reader.past.releases else None,
        data={
            "href": urls.relative(start, urls.datasets(language)),
            "tables": len(catalog.tables),
            "rows": sum(len(table.records) for table in catalog.tables),
            "bundle": reader.download(start, urls.data(FORMATS["bundle"].file(catalog.file_name)), "ZIP"),
        },
    )


def _introduction(reader: Reader, start: str) -> View | None:
    """The article of order 0 in this language: its title leads to it, its summary says the first of it."""
    for article in reader.catalog.articles:
        if article.order == 0 and article.language == reader.language:
            href = urls.relative(start, urls.page(reader.language, article.name))
            return {**reader.phrase(article.title), "href": href, "summary": article.summary}
    return None


def _shown(reader: Reader, how: str) -> list[Table]:
    return [table for table in reader.paged if table.descriptor.get("home") == how and _tops(reader, table)]


def _tops(reader: Reader, table: Table) -> Sequence[Record]:
    """The records that a section begins with: those that belong to nothing else; of steps ahead all, if all belong."""
    roots = reader.catalog.roots(table.name)
    return table.records if not roots and table.descriptor.get("home") == "next" else roots


def _counted(reader: Reader, start: str, table: Table) -> View:
    return {
        **reader.phrase(table.title),
        "href": urls.relative(
            start, (urls.dataset if table.role == "data" else urls.table)(reader.language, table.name)
        ),
        "count": len(table.records),
    }


def _section(reader: Reader, start: str, table: Table) -> View:
    """A table's records that belong to nothing else, each with the paged records that belong to it."""
    tops = _tops(reader, table)
    leads = [_weight_of_lead(reader, record) for record in tops[:MOST]]
    below = [child for top in tops for child in reader.catalog.children(top)]
    inner = reader.catalog.by_name[below[0].table] if below else table
    return {
        "table": table.name,
        "title": reader.phrase(inner.title),
        "href": urls.relative(start, urls.table(reader.language, inner.name)),
        "ordered": table.column(meaning.POSITION) is not None,
        "records": [
            _entry(
                reader, start, table, record, deep=len(tops) + len(below) <= MOST, said=sum(leads) <= _BYTES
            )
            for record in tops[:MOST]
        ],
        "more": urls.relative(start, urls.table(reader.language, table.name)) if len(tops) > MOST else None,
    }


def _weight_of_lead(reader: Reader, record: Record) -> int:
    table = reader.catalog.by_name[record.table]
    return longest(table.text(record, table.column(meaning.DESCRIPTION, meaning.DEFINITION)))


def _entry(reader: Reader, start: str, table: Table, record: Record, *, deep: bool, said: bool) -> View:
    """A record of a section; `said` lets it say what it says, `deep` shows what belongs to it."""
    column = table.column(meaning.DATE)
    return {
        **reader.link(start, record),
        "date": reader.value(start, table, record, column) if column else None,
        "dated": column is not None,
        "lead": lead(reader, start, record) if said else None,
        "mark": mark(reader.catalog, record),
        "children": [
            {**reader.link(start, child), "counts": counts(reader, child)}
            for child in reader.catalog.children(record)
        ]
        if deep
        else [],
    }
