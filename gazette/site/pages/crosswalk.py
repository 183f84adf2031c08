"""A crosswalk: our records beside those of other schemes, as a picture, in words and row by row."""

from collections.abc import Iterator, Sequence
from functools import partial

from gazette import urls
from gazette.model import Record
from gazette.model.provenance import Mapped
from gazette.site.crosswalk import Crosswalk, crosswalks
from gazette.site.drawings import crosswalk as drawing
from gazette.site.frame import frame, step
from gazette.site.page import Page, View
from gazette.site.paging import Room, pager, titled, weight
from gazette.site.reader import Reader

_BYTES = 16_000
"""For lists of what has a counterpart and what has none."""
_DRAWN = 60
"""Cells and counterparts that one picture on a page still shows."""


def pages(reader: Reader) -> Iterator[Page]:
    """A table of mappings at the table's own address, and where it is long at further ones."""
    for found in crosswalks(reader.catalog):
        for number in range(len(found.parts)):
            yield _page(reader, found, number)


def _page(reader: Reader, found: Crosswalk, number: int) -> Page:
    table, words, parts = found.table, reader.words, found.parts
    paths = [urls.crosswalk(reader.language, table.name, part) for part in range(1, len(parts) + 1)]
    start, whole = paths[number], not number
    sentence = drawing.finding(reader, found)
    title = reader.phrase(table.title)
    room = Room(_BYTES)
    return frame(
        reader,
        "crosswalk.html",
        partial(urls.crosswalk, table_name=table.name, part=number + 1),
        titled(reader, title, number, len(parts)),
        description=sentence,
        section=paths[0],
        pager=pager(start, paths, number),
        trail=[step(reader, start, urls.home(reader.language), reader.phrase(words("Home")))],
        finding=sentence,
        lead=reader.phrase(table.description),
        editorial=table.editorial,
        changes=[
            _change(reader, start, found, old, new, room) | {"number": place}
            for place, (old, new) in enumerate(found.changes() if whole else (), 1)
        ],
        gaps=[
            {
                **reader.link(start, scheme),
                "ours": _links(reader, start, found.unmatched(scheme), room),
                "theirs": _links(reader, start, found.unreached(scheme), room),
            }
            for scheme in (found.schemes if whole else ())
        ],
        subjects=[
            {
                **reader.link(start, subject),
                "rows": [mapping(reader, start, one, one.target) for one in found.of(subject)],
            }
            for subject in parts[number]
        ],
        chart=drawing.view(reader, start, found, title["text"], sentence) if _fits(found) else None,
        dataset=urls.relative(start, urls.dataset(reader.language, table.name)),
    )


def _fits(found: Crosswalk) -> bool:
    """True if a picture can show the whole of it on a page, beside its rows."""
    return len(found.subjects) * len(found.schemes) <= _DRAWN and len(found.rows) <= _DRAWN


def _change(reader: Reader, start: str, found: Crosswalk, old: Record, new: Record, room: Room) -> View:
    """What of ours has a counterpart in both schemes, in the older only, in the newer only."""
    words = reader.words
    names = {
        name: words.isolate(reader.label(scheme)["text"]) for name, scheme in (("old", old), ("new", new))
    }
    before, after = found.matched(old), found.matched(new)
    groups = (
        (words("In %(old)s and in %(new)s"), [one for one in before if one in after]),
        (words("In %(old)s, no longer in %(new)s"), [one for one in before if one not in after]),
        (words("Not in %(old)s, new in %(new)s"), [one for one in after if one not in before]),
    )
    return {
        "title": words("From %(old)s to %(new)s") % names,
        "groups": [
            {"title": title % names, "records": _links(reader, start, records, room)}
            for title, records in groups
        ],
    }


def _links(reader: Reader, start: str, records: Sequence[Record], room: Room) -> list[View]:
    """Links to records, as many as there is room for; what is left out stands in the picture's own table."""
    shown = room.take(records, (weight(reader.catalog, one) for one in records))
    more = [{**reader.phrase("…")}] if len(shown) < len(records) else []
    return [*(reader.link(start, one) for one in shown), *more]


def mapping(reader: Reader, start: str, one: Mapped, other: Record) -> View:
    """A mapping as a page shows it: `other` is the side that the page is not about."""
    scheme = reader.catalog.parent(one.target)
    return {
        **reader.link(start, other),
        "id": one.row.id,
        "scheme": reader.link(start, scheme) if scheme else None,
        "relation": drawing.relation(reader, one),
        "note": reader.phrase(one.note) if one.note else None,
        "reference": reader.link(start, one.reference) if one.reference else None,
    }


def beside(reader: Reader, start: str, record: Record) -> list[View]:
    """The mappings of a record, on either side, by the table that states them."""
    found: dict[str, list[View]] = {}
    for one in reader.catalog.mappings:
        if record in (one.subject, one.target):
            other = one.target if record == one.subject else one.subject
            found.setdefault(one.row.table, []).append(mapping(reader, start, one, other))
    return [
        {
            **reader.phrase(table.title),
            "href": urls.relative(start, urls.table(reader.language, table.name)),
            "editorial": table.editorial,
            "id": f"in-{table.name}",
            "rows": rows,
        }
        for table, rows in ((reader.catalog.by_name[name], rows) for name, rows in found.items())
    ]
