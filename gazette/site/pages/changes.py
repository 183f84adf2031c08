"""What changed: a page of all releases and one per release; `difference` shows what lies between two."""

from collections.abc import Iterator
from functools import partial

from gazette import urls
from gazette.formats import FORMATS
from gazette.model import Table
from gazette.model.release import Release
from gazette.site import past
from gazette.site.citation import cited_release
from gazette.site.frame import frame, step
from gazette.site.page import Page, View
from gazette.site.reader import Reader


def pages(reader: Reader) -> Iterator[Page]:
    """Nothing before the first release."""
    if not reader.past.releases:
        return
    yield _index(reader)
    for edition in reader.past.releases:
        yield _release(reader, edition)


def trail(reader: Reader, start: str) -> list[View]:
    """The way to a page about a release."""
    words, language = reader.words, reader.language
    return [
        step(reader, start, urls.home(language), reader.phrase(words("Home"))),
        step(reader, start, urls.changes(language), reader.phrase(words("What has changed"))),
    ]


def _index(reader: Reader) -> Page:
    words, language = reader.words, reader.language
    start = urls.changes(language)
    waiting = reader.past.unreleased
    return frame(
        reader,
        "changes.html",
        urls.changes,
        reader.phrase(words("What has changed")),
        description=words("Every release of the data, with old and new wording side by side."),
        trail=[step(reader, start, urls.home(language), reader.phrase(words("Home")))],
        releases=past.releases(reader, start),
        waiting=past.difference(reader, start, waiting) if waiting else [],
        gone=[
            *(_gone(reader, start, record.table, record.id) for record, _ in past.gone_records(reader)),
            *(_gone_table(reader, start, table) for table, _ in past.gone_tables(reader)),
        ],
        atom=urls.relative(start, urls.feed(language, "changes.atom")),
        json=urls.relative(start, urls.feed(language, "changes.json")),
        versions=urls.relative(start, "data/versions.json"),
    )


def _gone(reader: Reader, start: str, table: str, identifier: str) -> View:
    last = reader.past.last_seen[table, identifier]
    record = last.catalog.by_name[table].by_id[identifier]
    label = reader.phrase(last.catalog.by_name[table].label(record))
    return {**label, "href": urls.relative(start, urls.record(reader.language, record)), "list": None}


def _gone_table(reader: Reader, start: str, table: Table) -> View:
    """The way to what stands where the pages of a removed table stood."""
    href = urls.relative(start, urls.dataset(reader.language, table.name))
    return {**reader.phrase(table.title), "href": href, "list": _list(reader, start, table)}


def _list(reader: Reader, start: str, table: Table) -> str | None:
    paged = table.paged
    return urls.relative(start, urls.table(reader.language, table.name)) if paged else None


def _release(reader: Reader, edition: Release) -> Page:
    words, language = reader.words, reader.language
    at = partial(urls.release, version=edition.version)
    start = at(language)
    whole = (FORMATS[name].file(edition.catalog.file_name) for name in ("bundle", "xlsx", "sqlite"))
    files = (*whole, "datapackage.json", "changes.json")
    return frame(
        reader,
        "release.html",
        at,
        reader.phrase(words("Release %(version)s") % {"version": edition.version}),
        description=words("What this release holds, how to verify it and how to cite it."),
        section=urls.changes(language),
        trail=trail(reader, start),
        release=past.release(reader, start, edition),
        downloads=[
            reader.download(start, urls.data(name, edition.version), name)
            for name in files
            if name in edition.files
        ],
        checksums=urls.relative(start, urls.data("SHA256SUMS", edition.version)),
        manifest=urls.relative(start, urls.data("manifest.json", edition.version)),
        permanent=urls.relative(start, urls.edition(edition.version)),
        number=len(edition.files),
        tables=[
            {**reader.phrase(table.title), "rows": len(table.records)} for table in edition.catalog.tables
        ],
        cited=cited_release(reader, start, edition),
    )
