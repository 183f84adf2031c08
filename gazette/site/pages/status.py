"""How far it has come: what is done, under way or not reported, by table and by what it belongs to; every update."""

from collections.abc import Iterator, Sequence
from functools import partial

from gazette import urls
from gazette.model import Column, Record, Table, meaning
from gazette.model.catalog import in_order
from gazette.site.found import Found
from gazette.site.frame import frame, step
from gazette.site.page import Page, View
from gazette.site.paging import pager, titled, weight
from gazette.site.progress import UNREPORTED, Update
from gazette.site.reader import Reader
from gazette.site.tree import descendants

FEED = "updates.atom"
JSON_FEED = "updates.json"

_BYTES = 20_000
"""For the records of all tables on the page: it has the newest updates too."""
_FEWEST = 5
_MOST_ROWS = 40
"""A table with more records has no counts of what belongs to each."""


def pages(reader: Reader) -> Iterator[Page]:
    """The state of all and the newest updates, then the older ones in pages; nothing where nothing is reported."""
    parts = reader.progress.parts
    for place, updates in enumerate(parts):
        yield _page(reader, updates, place)


def _page(reader: Reader, updates: Sequence[Update], place: int) -> Page:
    words, language, parts = reader.words, reader.language, reader.progress.parts
    at = partial(urls.status, part=place + 1)
    start, title, calendar = at(language), reader.phrase(words("Progress")), urls.calendar(language)
    result = Found(start, title["text"], words("Ways to read"), texts=(finding(reader),))
    return frame(
        reader,
        "status.html",
        at,
        titled(reader, title, place, len(parts)),
        description=finding(reader),
        section=urls.status(language),
        found=[] if place else [result],
        trail=[step(reader, start, urls.home(language), reader.phrase(words("Home")))],
        heads=heads(reader),
        counts=[] if place else [_whole(reader, start), *_by_parent(reader, start)],
        sections=[] if place else [_section(reader, start, table) for table in reader.progress.tables],
        updates=[shown(reader, start, update) for update in updates],
        pager=pager(start, [urls.status(language, number + 1) for number in range(len(parts))], place),
        atom=urls.relative(start, urls.feed(language, FEED)),
        json=urls.relative(start, urls.feed(language, JSON_FEED)),
        calendar=reader.download(start, calendar, words("Calendar (ICS)"))
        if calendar in reader.files
        else None,
    )


def finding(reader: Reader) -> str:
    """Of how many records something is reported, and when it was last."""
    progress, number = reader.progress, reader.words.number
    records = sum(len(table.records) for table in progress.tables)
    named = {
        "reported": number(len(progress.of_record)),
        "all": number(records),
        "date": reader.date(progress.updates[0].date)["text"],
    }
    return reader.words("Reported on: %(reported)s of %(all)s records. Latest update: %(date)s.") % named


def heads(reader: Reader) -> list[View]:
    """What the states are called, in their order, and last what has none."""
    columns = (table.column(meaning.STATE) for table in reader.catalog.of_role("update"))
    column = next(column for column in columns if column is not None)
    found = [{**_state(reader, column, state), "code": state} for state in reader.progress.states]
    return [*found, {**reader.phrase(reader.words("Not reported")), "code": UNREPORTED}]


def _state(reader: Reader, column: Column, state: str) -> View:
    record = reader.catalog.record(column.reference, state) if column.reference else None
    return reader.label(record) if record else reader.allowed(column.first.labels, state)


def _whole(reader: Reader, start: str) -> View:
    """How many records of each table are in each state."""
    rows = [(table, table.records) for table in reader.progress.tables]
    return {
        "id": "states",
        "title": reader.phrase(reader.words("Records by state")),
        "rows": [
            {
                **reader.phrase(table.title),
                "href": urls.relative(start, urls.table(reader.language, table.name))
                if table.paged
                else None,
                "cells": _cells(reader, records),
            }
            for table, records in rows
        ],
    }


