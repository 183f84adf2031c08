"""From the catalogue and the files to metadata: one file a standard, all of them listed here."""

from collections.abc import Callable, Iterator, Sequence

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe import (
    citation,
    croissant,
    csvw,
    datapackage,
    dcat,
    llms,
    openapi,
    rocrate,
    sitemap,
    skos,
    stratml,
)
from gazette.describe.files import Files
from gazette.describe.sitemap import PageAddress, describe_pages
from gazette.model import Catalog

__all__ = ["DESCRIBERS", "Files", "PageAddress", "describe_all", "describe_pages"]

DESCRIBERS: dict[str, Callable[[Catalog, Files], Iterator[Artifact]]] = {
    "citation": citation.describe,
    "csvw": csvw.describe,
    "bundle": datapackage.bundle,
    "datapackage": datapackage.describe,
    "skos": skos.describe,
    "stratml": stratml.describe,
    "dcat": dcat.describe,
    "croissant": croissant.describe,
    "rocrate": rocrate.describe,
    "openapi": openapi.describe,
    "llms": llms.describe,
    "robots": sitemap.robots,
    "checksums": datapackage.checksums,
}
"""Describers by name, in their order: each sees the files of those before it, the checksums all of them.

Pages are made after the files, since they link to them: `describe_pages` makes the sitemap.
"""


def describe_all(
    catalog: Catalog, files: Sequence[Artifact], edition: str = urls.LATEST, *, frozen: bool = False
) -> list[Artifact]:
    """Every metadata file. `files` is what `export_all` made of the same catalogue and edition.

    If the edition is `frozen`, its files are those of a release: nothing is added to its folder.
    """
    folder = urls.data("", edition)
    described: list[Artifact] = []
    for describe in DESCRIBERS.values():
        artifacts = describe(catalog, Files((*files, *described), edition, catalog.file_name))
        described += (item for item in artifacts if not (frozen and item.path.startswith(folder)))
    return described
