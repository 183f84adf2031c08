"""The search: a page per language that asks the index made of that language's pages."""

from collections.abc import Iterator

from gazette import urls
from gazette.site.frame import frame, step
from gazette.site.page import Page
from gazette.site.reader import Reader

SCRIPT = "static/search.js"


def pages(reader: Reader) -> Iterator[Page]:
    """One page, if an index is going to be made."""
    if not reader.searchable:
        return
    words, start = reader.words, urls.search(reader.language)
    yield frame(
        reader,
        "search.html",
        urls.search,
        reader.phrase(words("Search")),
        description=words("Search the records, the terms and the pages of this publication."),
        trail=[step(reader, start, urls.home(reader.language), reader.phrase(words("Home")))],
        search=None,  # the page has the form of its own
        search_script=urls.relative(start, SCRIPT),
        index=urls.relative(start, urls.search_index()),
        facets_file=urls.relative(start, urls.search_facets(reader.language)),
        words_file=urls.relative(start, urls.search_words(reader.language)),
        root=urls.relative(start, ""),
        a_to_z=urls.relative(start, urls.a_to_z(reader.language))
        if reader.paged or reader.catalog.of_role("term")
        else None,
    )
