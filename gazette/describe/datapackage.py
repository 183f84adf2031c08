"""datapackage.json (Data Package 2.0) as published, twice.

At the root of the site every path is absolute where the site's address is known, so that this file is enough
wherever it is taken. In the
edition's folder paths are relative to the folder, so that its bytes are the same wherever it stands.

Schemas stand inside the resources (Data Resource, `schema`): a client that reads the descriptor then reads
the tables and nothing else. Tables are the resources; the same rows in other formats are listed under
`distributions`, a property of our own, since a resource more would be a table more to every client. Records'
own files are left out: there are thousands.
"""

from collections.abc import Callable, Iterator, Mapping

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe import names
from gazette.describe.made import Made
from gazette.formats import FORMATS
from gazette.jsontext import json_bytes
from gazette.model import Catalog, Table

NAME = "datapackage.json"
Address = Callable[[str], str]
"""From a file's path in the site to what the descriptor calls it."""


def describe(catalog: Catalog, made: Made) -> Iterator[Artifact]:
    """The edition's own descriptor, and the one at the root of the site."""
    folder = urls.data("", made.edition)
    inside = descriptor(catalog, made, lambda path: path.removeprefix(folder))
    yield Artifact(urls.data(NAME, made.edition), "application/json", json_bytes(inside))
    whole = descriptor(catalog, made, lambda path: urls.absolute(catalog.homepage, path))
    home = {"homepage": catalog.homepage} if catalog.homepage else {}
    yield Artifact(NAME, "application/json", json_bytes({**whole, **home}))


def descriptor(catalog: Catalog, made: Made, address: Address) -> Mapping[str, object]:
    """The descriptor as written, with published paths, sizes and hashes; properties of our own are kept."""
    files = {artifact.path: artifact for artifact in made.files}
    paths = {table.name: urls.data(FORMATS["csv"].file(table.name), made.edition) for table in catalog.tables}
    folder = urls.data("", made.edition)
    names = {
        form.file(table.name)
        for form in FORMATS.values()
        for table in catalog.tables
        if form.scope == "table"
    }
    names |= {form.file() for form in FORMATS.values() if form.scope == "package"}
    others = [
        files[path]
        for path in sorted(files)
        if path.rpartition("/")[0] + "/" == folder
        and path.removeprefix(folder) in names
        and path not in paths.values()
    ]
    return {
        **catalog.descriptor,
        "resources": [
            _resource(catalog, table, files[paths[table.name]], address) for table in catalog.tables
        ],
        "distributions": [_quoted(artifact, address) for artifact in others],
    }


def _resource(catalog: Catalog, table: Table, artifact: Artifact, address: Address) -> Mapping[str, object]:
    return {
        # Said, though it is the default: clients of version 1 guess the delimiter, and guess wrong.
        "dialect": {"delimiter": ","},
        **facts_of(catalog, table),
        **_quoted(artifact, address),
        "encoding": "utf-8",
        "schema": table.schema,
    }


def facts_of(catalog: Catalog, table: Table) -> Mapping[str, object]:
    """The resource as written, with its identifier and the languages of its texts."""
    identifier = names.urn(catalog, table)
    found = {**table.descriptor, "languages": list(catalog.languages_of(table))}
    return {**found, "id": identifier} if identifier else found


def _quoted(artifact: Artifact, address: Address) -> Mapping[str, object]:
    """Where a file is, what kind of file, how large and with which hash (Data Resource, `hash`)."""
    return {
        "path": address(artifact.path),
        "format": artifact.path.rpartition(".")[2],
        "mediatype": artifact.media_type,
        "bytes": artifact.size,
        "hash": f"sha256:{artifact.sha256}",
    }
