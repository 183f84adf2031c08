"""The page for an address that does not exist, in all languages at once.

A server shows it at any depth, so its links start at the root of the host instead of being relative.
"""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from gazette import urls
from gazette.model.language import own_name
from gazette.site.frame import ICON, POLICY, STYLE
from gazette.site.page import Page
from gazette.site.reader import Reader

PATH = "404.html"


def pages(readers: Sequence[Reader]) -> Iterator[Page]:
    """The one page `404.html`."""
    first = readers[0]
    root = urlsplit(first.catalog.homepage).path or "/"
    yield Page(
        PATH,
        "missing.html",
        {
            "lang": first.language,
            "dir": first.words.direction,
            "title": first.words("Page not found"),
            "policy": POLICY,
            "icon": root + ICON,
            "style": root + STYLE,
            "entries": [
                {
                    "lang": reader.language,
                    "dir": reader.words.direction,
                    "heading": reader.words("Page not found"),
                    "text": reader.words("There is nothing at this address. Start again from the home page:"),
                    "name": reader.phrase(reader.catalog.title),
                    "own_name": own_name(reader.language),
                    "href": root + urls.web(urls.home(reader.language)),
                    "search": root + urls.web(urls.search(reader.language)) if reader.searchable else None,
                    "words": reader.words("Search"),
                }
                for reader in readers
            ],
        },
        first.language,
        {},
        indexed=False,
    )
