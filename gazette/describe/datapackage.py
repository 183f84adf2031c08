"""datapackage.json (Data Package 2.0) as published, twice.

At the root of the site every path is absolute where the site's address is known, so that this file is enough
wherever it is taken. In the edition's folder paths are relative to the folder, so that its bytes are the same
wherever it stands.

Schemas stand inside the resources (Data Resource, `schema`): a client that reads the descriptor then reads
the tables and nothing else. Tables are the resources; the same rows in other formats are listed under
`distributions`, a property of our own, since a resource more would be a table more to every client. Records'
own files are left out: there are thousands.
"""

from collections.abc import Callable, Iterator, Mapping

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe import names
from gazette.describe.files import Files
from gazette.formats import FORMATS
from gazette.jsontext import json_bytes
from gazette.model import Catalog

NAME, CSV = "datapackage.json", FORMATS["csv"]


def describe(catalog: Catalog, files: Files) -> Iterator[Artifact]:
    """The edition's own descriptor, and the one at the root of the site."""
    folder = urls.data("", files.edition)
    inside = _descriptor(catalog, files, lambda path: path.removeprefix(folder))
    yield Artifact(folder + NAME, "application/json", json_bytes(inside))
    whole = _descriptor(catalog, files, lambda path: urls.absolute(catalog.homepage, path))
    home = {"homepage": catalog.homepage} if catalog.homepage else {}
    yield Artifact(NAME, "application/json", json_bytes({**whole, **home}))


def _descriptor(catalog: Catalog, files: Files, address: Callable[[str], str]) -> Mapping[str, object]:
    """The descriptor as written, with published paths, sizes and hashes; properties of our own are kept.

    `address` gives what the descriptor calls a path of the site.
    """

    def quoted(artifact: Artifact) -> dict[str, object]:
        """Where a file is, what kind of file, how large and with which hash (Data Resource, `hash`)."""
        return {
            "path": address(artifact.path),
            "format": artifact.path.rpartition(".")[2],
            "mediatype": artifact.media_type,
            "bytes": artifact.size,
            "hash": f"sha256:{artifact.sha256}",
        }

    resources = []
    for table in catalog.tables:
        identifier = names.urn(catalog, table)
        resources.append(
            {
                # Stated, though it is the default: clients of version 1 guess the delimiter, and guess wrong.
                "dialect": {"delimiter": ","},
                **table.descriptor,
                "languages": list(catalog.languages_of(table)),
                **({"id": identifier} if identifier else {}),
                **quoted(files.in_folder[CSV.file(table.name)]),
                "encoding": "utf-8",
                "schema": table.schema,
            }
        )
    downloads = files.downloads(None, *catalog.tables)
    others = {item.artifact.path: item.artifact for item in downloads if item.format is not CSV}
    distributions = [quoted(others[path]) for path in sorted(others)]
    return {**catalog.descriptor, "resources": resources, "distributions": distributions}
