"""The permanent names (IRIs) of the things that metadata speaks of. Every describer names them alike.

Things that are no document are named by a fragment of the home page, so that each name leads somewhere.
"""

import uuid
from dataclasses import replace

from gazette import urls
from gazette.artifact import Artifact
from gazette.model import Catalog, Table


def inside(catalog: Catalog, edition: str) -> Catalog:
    """The catalogue as the files in an edition's folder see it: every address relative to that folder."""
    return replace(catalog, homepage=urls.base("", urls.data("", edition)))


def without_host(catalog: Catalog) -> Catalog:
    """The catalogue as files see it that name no address of the site at all."""
    return replace(catalog, homepage="")


def seen_from(catalog: Catalog, start: str) -> Catalog:
    """The catalogue as the page at `start` sees it: where nobody knows the site's address, from there."""
    return catalog if catalog.homepage else replace(catalog, homepage=urls.base("", start))


def home(catalog: Catalog) -> str:
    """The home page of the site."""
    return urls.absolute(catalog.homepage, urls.INDEX)


def part(catalog: Catalog, name: str) -> str:
    """Something that has no page: the publisher, the period, the contact."""
    return f"{home(catalog)}#{name}"


def catalogue(catalog: Catalog) -> str:
    """The catalogue of this publication."""
    return part(catalog, "catalog")


def package(catalog: Catalog) -> str:
    """The whole publication as one dataset, whichever its version."""
    return part(catalog, "data")


def dataset(catalog: Catalog, table: Table) -> str:
    """One table as a dataset."""
    return f"{package(catalog)}-{table.name}"


def urn(catalog: Catalog, table: Table) -> str | None:
    """A table's identifier, wherever the site stands: its own, else one that follows from the package's `id`."""
    whole = catalog.descriptor.get("id")
    if own := table.descriptor.get("id"):
        return str(own)
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{whole}#{table.name}')}" if whole else None


def version(catalog: Catalog, edition: str) -> str:
    """A frozen edition: its folder."""
    return catalog.homepage + urls.data("", edition)


def file(catalog: Catalog, artifact: Artifact) -> str:
    """A published file: its address."""
    return urls.absolute(catalog.homepage, artifact.path)


def record(catalog: Catalog, table: Table, record_id: str) -> str:
    """A row's permanent name."""
    return urls.absolute(catalog.homepage, urls.identifier(table, record_id))


def vocabulary(catalog: Catalog, *parts: str) -> str:
    """A vocabulary, or one of its terms, inside the file of vocabularies."""
    return f"{catalog.homepage}vocabularies.ttl#" + ".".join(parts)
