"""A list page per substantive table: every row, in order; filtered and sorted by links to pages of their own."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from gazette import urls
from gazette.model import Column, Record, Table
from gazette.model.catalog import in_order
from gazette.site.alphabet import folded
from gazette.site.filters import Choice, choices, filter_view, values_of
from gazette.site.frame import frame, step
from gazette.site.page import Page, Parts, View
from gazette.site.paging import MOST_CHARACTERS, fit, in_pages, longest, pager, shortened, titled, weight
from gazette.site.reader import Reader
from gazette.site.tables import downloads, shown_columns
from gazette.site.tree import mark


def parts(reader: Reader) -> Parts:
    """The lists of every substantive table."""
    for table in reader.paged:
        yield table.name, partial(_lists, reader, table)


def _lists(reader: Reader, table: Table) -> Iterator[Page]:
    """The list of a table: whole, by name, and by each value that it can be filtered by."""
    offered = choices(table)
    rows = ordered(reader, table)
    most = fit(_weight(reader, table, record) for record in rows)
    named = by_name(reader, rows)
    ranks = {record.id: rank for rank, record in enumerate(named)}
    whole = partial(urls.listed, table_name=table.name)
    yield from _pages(reader, table, in_pages(rows, most), offered, whole, ranks)
    at = partial(urls.by_name, table_name=table.name)
    yield from _pages(reader, table, in_pages(named, most), offered, at, ranks, sort=True)
    for choice in offered:
        for value in choice.values:
            kept = [record for record in rows if value in values_of(choice, record)]
            at = partial(urls.filtered, table_name=table.name, column=choice.column.name, value=value)
            yield from _pages(reader, table, in_pages(kept, most), offered, at, {}, chosen=(choice, value))


def _weight(reader: Reader, table: Table, record: Record) -> int:
    """Bytes of a row, its texts taken where they are longest."""
    size = 200 + weight(reader.catalog, record)
    for column in _columns(reader, table):
        target = reader.catalog.target(record, column) if column.reference else None
        said = (
            weight(reader.catalog, target) if target else longest(table.text(record, column), MOST_CHARACTERS)
        )
        size += 150 + said
    return size


def _columns(reader: Reader, table: Table) -> Sequence[Column]:
    return reader.once(_shown, table.name)


def _shown(reader: Reader, table_name: str) -> Sequence[Column]:
    return shown_columns(reader.catalog.by_name[table_name])


def _pages(
    reader: Reader,
    table: Table,
    parts: Sequence[Sequence[Record]],
    offered: Sequence[Choice],
    address: Callable[..., str],
    ranks: Mapping[str, int],
    *,
    sort: bool = False,
    chosen: tuple[Choice, str] | None = None,
) -> Iterator[Page]:
    """A list in as many pages as it has parts; `address` gives the path of a part (from 1) in a language."""
    number = sum(map(len, parts))
    for place, rows in enumerate(parts):
        yield _page(
            reader, table, rows, offered, address, ranks, place, len(parts), number, sort=sort, chosen=chosen
        )


def _page(
    reader: Reader,
    table: Table,
    rows: Sequence[Record],
    offered: Sequence[Choice],
    address: Callable[..., str],
    ranks: Mapping[str, int],
    place: int,
    parts: int,
    number: int,
    *,
    sort: bool,
    chosen: tuple[Choice, str] | None,
) -> Page:
    words, language = reader.words, reader.language
    at = partial(address, part=place + 1)
    start, base = at(language), urls.table(language, table.name)
    title = reader.phrase(table.title)
    columns = _columns(reader, table)
    filters = [filter_view(reader, start, table, choice, chosen) for choice in offered]
    said = next((one["said"] for one in filters if one["said"]), None)
    heading = _heading(reader, table, said, *chosen) if said is not None and chosen is not None else title
    lead = _lead(reader, table)
    trail = [step(reader, start, urls.home(language), reader.phrase(words("Home")))]
    if start != base:
        trail.append(step(reader, start, base, title))
    # A script filters and sorts in place where the whole table is on the page.
    whole = start == base and parts == 1
    return frame(
        reader,
        "list.html",
        at,
        titled(reader, heading, place, parts),
        description=f"{heading['text']}. {lead}",
        section=base,
        trail=trail,
        lead=reader.phrase(lead),
        editorial=table.editorial,
        whole=whole,
        whole_href=urls.relative(start, base) if start != base else None,
        filters=filters,
        said=said,
        sorts=[
            {"text": words("In order"), "href": urls.relative(start, base), "key": "", "current": not sort},
            {
                "text": words("A to Z"),
                "href": urls.relative(start, urls.by_name(language, table.name)),
                "key": "name",
                "current": sort,
            },
        ],
        head=[reader.phrase(table.singular)] + [reader.heading(column) for column in columns],
        rows=[
            {**_row(reader, start, table, record, offered), "rank": ranks.get(record.id, 0)}
            for record in rows
        ],
        number=number,
        pager=pager(start, [address(language, part=part) for part in range(1, parts + 1)], place),
        dataset=urls.relative(start, urls.dataset(language, table.name)),
        table_files=downloads(reader, start, table),
    )


def _heading(reader: Reader, table: Table, said: View, choice: Choice, value: str) -> View:
    """What the rows that hold a value are called: as the column declares it, else by the column and the value."""
    declared = choice.column.first.headings.get(value)
    if declared:
        return reader.phrase(declared)
    named = {
        "table": reader.phrase(table.title)["text"],
        "column": reader.heading(choice.column)["text"],
        "value": said["text"],
    }
    return reader.phrase(reader.words("%(table)s (%(column)s: %(value)s)") % named)


def ordered(reader: Reader, table: Table) -> Sequence[Record]:
    """Records under their parents, the parents in their own order, each group by position."""
    return reader.once(_ordered, table.name)


def _ordered(reader: Reader, name: str) -> Sequence[Record]:
    table = reader.catalog.by_name[name]
    ranks: dict[tuple[str, str], tuple[int, int]] = {}
    for place, one in enumerate(reader.catalog.tables):
        for number, record in enumerate(in_order(one) if not one.is_long else ()):
            ranks[one.name, record.id] = place, number

    def key(record: Record) -> tuple[tuple[int, int], ...]:
        chain = (*reader.catalog.ancestors(record), record)
        return tuple(ranks[item.table, item.id] for item in chain)

    return sorted(in_order(table), key=key)


def _lead(reader: Reader, table: Table) -> str:
    """What the list is for, to who reads it; what one row is, is said where the table is a dataset."""
    if table.editorial or not reader.catalog.of_role("evidence"):
        return reader.words("Each entry leads to its page, with all that belongs to it.")
    return reader.words(
        "Each entry leads to its page, with all that belongs to it and where the source says it."
    )


def by_name(reader: Reader, rows: Sequence[Record]) -> Sequence[Record]:
    """The records in the order of their names, by the rule of the page's language."""
    return sorted(rows, key=partial(_name, reader))


def _name(reader: Reader, record: Record) -> str:
    label = reader.label(record)
    return folded(label["text"], label["lang"] or reader.language)


def _row(reader: Reader, start: str, table: Table, record: Record, offered: Sequence[Choice]) -> View:
    return {
        "id": record.id,
        "name": reader.link(start, record),
        "mark": mark(reader.catalog, record),
        "held": " ".join(
            f"{choice.column.name}={value}" for choice in offered for value in values_of(choice, record)
        ),
        "cells": [
            shortened(reader.value(start, table, record, column)) for column in _columns(reader, table)
        ],
    }
