"""For crawlers: sitemap.xml (Sitemaps 0.9), and robots.txt (RFC 9309), which names it and lets everybody read all.

Crawlers ask for robots.txt at the root of a host only: under a sub-path it is there for people. A sitemap holds whole
addresses, so there is none where nobody knows the site's; one file serves up to 50,000 pages ("Sitemap file limits").
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe.files import Files
from gazette.describe.markup import attribute, content
from gazette.model import Catalog

_PATH = "sitemap.xml"
_EVERYBODY = "x-default"
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
"""


@dataclass(frozen=True, slots=True)
class PageAddress:
    """A page of the site: its path, its language and, by language code, the paths of the same page.

    `alternates` holds the page itself too; the key `x-default` names the page for everybody else, where it is
    not the one in the source language. A page that is not `indexed` asks search engines to leave it out.
    """

    path: str
    language: str
    alternates: Mapping[str, str]
    indexed: bool = True


def robots(catalog: Catalog, _files: Files) -> Iterator[Artifact]:
    """robots.txt, with the sitemap by its absolute address."""
    sitemap = f"\nSitemap: {urls.absolute(catalog.homepage, _PATH)}\n" if catalog.homepage else ""
    yield Artifact("robots.txt", "text/plain", f"User-agent: *\nAllow: /\n{sitemap}".encode())


def describe_pages(catalog: Catalog, pages: Iterable[PageAddress]) -> list[Artifact]:
    """The sitemap: every page with the same page in other languages (`hreflang`), dated as the publication."""
    if not catalog.homepage:
        return []
    entries = []
    for page in sorted((page for page in pages if page.indexed), key=lambda page: page.path):
        paths = dict(sorted(page.alternates.items()))
        if everybody := paths.pop(_EVERYBODY, None) or paths.get(catalog.source_language):
            paths[_EVERYBODY] = everybody
        links = "".join(
            f'    <xhtml:link rel="alternate" hreflang={attribute(code)}'
            f" href={attribute(urls.absolute(catalog.homepage, path))}/>\n"
            for code, path in paths.items()
        )
        address = content(urls.absolute(catalog.homepage, page.path))
        changed = f"    <lastmod>{catalog.date}</lastmod>\n" if catalog.date else ""
        entries.append(f"  <url>\n    <loc>{address}</loc>\n{changed}{links}  </url>\n")
    return [Artifact(_PATH, "application/xml", (_HEAD + "".join(entries) + "</urlset>\n").encode())]
