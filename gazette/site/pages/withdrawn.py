"""Addresses outlive what stood there: a withdrawn record keeps its page, which says so and points on."""

from collections.abc import Iterator
from functools import partial

from gazette import urls
from gazette.model import Record
from gazette.model.release import Release
from gazette.release.history import tombstone_of
from gazette.site import past
from gazette.site.frame import frame, step
from gazette.site.page import Page, View
from gazette.site.reader import Reader


def pages(reader: Reader) -> Iterator[Page]:
    """One page per record that an earlier release had and the shown edition has not."""
    for record, last in past.gone_records(reader):
        yield _page(reader, record, last)


def _page(reader: Reader, record: Record, last: Release) -> Page:
    words, language = reader.words, reader.language
    at = partial(urls.record, item=record)
    start = at(language)
    table = last.catalog.by_name[record.table]
    title = reader.phrase(table.label(record))
    stone = tombstone_of(reader.catalog, (record.table, record.id))
    return frame(
        reader,
        "withdrawn.html",
        at,
        title,
        description=f"{words('Withdrawn')}: {title['text']}",
        section=urls.changes(language),
        trail=[
            step(reader, start, urls.home(language), reader.phrase(words("Home"))),
            step(reader, start, urls.changes(language), reader.phrase(words("What has changed"))),
        ],
        kind=reader.phrase(table.singular),
        id=record.id,
        last={
            "version": last.version,
            "date": reader.date(last.created),
            "href": urls.relative(start, urls.release(language, last.version)),
            "json": urls.relative(start, urls.record_data(record, last.version)),
        },
        reason=reader.phrase(stone.reason) if stone and stone.reason else None,
        heir=_heir(reader, start, record.table, stone.replaced_by if stone else None),
        story=past.story(reader, start, record),
    )


def _heir(reader: Reader, start: str, table: str, identifier: str | None) -> View | None:
    """The record that stands in its place; itself perhaps withdrawn, then its address still leads on."""
    found = reader.catalog.record(table, identifier) if identifier else None
    return reader.link(start, found) if found else None
