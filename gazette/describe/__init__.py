"""From the catalogue and the files to metadata: one small file a standard, all of them listed here."""

from collections.abc import Callable, Iterator, Sequence

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe import (
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

__all__ = ["DESCRIBERS", "Describer", "Made", "PageAddress", "describe_all"]

Describer = Callable[[Catalog, Made], Iterator[Artifact]]

DESCRIBERS: dict[str, Describer] = {
    "datapackage": datapackage.describe,
    "citation": citation.describe,
    "csvw": csvw.describe,
    "skos": skos.describe,
    "stratml": stratml.describe,
    "dcat": dcat.describe,
    "croissant": croissant.describe,
    "rocrate": rocrate.describe,
    "openapi": openapi.describe,
    "llms": llms.describe,
    "sitemap": sitemap.describe,
    "robots": robots.describe,
    "checksums": checksums.describe,
}
"""Describers by name, in their order: each sees the files of those before it, the checksums all of them."""


def describe_all(
    catalog: Catalog,
    files: Sequence[Artifact],
    pages: Sequence[PageAddress] = (),
    edition: str = urls.LATEST,
    *,
    sealed: bool = False,
) -> list[Artifact]:
    """Every metadata file. `files` is what `export_all` made of the same catalogue and edition.

    If the edition is `sealed`, its files are those of a release: nothing is added to its folder.
    """
    folder = urls.data("", edition)
    made: list[Artifact] = []
    for describe in DESCRIBERS.values():
        found = describe(catalog, Made((*files, *made), tuple(pages), edition))
        made += (one for one in found if not (sealed and one.path.startswith(folder)))
    return made
