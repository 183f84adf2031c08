"""The text in all languages side by side, a page for each table that it begins with; long ones in several.

Readers choose the languages that they see by boxes to tick, which need no script.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from gazette import urls
from gazette.model import Record, Table, Text, meaning
from gazette.model.language import direction, own_name
from gazette.site.frame import frame, state, step
from gazette.site.page import Page, View
from gazette.site.paging import by_weight, pager, titled
from gazette.site.reader import Reader
from gazette.site.tree import descendants, opening

STYLE = "static/parallel.css"


def pages(reader: Reader) -> Iterator[Page]:
    """An index, and the pages of every table that belongs to nothing else, with all that belongs to it."""
    if len(reader.catalog.languages) < 2:
        return
    tables = opening(reader)
    yield _page(reader, tables, None, [[]], 0)
    for table, roots in tables:
        rows = [record for root in roots for record in (root, *descendants(reader.catalog, root))]
        parts = by_weight(rows, (_weight(reader, record) for record in rows))
        for number in range(len(parts)):
            yield _page(reader, tables, table, parts, number)


def _page(
    reader: Reader,
    tables: Sequence[tuple[Table, Sequence[Record]]],
    table: Table | None,
    parts: Sequence[Sequence[Record]],
    number: int,
) -> Page:
    """The index where `table` is None, else page `number` (from 0) of a table."""
    words, language = reader.words, reader.language
    at = partial(urls.parallel, table_name=table.name if table else "", part=number + 1)
    start, index = at(language), urls.parallel(language)
    shown = reader.catalog.languages
    title = reader.phrase(words("Side by side"))
    named = reader.phrase(table.title)["text"] if table else " · ".join(own_name(code) for code in shown)
    said = words.labelled(title["text"], named)
    trail = [step(reader, start, urls.home(language), reader.phrase(words("Home")))]
    if table:
        trail.append(step(reader, start, index, title))
        title = titled(reader, reader.phrase(said), number, len(parts))
    return frame(
        reader,
        "parallel.html",
        at,
        title,
        sheet=urls.relative(at(reader.language), STYLE),
        description=f"{said}.",
        section=index,
        trail=trail,
        columns=[
            {"lang": code, "dir": direction(code), "name": own_name(code), "state": state(reader, code)}
            for code in shown
        ],
        tables=[
            {
                **reader.phrase(other.title),
                "id": None if table else other.name,
                "href": urls.relative(start, urls.parallel(language, other.name)),
                "current": other is table,
            }
            for other, _ in tables
        ],
        name=named,
        rows=[_row(reader, start, record) for record in parts[number]],
        pager=pager(
            start,
            [urls.parallel(language, table.name, part) for part in range(1, len(parts) + 1)] if table else [],
            number,
        ),
    )


def _texts(reader: Reader, record: Record) -> tuple[Text, Text]:
    """What a record is called and what it says beside its name."""
    table = reader.catalog.by_name[record.table]
    column = table.column(meaning.DESCRIPTION, meaning.DEFINITION)
    return table.label(record), table.text(record, column) if column is not table.label_column else Text()


def _weight(reader: Reader, record: Record) -> int:
    entries = [words for text in _texts(reader, record) for _, words in text.entries]
    return 200 + 100 * len(reader.catalog.languages) + sum(len(words.encode()) for words in entries)


def _row(reader: Reader, start: str, record: Record) -> View:
    label, more = _texts(reader, record)
    return {
        "kind": reader.phrase(reader.catalog.by_name[record.table].singular),
        "href": reader.href(start, reader.address(record)),
        "depth": len(reader.catalog.ancestors(record)),
        "cells": [
            {
                "lang": code,
                "dir": direction(code),
                "text": _said(reader, label, code),
                "more": _said(reader, more, code),
            }
            for code in reader.catalog.languages
        ],
    }


def _said(reader: Reader, text: Text, code: str) -> str | None:
    plain = text.get("") if code == reader.catalog.source_language else None
    return text.get(code) or plain
