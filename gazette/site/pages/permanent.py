"""Permanent addresses, in no language: a page per record, which leads to it in each language and outlives it.

The rows of a table whose rows have no pages of their own share one page: each is an element with its id, and leads
to where it is shown, or to what it refers to.
"""

from collections.abc import Sequence
from functools import partial

from gazette import urls
from gazette.model import Catalog, Record, Table
from gazette.model.language import own_name
from gazette.site import past
from gazette.site.frame import ICON, POLICY, STYLE
from gazette.site.page import Page, Parts, View
from gazette.site.paging import by_weight, longest
from gazette.site.reader import Reader

_BYTES = 58_000
"""For the rows of a page, around which stands next to nothing: a link to the table in each language."""
_SHOWN = ("term", "passage", "mapping", "source", "update")
"""Roles of rows that are shown on a page in each language."""


def parts(readers: Sequence[Reader]) -> Parts:
    """One page per record that has pages now, or had them in an earlier release."""
    catalog = readers[0].catalog
    for table in readers[0].paged:
        for record in table.records:
            yield f"{table.name}/{record.id}", partial(_page, readers, catalog, record, withdrawn=False)
    for table in catalog.tables:
        if not table.paged and table.role != "data":
            for number in range(1, len(readers[0].once(_parts, table.name)) + 1):
                yield f"{table.name}/{number}", partial(_rows, readers, table, number)
    for record, last in past.gone_records(readers[0]):
        name = f"withdrawn/{record.table}/{record.id}"
        yield name, partial(_page, readers, last.catalog, record, withdrawn=True)


def _parts(reader: Reader, table_name: str) -> Sequence[Sequence[Record]]:
    """The rows of a table in parts of a page each."""
    table = reader.catalog.by_name[table_name]
    weights = (_weight(reader.catalog, table, record) for record in table.records)
    return by_weight(table.records, weights, _BYTES - 300 * len(reader.catalog.languages))


def _weight(catalog: Catalog, table: Table, record: Record) -> int:
    """Bytes of a row: its id as address and as text, its name where it is shown, and what it points at."""
    targets = (catalog.target(record, column) for column in table.columns)
    size = 20 + 2 * len(record.id) + (100 + longest(table.label(record)) if table.role in _SHOWN else 0)
    return size + sum(40 + len(one.table) + 2 * len(one.id) for one in targets if one is not None)


def _place(reader: Reader, table_name: str, record_id: str) -> str:
    """Where a row stands: on a page of its own, or on which part of its table's."""
    if reader.catalog.by_name[table_name].paged:
        return urls.permanent(table_name, record_id)
    return f"{urls.rows(table_name, reader.once(_numbers, table_name)[record_id])}#{record_id}"


def _numbers(reader: Reader, table_name: str) -> dict[str, int]:
    """The part on which each row of a table stands."""
    parts = enumerate(reader.once(_parts, table_name), 1)
    return {record.id: number for number, part in parts for record in part}


def _beside(path: str, target: str) -> str:
    """The link from one page of rows to another place below `id/`: short, for there may be hundreds."""
    return urls.relative(path, target).replace("../id/", "", 1)


def _rows(readers: Sequence[Reader], table: Table, number: int) -> Page:
    """Rows of a table that is data only, or that is shown on one page; many of them stand in several parts.

    Each part says which ids the others hold, since an address is the same wherever its row has come to stand.
    """
    first = readers[0]
    parts = first.once(_parts, table.name)
    path = urls.rows(table.name, number)
    paths = [urls.rows(table.name, one) for one in range(1, len(parts) + 1)]
    return Page(
        path,
        "rows.html",
        {
            "lang": first.language,
            "dir": first.words.direction,
            "title": first.phrase(table.title)["text"],
            "style": urls.relative(path, STYLE),
            "icon": urls.relative(path, ICON),
            "policy": POLICY,
            "canonical": first.canonical(path),
            "entries": [
                {
                    "lang": reader.language,
                    "dir": reader.words.direction,
                    "name": own_name(reader.language),
                    "label": reader.phrase(table.title),
                    "href": urls.relative(path, urls.dataset(reader.language, table.name)),
                }
                for reader in readers
            ],
            "rows": [_row(first, path, table, record) for record in parts[number - 1]],
            "parts": [
                {
                    "href": urls.relative(path, one),
                    "first": part[0].id,
                    "last": part[-1].id,
                    "current": one == path,
                }
                for one, part in zip(paths, parts, strict=True)
            ]
            if len(parts) > 1
            else [],
        },
        first.language,
        {},
        indexed=False,
    )


def _row(reader: Reader, path: str, table: Table, record: Record) -> View:
    """A row: where it is shown, and the rows that it points at."""
    shown = reader.link(path, record)
    targets = (reader.catalog.target(record, column) for column in table.columns)
    return {
        "id": record.id,
        "shown": shown if shown["href"] else None,
        "links": [
            {
                "id": target.id,
                "href": _beside(path, reader.once(_place, target.table, target.id)),
            }
            for target in targets
            if target is not None and reader.catalog.by_name[target.table].role != "data"
        ],
    }


def _page(readers: Sequence[Reader], catalog: Catalog, record: Record, *, withdrawn: bool) -> Page:
    first = readers[0]
    path = urls.permanent(record.table, record.id)
    label = catalog.by_name[record.table].label(record)
    return Page(
        path,
        "permanent.html",
        {
            "lang": first.language,
            "dir": first.words.direction,
            "title": first.phrase(label)["text"],
            "id": f"{record.table}/{record.id}",
            "withdrawn": withdrawn,
            "style": urls.relative(path, STYLE),
            "icon": urls.relative(path, ICON),
            "policy": POLICY,
            "canonical": first.canonical(path),
            "entries": [
                {
                    "lang": reader.language,
                    "dir": reader.words.direction,
                    "name": own_name(reader.language),
                    "label": reader.phrase(label),
                    "site": reader.phrase(reader.catalog.title),
                    "about": reader.phrase(reader.catalog.description),
                    "withdrawn": reader.words("Withdrawn"),
                    "href": urls.relative(path, urls.record(reader.language, record)),
                }
                for reader in readers
            ],
        },
        first.language,
        {},
        indexed=False,
    )
