"""From the catalogue and the files to metadata: one small file a standard, all of them listed here."""

from collections.abc import Callable, Iterator, Sequence

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe import (
    bundle,
    checksums,
    citation,
    croissant,
    csvw,
    datapackage,
    dcat,
    llms,
    openapi,
    robots,
    rocrate,
    sitemap,
    skos,
    stratml,
)
from gazette.describe.made import Made, PageAddress
from gazette.model import Catalog

__all__ = [
    "DESCRIBERS",
    "PAGE_DESCRIBERS",
    "Describer",
    "Made",
    "PageAddress",
    "describe_all",
    "describe_pages",
]

Describer = Callable[[Catalog, Made], Iterator[Artifact]]

DESCRIBERS: dict[str, Describer] = {
    "citation": citation.describe,
    "csvw": csvw.describe,
    "bundle": bundle.describe,
    "datapackage": datapackage.describe,
    "skos": skos.describe,
    "stratml": stratml.describe,
    "dcat": dcat.describe,
    "croissant": croissant.describe,
    "rocrate": rocrate.describe,
    "openapi": openapi.describe,
    "llms": llms.describe,
    "robots": robots.describe,
    "checksums": checksums.describe,
}
"""Describers by name, in their order: each sees the files of those before it, the checksums all of them."""


PAGE_DESCRIBERS: dict[str, Describer] = {"sitemap": sitemap.describe}
"""Describers of the pages, which are made after the files: pages show and link to what the others wrote."""


def describe_all(
    catalog: Catalog, files: Sequence[Artifact], edition: str = urls.LATEST, *, sealed: bool = False
) -> list[Artifact]:
    """Every metadata file. `files` is what `export_all` made of the same catalogue and edition.

    If the edition is `sealed`, its files are those of a release: nothing is added to its folder.
    """
    folder = urls.data("", edition)
    made: list[Artifact] = []
    for describe in DESCRIBERS.values():
        found = describe(catalog, Made((*files, *made), (), edition))
        made += (one for one in found if not (sealed and one.path.startswith(folder)))
    return made


def describe_pages(catalog: Catalog, pages: Sequence[PageAddress]) -> list[Artifact]:
    """The files that name the pages."""
    made = Made((), tuple(pages))
    return [one for describe in PAGE_DESCRIBERS.values() for one in describe(catalog, made)]
