"""datapackage.json (Data Package 2.0) as published: every path absolute, so that this file is enough.

Schemas stand inside the resources (Data Resource, `schema`): a client that reads the descriptor then reads
the tables and nothing else. Tables are the resources; the same rows in other formats are listed under
`distributions`, a property of our own, since a resource more would be a table more to every client. Records'
own files are left out: there are thousands.
"""

import json
from collections.abc import Iterator, Mapping

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe.made import Made
from gazette.formats import FORMATS
from gazette.model import Catalog, Table

NAME = "datapackage.json"


def describe(catalog: Catalog, made: Made) -> Iterator[Artifact]:
    """One file for the edition."""
    body = json.dumps(descriptor(catalog, made), ensure_ascii=False, indent=2) + "\n"
    yield Artifact(urls.data(NAME, made.edition), "application/json", body.encode())


def descriptor(catalog: Catalog, made: Made) -> Mapping[str, object]:
    """The descriptor as written, with published paths, sizes and hashes; properties of our own are kept."""
    files = {artifact.path: artifact for artifact in made.files}
    paths = {table.name: urls.data(FORMATS["csv"].file(table.name), made.edition) for table in catalog.tables}
    folder = urls.data("", made.edition)
    others = [
        files[path]
        for path in sorted(files)
        if path.rpartition("/")[0] + "/" == folder and path not in paths.values()
    ]
    return {
        **catalog.descriptor,
        "homepage": catalog.homepage,
        "resources": [_resource(catalog, table, files[paths[table.name]]) for table in catalog.tables],
        "distributions": [_quoted(catalog, artifact) for artifact in others],
    }


def _resource(catalog: Catalog, table: Table, artifact: Artifact) -> Mapping[str, object]:
    return {
        # Said, though it is the default: clients of version 1 guess the delimiter, and guess wrong.
        "dialect": {"delimiter": ","},
        **table.descriptor,
        **_quoted(catalog, artifact),
        "encoding": "utf-8",
        "schema": table.schema,
    }


def _quoted(catalog: Catalog, artifact: Artifact) -> Mapping[str, object]:
    """Where a file is, what kind of file, how large and with which hash (Data Resource, `hash`)."""
    return {
        "path": urls.absolute(catalog.homepage, artifact.path),
        "format": artifact.path.rpartition(".")[2],
        "mediatype": artifact.media_type,
        "bytes": artifact.size,
        "hash": f"sha256:{artifact.sha256}",
    }
