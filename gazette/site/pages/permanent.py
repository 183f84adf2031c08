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
from gazette.site.reader import Reader


def parts(readers: Sequence[Reader]) -> Parts:
    """One page per record that has pages now, or had them in an earlier release."""
    catalog = readers[0].catalog
    for table in readers[0].paged:
        for record in table.records:
            yield f"{table.name}/{record.id}", partial(_page, readers, catalog, record, withdrawn=False)
    for table in catalog.tables:
        if not table.paged:
            yield table.name, partial(_rows, readers, table)
    for record, last in past.gone_records(readers[0]):
        name = f"withdrawn/{record.table}/{record.id}"
        yield name, partial(_page, readers, last.catalog, record, withdrawn=True)


def _rows(readers: Sequence[Reader], table: Table) -> Page:
    """The rows of a table that is data only, or that is shown on one page."""
    first = readers[0]
    path = urls.rows(table.name)
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
            "rows": [_row(first, path, table, record) for record in table.records],
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
                "href": reader.href(path, urls.identifier(reader.catalog.by_name[target.table], target.id)),
            }
            for target in targets
            if target is not None
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
