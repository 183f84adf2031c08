"""A page as schema.org sees it: the way to it, and the whole text on one page."""

from collections.abc import Sequence

from gazette import urls
from gazette.describe import names
from gazette.describe.schemaorg.node import CONTEXT, Node, based_on, organisation, words
from gazette.model import Catalog


def breadcrumbs_jsonld(catalog: Catalog, steps: Sequence[tuple[str, str]]) -> Node:
    """The way to a page (BreadcrumbList): titles and paths, the page itself last."""
    site = urls.base(catalog.homepage, steps[-1][1])
    items = [
        {"@type": "ListItem", "position": at, "name": title, "item": urls.absolute(site, path)}
        for at, (title, path) in enumerate(steps, 1)
    ]
    return {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


def report_jsonld(site: Catalog, path: str, language: str) -> Node:
    """The text as a whole on one page (Report), and the sources on which it rests."""
    catalog = names.seen_from(site, path)
    said: Node = {
        "@context": CONTEXT,
        "@type": "Report",
        "@id": urls.absolute(catalog.homepage, path),
        "name": words(catalog.title, language),
        "abstract": words(catalog.description, language),
        "url": urls.absolute(catalog.homepage, path),
        "inLanguage": language,
        "version": catalog.version,
        "datePublished": catalog.about.issued or catalog.date,
        "dateModified": catalog.date,
        "license": catalog.licences[0].path if catalog.licences else None,
        "publisher": organisation(catalog.about.publisher, language),
        "isBasedOn": based_on(catalog, None, language),
        "mainEntity": {"@id": names.package(catalog)},
    }
    return {key: value for key, value in said.items() if value not in (None, [], "")}
