"""The whole text on one page, in the order of reading; its print style is the printed edition."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from gazette import urls
from gazette.model import Record, meaning
from gazette.site import jsonld
from gazette.site.citation import cited_page
from gazette.site.evidence import margin
from gazette.site.frame import frame, step
from gazette.site.page import Page, View
from gazette.site.reader import Reader
from gazette.site.terms import Marker
from gazette.site.tree import mark, opening


def pages(reader: Reader) -> Iterator[Page]:
    """One page of everything that the source says; what is the editors' own is left out."""
    if not reader.paged:
        return
    words, start = reader.words, urls.strategy(reader.language)
    marker = Marker(reader, start)
    title = reader.phrase(words("Full text"))
    yield frame(
        reader,
        "strategy.html",
        urls.strategy,
        title,
        description=words.labelled(words("Full text"), f"{reader.phrase(reader.catalog.title)['text']}."),
        trail=[step(reader, start, urls.home(reader.language), reader.phrase(words("Home")))],
        lead=words("Everything that the source says, in the order of reading, on one page that prints well."),
        sections=[
            {
                "id": table.name,
                "title": reader.phrase(table.title),
                "href": urls.relative(start, urls.table(reader.language, table.name)),
                "records": [_entry(reader, start, marker, record, 3) for record in roots],
            }
            for table, roots in opening(reader)
        ],
        about=reader.phrase(reader.catalog.description),
        cited=cited_page(reader, start, title),
        schema_org=[jsonld.report(reader)],
    )


_SAYING = (meaning.DESCRIPTION, meaning.DEFINITION)


def _entry(reader: Reader, start: str, marker: Marker, record: Record, level: int) -> View:
    """A record with what belongs to it, table by table, in the order in which its page says it.

    A group in which nothing has parts is a list; any other has a heading for each record.
    """
    table = reader.catalog.by_name[record.table]
    column = next(
        (one for one in table.columns if one.meaning in _SAYING and one is not table.label_column), None
    )
    groups = [
        _group(reader, start, marker, list(members), min(level + 1, 6))
        for _, members in groupby(reader.catalog.children(record), key=lambda child: child.table)
    ]
    return {
        **reader.link(start, record),
        "lines": margin(reader, start, record),
        "kind": reader.phrase(table.singular),
        "id": f"{record.table}/{record.id}",
        "said": marker.parts(table.text(record, column)) if table.text(record, column) else [],
        "mark": mark(reader.catalog, record),
        "level": level,
        "groups": groups,
        "labelled": len(groups) > 1,
    }


def _group(reader: Reader, start: str, marker: Marker, members: Sequence[Record], level: int) -> View:
    """What belongs to a record of one table."""
    return {
        "title": reader.phrase(reader.catalog.by_name[members[0].table].title),
        "headed": any(reader.catalog.children(member) for member in members),
        "level": level,
        "records": [_entry(reader, start, marker, member, level) for member in members],
    }
