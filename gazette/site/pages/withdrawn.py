"""Addresses outlive what stood there: a withdrawn record keeps its page, which says so and points on."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from gazette import urls
from gazette.model import Record, Table
from gazette.model.release import Release
from gazette.site import past
from gazette.site.frame import frame, step
from gazette.site.page import Page, View
from gazette.site.reader import Reader


def pages(reader: Reader) -> Iterator[Page]:
    """One page per record and table that an earlier release had and the shown edition has not."""
    for record, last in past.gone_records(reader):
        yield _page(reader, record, last)
    for table, last in past.gone_tables(reader):
        if table.paged:
            yield _table(reader, partial(urls.table, name=table.name), table, last)
        yield _table(reader, partial(urls.dataset, name=table.name), table, last)


def _table(reader: Reader, at: Callable[[str], str], table: Table, last: Release) -> Page:
    """What stands where the list or the dataset page of a removed table stood."""
    start = at(reader.language)
    return _gone(
        reader,
        at,
        reader.phrase(table.title),
        last,
        kind=reader.phrase(reader.words("Dataset")),
        id=table.name,
        json=urls.relative(start, urls.data(f"{table.name}.json", last.version)),
    )


def _page(reader: Reader, record: Record, last: Release) -> Page:
    at = partial(urls.record, item=record)
    start = at(reader.language)
    table = last.catalog.by_name[record.table]
    address = (record.table, record.id)
    stone = next(
        (stone for stone in reader.catalog.tombstones if (stone.table, stone.record) == address), None
    )
    return _gone(
        reader,
        at,
        reader.phrase(table.label(record)),
        last,
        kind=reader.phrase(table.singular),
        id=record.id,
        json=urls.relative(start, urls.record_data(record, last.version)),
        reason=reader.phrase(stone.reason) if stone and stone.reason else None,
        successor=_successor(reader, start, record.table, stone.replaced_by if stone else None),
        story=past.story(reader, start, record),
    )


def _gone(reader: Reader, at: Callable[[str], str], title: View, last: Release, **content: object) -> Page:
    words, language = reader.words, reader.language
    start = at(language)
    page = frame(
        reader,
        "withdrawn.html",
        at,
        title,
        description=words.labelled(words("Withdrawn"), title["text"]),
        section=urls.changes(language),
        trail=[
            step(reader, start, urls.home(language), reader.phrase(words("Home"))),
            step(reader, start, urls.changes(language), reader.phrase(words("What has changed"))),
        ],
        last={
            "version": last.version,
            "date": reader.date(last.created),
            "href": urls.relative(start, urls.release(language, last.version)),
        },
        **{"reason": None, "successor": None, "story": [], **content},
    )
    return replace(page, indexed=False)


def _successor(reader: Reader, start: str, table: str, identifier: str | None) -> View | None:
    """The record that stands in its place; itself perhaps withdrawn, then its address still leads on."""
    successor = reader.catalog.record(table, identifier) if identifier else None
    return reader.link(start, successor) if successor else None
