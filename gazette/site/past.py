"""The past as pages show it: releases, what changed with old and new wording, a record's own story."""

from collections.abc import Iterator, Sequence

from gazette import urls
from gazette.model import Record, Table
from gazette.model.language import direction
from gazette.model.release import Release
from gazette.release.changes import Changes
from gazette.release.history import Step
from gazette.release.outline import Detail, Entry, Section, outline, sentence
from gazette.site.page import View
from gazette.site.reader import Reader


def releases(reader: Reader, start: str) -> list[View]:
    """Every release, the newest first, with its way to what it changed."""
    return [release(reader, start, edition) for edition in reversed(reader.past.releases)]


def release(reader: Reader, start: str, edition: Release) -> View:
    """A release: version, date, weight, number of changes, and where to read on."""
    step = step_to(reader, edition)
    return {
        "version": edition.version,
        "date": reader.date(edition.created),
        "href": urls.relative(start, urls.release(reader.language, edition.version)),
        "level": reader.words(LEVELS[step.changes.level]) if step else reader.words("First release"),
        "number": len(step.changes.changes) if step else 0,
        "before": step.old.version if step else None,
        "difference": urls.relative(start, _difference(reader, step)) if step else None,
    }


def step_to(reader: Reader, edition: Release) -> Step | None:
    """The step that led to a release; None for the first."""
    return next((step for step in reader.past.steps if step.new is edition), None)


def _difference(reader: Reader, step: Step) -> str:
    return urls.difference(reader.language, step.old.version, step.new.version)


LEVELS = {
    "major": "Major: names or places that others rely on have changed",
    "minor": "Minor: something is new or says something else",
    "patch": "Patch: wording, translation or description",
    "none": "Nothing in the data has changed",
}
"""Keys of the words for a release's weight."""


def story(reader: Reader, start: str, record: Record) -> list[View]:
    """A record's own story: when it appeared, and every change since, in sentences."""
    return [
        {
            "version": event.version,
            "date": reader.date(event.date),
            "href": urls.relative(start, urls.release(reader.language, event.version)),
            "says": [sentence(change, reader.words) for change in event.changes]
            or [reader.words("First published")],
        }
        for event in reader.past.events(record.table, record.id)
    ]


def difference(reader: Reader, start: str, changes: Changes) -> list[View]:
    """A difference in sections, removals first; every record that still stands is a link."""
    return in_sections(reader, start, outline(changes, reader.words))


def in_sections(reader: Reader, start: str, sections: Sequence[Section]) -> list[View]:
    """Sections of a difference as a page shows them."""
    return [
        {
            "title": section.title,
            "entries": [_entry(reader, start, entry) for entry in section.entries],
        }
        for section in sections
    ]


def _entry(reader: Reader, start: str, entry: Entry) -> View:
    table, _, identifier = entry.record.partition("/")
    record = reader.catalog.record(table, identifier) if identifier else None
    href = reader.href(start, reader.address(record)) if record else None
    last = reader.past.last_seen.get((table, identifier))
    if href is None and last is not None and last.catalog.by_name[table].paged:
        href = urls.relative(start, urls.permanent(table, identifier))
    label = reader.label(record) if record else reader.phrase(entry.label)
    return {
        "sentence": entry.sentence,
        "record": entry.record,
        "label": {**label, "href": href} if entry.record else None,
        "details": [_detail(reader, detail) for detail in entry.details],
    }


def _detail(reader: Reader, detail: Detail) -> View:
    foreign = detail.language not in ("", reader.language)
    return {
        "place": detail.place,
        "says": detail.says,
        "lang": detail.language if foreign else None,
        "dir": direction(detail.language) if foreign else None,
        "old": [_run(run.kind, run.text) for run in detail.runs if run.kind != "inserted"],
        "new": [_run(run.kind, run.text) for run in detail.runs if run.kind != "deleted"],
    }


def _run(kind: str, text: str) -> View:
    return {"changed": kind != "equal", "text": text}


def gone_tables(reader: Reader) -> Iterator[tuple[Table, Release]]:
    """Tables that an earlier release had and the shown edition has not, with the last release that had them."""
    last = {
        table.name: (table, edition) for edition in reader.past.releases for table in edition.catalog.tables
    }
    yield from (gone for name, gone in last.items() if name not in reader.catalog.by_name)


def gone_records(reader: Reader) -> Iterator[tuple[Record, Release]]:
    """Records with a page in an earlier release and none now, each with the last release that had it."""
    for (table, identifier), last in sorted(reader.past.gone(reader.catalog).items()):
        record = last.catalog.record(table, identifier)
        if record is not None and last.catalog.by_name[table].paged:
            yield record, last
