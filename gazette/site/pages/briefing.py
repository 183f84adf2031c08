"""The briefing: a reader ticks what it is about; the address of the choice prints it. No server has a part in it."""

from collections.abc import Iterator, Sequence
from functools import partial

from gazette import urls
from gazette.model import Record, meaning
from gazette.site.citation import cited_page
from gazette.site.frame import frame, has_matrix, step
from gazette.site.page import Page
from gazette.site.paging import Room, by_weight, longest, pager, titled, weight
from gazette.site.reader import Reader
from gazette.site.themes import grid
from gazette.site.tree import groups, lead, mark

_BYTES = 18_000
"""For what belongs to all subjects of a page: the rest stands on their own pages."""


def pages(reader: Reader) -> Iterator[Page]:
    """One page that holds every choice; many in several. The script hides what was not chosen."""
    if not has_matrix(reader):
        return
    rows = grid(reader).rows
    parts = by_weight(rows, (_weight(reader, row) for row in rows))
    for number in range(len(parts)):
        yield _page(reader, parts, number)


def _weight(reader: Reader, row: Record) -> int:
    """Bytes of a subject: its box to tick, its heading and the line under it."""
    catalog = reader.catalog
    above = catalog.ancestors(row)
    texts = sum(weight(catalog, one) for one in above)
    table = catalog.by_name[row.table]
    said = longest(table.text(row, table.column(meaning.DESCRIPTION, meaning.DEFINITION)))
    return 250 + 2 * weight(catalog, row) + texts + said


def _page(reader: Reader, parts: Sequence[Sequence[Record]], number: int) -> Page:
    words = reader.words
    paths = [urls.briefing(reader.language, part) for part in range(1, len(parts) + 1)]
    start = paths[number]
    title = titled(reader, reader.phrase(words("Briefing")), number, len(parts))
    room = Room(_BYTES)
    return frame(
        reader,
        "briefing.html",
        partial(urls.briefing, part=number + 1),
        title,
        description=words("Tick what the briefing is about; its address can be shared and printed."),
        section=paths[0],
        pager=pager(start, paths, number),
        trail=[step(reader, start, urls.home(reader.language), reader.phrase(words("Home")))],
        records=[
            {
                **reader.link(start, row),
                "id": row.id,
                "mark": mark(reader.catalog, row),
                "lead": lead(reader, start, row),
                "above": [reader.label(one) for one in reader.catalog.ancestors(row)],
                "groups": groups(reader, start, reader.catalog.children(row), room=room),
            }
            for row in parts[number]
        ],
        cited=cited_page(reader, start, title),
    )
