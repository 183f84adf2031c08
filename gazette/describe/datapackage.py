"""The Data Package (2.0) as published: datapackage.json twice, and everything in one ZIP that is one by itself.

At the root of the site every path is absolute where the site's address is known, so that this file is enough
wherever it is taken. In the edition's folder paths are relative to the folder, so that its bytes are the same
wherever it stands. Schemas stand inside the resources (Data Resource, `schema`): a client that reads the descriptor
then reads the tables and nothing else. Tables are the resources; the same rows in other formats are listed under
`distributions`, a property of our own, since a resource more would be a table more to every client. Records' own
files are left out: there are thousands.

The ZIP holds data, schemas, licence and checksums under relative paths; how to cite it, what has changed and CSVW go
along. README.txt, which who opens it reads first, and LICENSE.txt are made of the publication's own facts. The same
input gives the same bytes: members are sorted and carry one fixed time and mode.
"""

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe import names
from gazette.describe.citation import cite, text
from gazette.describe.files import Files
from gazette.formats import FORMATS
from gazette.jsontext import json_bytes
from gazette.model import Catalog, File, Table, Text, meaning
from gazette.model.text import joined

_NAME, _SUMS = "datapackage.json", "SHA256SUMS"
_CSV, _ZIP = FORMATS["csv"], FORMATS["bundle"]
_DIALECT = {"delimiter": ","}
"""Stated, though it is the default: clients of version 1 guess the delimiter, and guess wrong."""
_LEVEL = 6
"""The highest level takes seven times as long and saves a thirtieth."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MODE = 0o100644 << 16
_UNIX = 3
_HOW_TO_READ = """\
The folder is a Data Package (datapackage.json). CSV files are UTF-8, comma-separated, with a
header line; an empty cell means that nothing is said. To check that all files are whole:
  sha256sum -c SHA256SUMS"""


def describe(catalog: Catalog, files: Files) -> Iterator[Artifact]:
    """The edition's own descriptor, and the one at the root of the site."""
    folder = urls.data("", files.edition)
    inside = _descriptor(catalog, files, lambda path: path.removeprefix(folder))
    yield Artifact(folder + _NAME, "application/json", json_bytes(inside))
    whole = _descriptor(catalog, files, lambda path: urls.absolute(catalog.homepage, path))
    if catalog.homepage:
        whole["homepage"] = catalog.homepage
    yield Artifact(_NAME, "application/json", json_bytes(whole))


def _descriptor(catalog: Catalog, files: Files, address: Callable[[str], str]) -> dict[str, object]:
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

    def resource(table: Table) -> dict[str, object]:
        identifier = names.urn(catalog, table)
        return {
            "dialect": _DIALECT,
            **table.descriptor,
            "languages": list(catalog.languages_of(table)),
            **({"id": identifier} if identifier else {}),
            **quoted(files.in_folder[_CSV.file(table.name)]),
            "encoding": "utf-8",
            "schema": table.schema,
        }

    def plain(file: File) -> dict[str, object]:
        """A resource that is no table, with the files that are published of it."""
        paths = [path for path, _ in file.files]
        published = [address(urls.kept(kept, files.edition)) for kept in catalog.kept if kept.path in paths]
        return {**file.descriptor, "path": published[0] if len(published) == 1 else published}

    downloads = files.downloads(None, *catalog.tables)
    others = {item.artifact.path: item.artifact for item in downloads if item.format is not _CSV}
    return {
        **catalog.descriptor,
        "resources": [
            *(resource(table) for table in catalog.tables),
            *(plain(file) if file.files else file.descriptor for file in catalog.files),
        ],
        "distributions": [quoted(others[path]) for path in sorted(others)],
    }


def bundle(catalog: Catalog, files: Files) -> Iterator[Artifact]:
    """The ZIP, of what is made already."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, body in sorted(members(catalog, files).items()):
            info = zipfile.ZipInfo(path, _EPOCH)
            info.external_attr, info.create_system = _MODE, _UNIX
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, body, compresslevel=_LEVEL)
    yield Artifact(urls.data(_ZIP.file(catalog.file_name), files.edition), _ZIP.media_type, buffer.getvalue())


def checksums(_catalog: Catalog, files: Files) -> Iterator[Artifact]:
    """SHA256SUMS: the checksum of every file of the edition's folder but itself, as `sha256sum -c` reads it."""
    lines = (f"{file.sha256}  {name}\n" for name, file in files.in_folder.items() if name != _SUMS)
    yield Artifact(urls.data(_SUMS, files.edition), "text/plain", "".join(lines).encode())


