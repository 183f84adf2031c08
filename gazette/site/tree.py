"""What belongs to what: records in groups by table, each with what belongs to it in turn; and a record in one line."""

from collections.abc import Iterator, Sequence

from gazette import urls
from gazette.model import Catalog, Record, Table, meaning
from gazette.site.page import View
from gazette.site.reader import Reader

MOST = 100
"""Records of a kind under another one: the rest are in the table's list."""


def groups(reader: Reader, start: str, records: Sequence[Record], depth: int = 3) -> list[View]:
    """Records by table, each with what belongs to it in turn."""
    by_table: dict[str, list[Record]] = {}
    for record in records:
        by_table.setdefault(record.table, []).append(record)
    return [
        {
            "table": name,
            "title": reader.phrase(reader.catalog.by_name[name].title),
            "records": [
                {
                    **reader.link(start, record),
                    "groups": groups(reader, start, reader.catalog.children(record), depth - 1)
                    if depth
                    else [],
                }
                for record in (members[:MOST] if reader.catalog.by_name[name] in reader.paged else members)
            ],
            "more": urls.relative(start, urls.table(reader.language, name))
            if len(members) > MOST and reader.catalog.by_name[name] in reader.paged
            else None,
        }
        for name, members in by_table.items()
    ]


def descendants(catalog: Catalog, record: Record) -> Iterator[Record]:
    """Everything that belongs to a record, directly or not, in the order of reading."""
    for child in catalog.children(record):
        yield child
        yield from descendants(catalog, child)


def opening(reader: Reader) -> list[tuple[Table, Sequence[Record]]]:
    """The tables of the source with the records that belong to nothing else: how the whole text begins."""
    return [
        (table, roots)
        for table in reader.paged
        if not table.editorial and (roots := reader.catalog.roots(table.name))
    ]


def lead(reader: Reader, start: str, record: Record) -> View | None:
    """What a record says beside its name; None where its name is all there is."""
    table = reader.catalog.by_name[record.table]
    column = table.column(meaning.DESCRIPTION, meaning.DEFINITION)
    if column is None or column is table.label_column:
        return None
    return reader.value(start, table, record, column)


def mark(catalog: Catalog, record: Record) -> int:
    """The number of the shape that stands for the record's rank: its place, or its outermost ancestor's.

    0 where that does not stand in the table that leads the home page.
    """
    above = (*catalog.ancestors(record), record)[0]
    if catalog.by_name[above.table].descriptor.get("home") != "lead":
        return 0
    return catalog.roots(above.table).index(above) + 1


def summary(reader: Reader, start: str, record: Record) -> View:
    """The line in parts: its kind, the records above it, and a number for every kind of what belongs to it.

    A kind that other records of its table have and this one lacks is counted too, as 0.
    """
    catalog = reader.catalog
    table = catalog.by_name[record.table]
    below = [one.table for one in descendants(catalog, record)]
    return {
        "kind": reader.phrase(table.singular),
        "above": [
            {**reader.link(start, one), "mark": mark(catalog, one)} for one in catalog.ancestors(record)
        ],
        "standing": [said for one in catalog.ancestors(record)[:1] if (said := lead(reader, start, one))],
        "counts": [
            {"title": reader.phrase(kind.title), "number": reader.words.number(below.count(kind.name))}
            for kind in catalog.kinds_below.get(table.name, ())
        ],
    }


def told(reader: Reader, said: View) -> str:
    """The line as plain text."""
    kind, words = said["kind"]["text"], reader.words
    above = " › ".join(one["text"] for one in said["above"])
    whole = words("%(kind)s in %(above)s") % {"kind": kind, "above": above} if above else kind
    counts = [words.labelled(one["title"]["text"], one["number"]) for one in said["counts"]]
    return " · ".join((whole, *counts)) + "."
