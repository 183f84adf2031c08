"""A record in one line, made of declared data: what it is, what it belongs to, how much belongs to it."""

from gazette.model import Record
from gazette.site.page import View
from gazette.site.reader import Reader
from gazette.site.tree import descendants, lead, mark


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
