"""From the catalogue and the files to metadata: one small file a standard, all of them listed here."""

from collections.abc import Callable, Iterator, Sequence

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe import checksums, datapackage, robots, sitemap
from gazette.describe.made import Made, PageAddress
from gazette.model import Catalog

__all__ = ["DESCRIBERS", "Describer", "Made", "PageAddress", "describe_all"]

Describer = Callable[[Catalog, Made], Iterator[Artifact]]

DESCRIBERS: dict[str, Describer] = {
    "datapackage": datapackage.describe,
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
) -> list[Artifact]:
    """Every metadata file. `files` is what `export_all` made of the same catalogue and edition."""
    made: list[Artifact] = []
    for describe in DESCRIBERS.values():
        made += describe(catalog, Made((*files, *made), tuple(pages), edition))
    return made