def _by_parent(reader: Reader, start: str) -> Iterator[View]:
    """The same for what belongs to each record of a table to which records with a state belong."""
    catalog, told = reader.catalog, {table.name for table in reader.progress.tables}
    for table in reader.paged:
        below = {kind.name for kind in catalog.kinds_below.get(table.name, ())}
        if not below & told or len(table.records) > _MOST_ROWS:
            continue
        rows = [
            {**reader.link(start, record), "cells": _cells(reader, records)}
            for record in in_order(table)
            if (records := [item for item in descendants(catalog, record) if item.table in told])
        ]
        yield {"id": f"states-{table.name}", "title": reader.phrase(table.title), "rows": rows}


def _cells(reader: Reader, records: Sequence[Record]) -> list[str]:
    return [reader.words.number(count) for count in reader.progress.counts(records)]


def _section(reader: Reader, start: str, table: Table) -> View:
    """The records of a table in the order of their states; those of which nothing is reported come last."""
    progress = reader.progress
    due, records = table.column(meaning.DATE), in_order(table)
    by_state: dict[str, list[Record]] = {}
    for record in records:
        by_state.setdefault(progress.state(record), []).append(record)
    room = _BYTES // len(progress.tables) // max(1, len(by_state))
    longest = max((120 + weight(reader.catalog, record) for record in records), default=1)
    most = max(_FEWEST, room // longest)
    return {
        **reader.phrase(table.title),
        "id": f"in-{table.name}",
        "href": urls.relative(start, urls.table(reader.language, table.name)) if table.paged else None,
        "groups": [
            {
                "title": head,
                "number": reader.words.number(len(members)),
                "more": len(members) > most,
                "records": [
                    {
                        **reader.link(start, record),
                        "due": reader.value(start, table, record, due) if due else None,
                        "newest": next(iter(reported(reader, start, record, 1)), None),
                    }
                    for record in members[:most]
                ],
            }
            for head in heads(reader)
            if (members := by_state.get(head["code"]))
        ],
    }


def shown(reader: Reader, start: str, update: Update) -> View:
    """An update on a page: its record, date, state, what happened, who says so, and what else its row holds."""
    row, table = update.row, reader.catalog.by_name[update.row.table]
    date, state = table.column(meaning.DATE), table.column(meaning.STATE)
    said, source = table.column(meaning.DESCRIPTION, meaning.LABEL), table.column(meaning.SOURCE)
    subjects = (*table.columns_of(meaning.EVIDENCE_RECORD), *table.columns_of(meaning.EVIDENCE_TABLE))
    known = {column.name for column in (date, state, said, source, *subjects) if column}
    return {
        "id": f"update-{row.table}-{row.id}",
        "href": reader.href(start, reader.address(row)),
        "record": reader.link(start, update.record),
        "date": reader.value(start, table, row, date) if date else None,
        "state": _state(reader, state, update.state) if state else None,
        "text": reader.value(start, table, row, said) if said else None,
        "source": reader.value(start, table, row, source) if source else None,
        "source_name": reader.heading(source) if source else None,
        "facts": [
            {"name": reader.heading(column), "value": value, "unknown": False}
            for column in table.columns
            if column.name not in known and column.name not in table.primary_key
            if (value := reader.value(start, table, row, column)) is not None
        ],
    }


def reported(reader: Reader, start: str, record: Record, most: int | None = None) -> list[View]:
    """What was reported of a record, the newest first; the `most` newest."""
    return [shown(reader, start, update) for update in reader.progress.of(record)[:most]]


def standing(reader: Reader, start: str, record: Record) -> View | None:
    """How far a record has come: its newest update, or that there is none; None where nobody reports on its table."""
    if record.table not in {table.name for table in reader.progress.tables}:
        return None
    newest = next(iter(reported(reader, start, record, 1)), None)
    return newest or {**dict.fromkeys(("href", "date", "text", "source")), "state": heads(reader)[-1]}
