"""The permanent names (IRIs) of the things that metadata speaks of. Every describer names them alike.

Things that are no document are named by a fragment of the home page, so that each name leads somewhere.
"""

import uuid
from dataclasses import replace

from gazette import urls
from gazette.artifact import Artifact
from gazette.model import Catalog, Table


def declared(catalog: Catalog) -> Catalog:
    """The catalogue as an edition's own files see it: at its declared homepage, wherever the site stands."""
    homepage = catalog.declared_homepage.rstrip("/") + "/"
    return catalog if catalog.homepage == homepage else replace(catalog, homepage=homepage)


def catalogue(catalog: Catalog) -> str:
    """The catalogue of this publication."""
    return f"{catalog.homepage}#catalog"


def package(catalog: Catalog) -> str:
    """The whole publication as one dataset, whichever its version."""
    return f"{catalog.homepage}#data"


def dataset(catalog: Catalog, table: Table) -> str:
    """One table as a dataset."""
    return f"{package(catalog)}-{table.name}"


def urn(catalog: Catalog, table: Table) -> str | None:
    """A table's identifier, wherever the site stands: its own, else one that follows from the package's `id`."""
    whole = catalog.descriptor.get("id")
    if own := table.descriptor.get("id"):
        return str(own)
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{whole}#{table.name}')}" if whole else None


def part(catalog: Catalog, name: str) -> str:
    """Something else that has no page: the publisher, the period, the contact."""
    return f"{catalog.homepage}#{name}"


def version(catalog: Catalog, edition: str) -> str:
    """A frozen edition: its folder."""
    return catalog.homepage + urls.data("", edition)


def file(catalog: Catalog, artifact: Artifact) -> str:
    """A published file: its address."""
    return urls.absolute(catalog.homepage, artifact.path)


def record(catalog: Catalog, table: str, record_id: str) -> str:
    """A record's permanent name."""
    return f"{catalog.homepage}id/{table}/{record_id}/"


def vocabulary(catalog: Catalog, *parts: str) -> str:
    """A vocabulary, or one of its terms, inside the file of vocabularies."""
    return f"{catalog.homepage}vocabularies.ttl#" + ".".join(parts)
