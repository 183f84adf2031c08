"""A page per record: what it says, its facts, what belongs and refers to it, where the source says it."""

from collections.abc import Iterator, Sequence
from functools import partial

from gazette import urls
from gazette.model import Catalog, Record, Table, meaning
from gazette.site.frame import frame, step
from gazette.site.page import Page, View
from gazette.site.reader import Reader


def pages(reader: Reader) -> Iterator[Page]:
    """One page per record of every substantive table."""
    for table in reader.paged:
        for record in table.records:
            yield _page(reader, table, record)


def _page(reader: Reader, table: Table, record: Record) -> Page:
    catalog, language, words = reader.catalog, reader.language, reader.words
    at = partial(urls.record, item=record)
    start = at(language)
    title = reader.label(record)
    above = catalog.ancestors(record)
    description = table.column(meaning.DESCRIPTION, meaning.DEFINITION)
    lead = None
    if description is not None and description is not table.label_column:
        lead = reader.value(start, table, record, description)
    return frame(
        reader,
        "record.html",
        at,
        title,
        description=_sentence(reader, table, title, above, lead),
        section=urls.table(language, table.name),
        trail=[
            step(reader, start, urls.home(language), reader.phrase(words("Home"))),
            step(reader, start, urls.table(language, table.name), reader.phrase(table.title)),
            *(reader.link(start, item) for item in above),
        ],
        kind=reader.phrase(table.singular),
        id=record.id,
        lead=lead,
        facts=reader.facts(start, table, record, [description]),
        belongs=groups(reader, start, catalog.children(record)),
        referring=_referring(reader, start, record),
        evidence=evidence(reader, start, record),
        neighbours=_neighbours(reader, start, record),
        record_json=urls.relative(start, urls.record_data(record)),
        dataset=urls.relative(start, urls.dataset(language, table.name)),
    )


def _sentence(reader: Reader, table: Table, title: View, above: Sequence[Record], lead: View | None) -> str:
    """One sentence for search engines and previews: kind, name, what it belongs to."""
    kind = reader.phrase(table.singular)["text"]
    inside = " › ".join(reader.label(item)["text"] for item in above)
    parts = [f"{kind}: {title['text']}", inside, lead["text"] if lead else ""]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def groups(reader: Reader, start: str, records: Sequence[Record], depth: int = 3) -> list[View]:
    """Records by table, each with what belongs to it in turn."""
    by_table: dict[str, list[Record]] = {}
    for record in records:
        by_table.setdefault(record.table, []).append(record)
    return [
        {
            "table": name,
            "title": reader.phrase(reader.catalog.by_name[name].title),
            "records": [
                {
                    **reader.link(start, record),
                    "groups": groups(reader, start, reader.catalog.children(record), depth - 1)
                    if depth
                    else [],
                }
                for record in members
            ],
        }
        for name, members in by_table.items()
    ]


def _descendants(catalog: Catalog, record: Record) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    waiting = list(catalog.children(record))
    while waiting:
        item = waiting.pop()
        if (item.table, item.id) not in found:
            found.add((item.table, item.id))
            waiting.extend(catalog.children(item))
    return found


def _referring(reader: Reader, start: str, record: Record) -> list[View]:
    """Records that point here without belonging here, by table and column."""
    below = _descendants(reader.catalog, record)
    by_column: dict[tuple[str, str], View] = {}
    for other, column in reader.catalog.referrers(record):
        if (other.table, other.id) in below:
            continue
        table = reader.catalog.by_name[other.table]
        group = by_column.setdefault(
            (table.name, column.name),
            {
                "table": reader.phrase(table.title),
                "column": reader.phrase(column.first.title),
                "records": [],
            },
        )
        group["records"].append(reader.link(start, other))
    return list(by_column.values())


def evidence(reader: Reader, start: str, record: Record) -> list[View]:
    """Where the source says it: line, words, basis and reason."""
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
                "note": reader.phrase(item.note) if item.note else None,
            }
        )
    return found


def _neighbours(reader: Reader, start: str, record: Record) -> View:
    """The record before and the one after, among those that stand under the same parent."""
    siblings = _siblings(reader.catalog, record)
    place = siblings.index(record)
    return {
        "before": reader.link(start, siblings[place - 1]) if place else None,
        "after": reader.link(start, siblings[place + 1]) if place + 1 < len(siblings) else None,
    }


def _siblings(catalog: Catalog, record: Record) -> Sequence[Record]:
    above = catalog.parent(record)
    if above is not None:
        return [item for item in catalog.children(above) if item.table == record.table]
    return catalog.roots(record.table)
