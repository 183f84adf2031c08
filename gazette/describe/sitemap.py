"""sitemap.xml (Sitemaps 0.9): every page, with the same page in the other languages (`xhtml:link`, hreflang).

The date is the publication's own. One file serves up to 50,000 pages (Sitemaps 0.9, "Sitemap file limits").
"""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe.made import Made, PageAddress
from gazette.model import Catalog

PATH = "sitemap.xml"
EVERYBODY = "x-default"
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
"""


def describe(catalog: Catalog, made: Made) -> Iterator[Artifact]:
    """One file for the site; none where nobody knows its address, since a sitemap holds whole addresses only."""
    if not catalog.homepage:
        return
    indexed = [page for page in made.pages if page.indexed]
    entries = (_entry(catalog, page) for page in sorted(indexed, key=lambda page: page.path))
    yield Artifact(PATH, "application/xml", (_HEAD + "".join(entries) + "</urlset>\n").encode())


def _entry(catalog: Catalog, page: PageAddress) -> str:
    links = "".join(
        f'    <xhtml:link rel="alternate" hreflang={quoteattr(code)}'
        f" href={quoteattr(urls.absolute(catalog.homepage, path))}/>\n"
        for code, path in _alternates(catalog, page).items()
    )
    address = escape(urls.absolute(catalog.homepage, page.path))
    return f"  <url>\n    <loc>{address}</loc>\n    <lastmod>{catalog.date}</lastmod>\n{links}  </url>\n"


def _alternates(catalog: Catalog, page: PageAddress) -> dict[str, str]:
    """The page in every language, and for everybody else: the one said so, or the source language's."""
    found = dict(sorted(page.alternates.items()))
    everybody = found.pop(EVERYBODY, None) or found.get(catalog.source_language)
    return found | {EVERYBODY: everybody} if everybody else found
