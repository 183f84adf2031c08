"""A list page per substantive table: every row, in order, with its facts and links."""

from collections.abc import Iterator
from functools import partial

from gazette import urls
from gazette.model import Record, Table, meaning
from gazette.model.catalog import in_order
from gazette.site.frame import frame, step
from gazette.site.page import Page, View
from gazette.site.reader import Reader


def pages(reader: Reader) -> Iterator[Page]:
    """One page per substantive table."""
    for table in reader.paged:
        at = partial(urls.table, name=table.name)
        start = at(reader.language)
        title = reader.phrase(table.title)
        columns = shown_columns(table)
        yield frame(
            reader,
            "list.html",
            at,
            title,
            description=f"{title['text']}. {reader.phrase(table.description)['text']}",
            trail=[step(reader, start, urls.home(reader.language), reader.phrase(reader.words("Home")))],
            lead=reader.phrase(table.description),
            head=[reader.phrase(table.singular)] + [reader.phrase(column.first.title) for column in columns],
            rows=[_row(reader, start, table, record) for record in ordered(reader, table)],
            number=len(table.records),
            dataset=urls.relative(start, urls.dataset(reader.language, table.name)),
            table_files=downloads(reader, start, table),
        )


def shown_columns(table: Table) -> tuple:  # type: ignore[type-arg]
    """The columns beside the name that some row fills, without ids and positions."""
    hidden = {meaning.IDENTIFIER, meaning.POSITION}
    return tuple(
        column
        for column in table.columns
        if column is not table.label_column
        and column.meaning not in hidden
        and column.name not in table.primary_key
        and any(record.values[item.name] is not None for record in table.records for item in column.fields)
    )


def ordered(reader: Reader, table: Table) -> list[Record]:
    """Records under their parents, the parents in their own order, each group by position."""
    ranks: dict[tuple[str, str], int] = {}
    for one in reader.catalog.tables:
        for number, record in enumerate(in_order(one)):
            ranks[one.name, record.id] = number

    def key(record: Record) -> tuple[int, ...]:
        chain = (*reader.catalog.ancestors(record), record)
        return tuple(ranks[item.table, item.id] for item in chain)

    return sorted(in_order(table), key=key)


def downloads(reader: Reader, start: str, table: Table) -> list[View]:
    """The table's own files."""
    names = {"CSV": "csv", "JSON": "json", "JSON Lines": "jsonl"}
    return [
        reader.download(start, urls.data(f"{table.name}.{suffix}"), name) for name, suffix in names.items()
    ]


def _row(reader: Reader, start: str, table: Table, record: Record) -> View:
    return {
        "id": record.id,
        "name": reader.link(start, record),
        "cells": [reader.value(start, table, record, column) for column in shown_columns(table)],
    }
