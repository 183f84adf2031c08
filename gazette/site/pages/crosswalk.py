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
from gazette.site.reader import Reader


def pages(reader: Reader) -> Iterator[Page]:
    """One page per table of mappings, at the table's own address."""
    for found in crosswalks(reader.catalog):
        yield _page(reader, found)


def _page(reader: Reader, found: Crosswalk) -> Page:
    table, words = found.table, reader.words
    at = partial(urls.table, name=table.name)
    start = at(reader.language)
    title, sentence = reader.phrase(table.title), drawing.finding(reader, found)
    return frame(
        reader,
        "crosswalk.html",
        at,
        title,
        description=sentence,
        trail=[step(reader, start, urls.home(reader.language), reader.phrase(words("Home")))],
        finding=sentence,
        lead=reader.phrase(table.description),
        editorial=table.editorial,
        changes=[
            _change(reader, start, found, old, new) | {"number": number}
            for number, (old, new) in enumerate(found.changes(), 1)
        ],
        gaps=[
            {
                **reader.link(start, scheme),
                "ours": _links(reader, start, found.unmatched(scheme)),
                "theirs": _links(reader, start, found.unreached(scheme)),
            }
            for scheme in found.schemes
        ],
        subjects=[
            {
                **reader.link(start, subject),
                "rows": [
                    mapping(reader, start, one, one.target) for one in found.rows if one.subject == subject
                ],
            }
            for subject in found.subjects
        ],
        chart=drawing.view(reader, start, found, title["text"], sentence),
        dataset=urls.relative(start, urls.dataset(reader.language, table.name)),
    )


def _change(reader: Reader, start: str, found: Crosswalk, old: Record, new: Record) -> View:
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
            {"title": title % names, "records": _links(reader, start, records)} for title, records in groups
        ],
    }


def _links(reader: Reader, start: str, records: Sequence[Record]) -> list[View]:
    return [reader.link(start, one) for one in records]


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
