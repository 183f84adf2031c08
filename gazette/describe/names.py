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


def part(catalog: Catalog, name: str) -> str:
    """Something that has no page: the catalogue, the publisher, the period, the contact."""
    return f"{urls.absolute(catalog.homepage, urls.INDEX)}#{name}"


def dataset(catalog: Catalog, table: Table | None) -> str:
    """One table as a dataset, or (None) the whole publication, whichever its version."""
    return part(catalog, f"data-{table.name}" if table else "data")


def urn(catalog: Catalog, table: Table | None) -> str | None:
    """An identifier wherever the site stands: the dataset's `id`; a table's else follows from that of the package."""
    whole, own = catalog.descriptor.get("id"), (table or catalog).descriptor.get("id")
    if table and whole and not own:
        own = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{whole}#{table.name}')}"
    return str(own) if own else None


def file(catalog: Catalog, artifact: Artifact) -> str:
    """A published file: its address."""
    return urls.absolute(catalog.homepage, artifact.path)


def record(catalog: Catalog, table: str, record_id: str) -> str:
    """A row's permanent name."""
    return urls.absolute(catalog.homepage, urls.identifier(catalog.by_name[table], record_id))


def vocabulary(catalog: Catalog, *parts: str) -> str:
    """A vocabulary, or one of its terms, inside the file of vocabularies."""
    return f"{catalog.homepage}vocabularies.ttl#" + ".".join(parts)