def members(catalog: Catalog, files: Files) -> dict[str, bytes]:
    """What the ZIP holds, by path: the files that hold a table or all of them, and what explains them."""
    wanted = {"csv-metadata.json", "changes.json", "citation.bib", "citation.json", "citation.ris"}
    wanted |= {f"{_CSV.file(table.name)}-metadata.json" for table in catalog.tables}
    artifacts = [files.in_folder[name] for name in wanted if name in files.in_folder]
    downloads = files.downloads(None, *catalog.tables)
    long = {table.name for table in catalog.tables if table.is_long}
    artifacts += [
        download.artifact
        for download in downloads
        if download.format is _CSV
        or (download.format is not _ZIP and (download.table is None or download.table.name not in long))
    ]
    contents = {f"data/{artifact.path.rpartition('/')[2]}": artifact.body for artifact in artifacts}
    contents |= {f"schemas/{table.name}.json": json_bytes(table.schema) for table in catalog.tables}
    resources: list[dict[str, object]] = [
        {
            "dialect": _DIALECT,
            **table.descriptor,
            "path": f"data/{_CSV.file(table.name)}",
            "schema": f"schemas/{table.name}.json",
            "bytes": len(table.csv),
            "hash": f"sha256:{_sha256(table.csv)}",
        }
        for table in catalog.tables
    ]
    paths = {kept.path: f"files/{kept.name}" for kept in catalog.kept}
    contents |= {paths[kept.path]: kept.body for kept in catalog.kept}
    for file in catalog.files:
        own = [paths[path] for path, _ in file.files]
        resources.append({**file.descriptor, **({"path": own[0] if len(own) == 1 else own} if own else {})})
    contents[_NAME] = json_bytes({**catalog.descriptor, "resources": resources})
    contents["LICENSE.txt"] = _licence(catalog).encode()
    contents["README.txt"] = _readme(catalog, (*contents, "README.txt", _SUMS)).encode()
    sums = (f"{_sha256(contents[path])}  {path}\n" for path in sorted(contents))
    return {**contents, _SUMS: "".join(sums).encode()}


def _readme(catalog: Catalog, paths: Sequence[str]) -> str:
    """What this is, which version, where it comes from, which files there are and how to check them."""
    hostless = names.without_host(catalog)
    return _paragraphs(
        _lines(catalog.title),
        _lines(catalog.description),
        "\n".join(
            f"{name}: {value}"
            for name, value in (("Version", catalog.version), ("Date", catalog.date))
            if value
        ),
        "\n".join(f"Licence: {licence}" for licence in catalog.licences),
        "\n  ".join(["How to cite", *(text(cite(hostless, language=code)) for code in catalog.languages)]),
        "\n  ".join(["Files", *sorted(paths)]),
        _HOW_TO_READ,
    )


def _licence(catalog: Catalog) -> str:
    """Under which licence the data may be used, and whose rights in the sources remain."""
    apart = [
        f"Table {table.name}: {licence}\n{_lines(joined(catalog.rights_of(table)))}"
        for table in catalog.tables
        for licence in catalog.licences_of(table)
        if licence not in catalog.licences
    ]
    rights = [
        f"Source: {_lines(table.label(record))}\n{_lines(table.text(record, column))}"
        for table in catalog.of_role("source")
        for column in table.columns_of(meaning.RIGHTS)
        for record in table.records
    ]
    licences = "\n".join(f"Licence: {licence}" for licence in catalog.licences)
    return _paragraphs(_lines(catalog.title), licences, *apart, *rights)


def _lines(words: Text) -> str:
    return "\n".join(line for _, line in words.entries)


def _paragraphs(*blocks: str) -> str:
    return "\n\n".join(block.strip() for block in blocks if block.strip()) + "\n"


def _sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
