"""The briefing: a reader ticks what it is about; the address of the choice prints it. No server has a part in it."""

from collections.abc import Iterator

from gazette import urls
from gazette.site.citation import cited_page
from gazette.site.frame import frame, has_matrix, step
from gazette.site.page import Page
from gazette.site.reader import Reader
from gazette.site.themes import grid
from gazette.site.tree import groups, lead, mark


def pages(reader: Reader) -> Iterator[Page]:
    """One page that holds every choice; the script hides what was not chosen."""
    if not has_matrix(reader):
        return
    words, start = reader.words, urls.briefing(reader.language)
    title = reader.phrase(words("Briefing"))
    yield frame(
        reader,
        "briefing.html",
        urls.briefing,
        title,
        description=words("Tick what the briefing is about; its address can be shared and printed."),
        trail=[step(reader, start, urls.home(reader.language), reader.phrase(words("Home")))],
        records=[
            {
                **reader.link(start, row),
                "id": row.id,
                "mark": mark(reader.catalog, row),
                "lead": lead(reader, start, row),
                "above": [reader.label(one) for one in reader.catalog.ancestors(row)],
                "groups": groups(reader, start, reader.catalog.children(row)),
            }
            for row in grid(reader).rows
        ],
        cited=cited_page(reader, start, title),
    )
