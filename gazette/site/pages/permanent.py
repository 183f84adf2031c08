"""Permanent addresses: one page per record in no language, which leads to it in each; it outlives the record."""

from collections.abc import Iterator, Sequence

from gazette import urls
from gazette.model import Catalog, Record
from gazette.model.language import own_name
from gazette.site import past
from gazette.site.frame import ICON, STYLE
from gazette.site.page import Page
from gazette.site.policy import POLICY
from gazette.site.reader import Reader


def pages(readers: Sequence[Reader]) -> Iterator[Page]:
    """One page per record that has pages now, or had them in an earlier release."""
    catalog = readers[0].catalog
    for table in readers[0].paged:
        for record in table.records:
            yield _page(readers, catalog, record, withdrawn=False)
    for record, last in past.gone_records(readers[0]):
        yield _page(readers, last.catalog, record, withdrawn=True)


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
            "canonical": urls.absolute(first.catalog.homepage, path),
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
    )
