"""Everything in one ZIP that is a Data Package by itself: data, schemas, licence, checksums, relative paths.

The same input gives the same bytes: members are sorted and carry one fixed time and mode.
"""

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping

from gazette import urls
from gazette.artifact import Artifact
from gazette.export import csv, json, jsonl, nested, parquet, sqlite, xlsx
from gazette.export.notes import licence, readme
from gazette.formats import FORMATS, json_bytes
from gazette.model import Catalog, Table

FORMAT = FORMATS["bundle"]
SUMS = "SHA256SUMS"

_EPOCH = (1980, 1, 1, 0, 0, 0)
_MODE = 0o100644 << 16
_UNIX = 3


def export(catalog: Catalog, edition: str = urls.LATEST) -> Iterator[Artifact]:
    """One file."""
    yield Artifact(urls.data(FORMAT.file(), edition), FORMAT.media_type, _zip(members(catalog)))


def members(catalog: Catalog) -> dict[str, bytes]:
    """What the ZIP holds, by path."""
    found: dict[str, bytes] = {}
    for exporter in (csv, json, jsonl, parquet, nested, xlsx, sqlite):
        for artifact in exporter.export(catalog):
            found["data/" + artifact.path.rpartition("/")[2]] = artifact.body
    for table in catalog.tables:
        found[f"schemas/{table.name}.json"] = json_bytes(table.schema)
    found["datapackage.json"] = json_bytes(_descriptor(catalog))
    found["LICENSE.txt"] = licence(catalog).encode()
    found["README.txt"] = readme(catalog, (*found, "README.txt", SUMS)).encode()
    found[SUMS] = "".join(f"{_sha256(found[path])}  {path}\n" for path in sorted(found)).encode()
    return found


def _descriptor(catalog: Catalog) -> Mapping[str, object]:
    """The descriptor as written, with the ZIP's own paths (Data Package 2.0, `path` and `schema`)."""
    resources = [_resource(table) for table in catalog.tables]
    return {**catalog.descriptor, "resources": resources}


def _resource(table: Table) -> Mapping[str, object]:
    return {
        # Said, though it is the default: clients of version 1 guess the delimiter, and guess wrong.
        "dialect": {"delimiter": ","},
        **table.descriptor,
        "path": f"data/{csv.FORMAT.file(table.name)}",
        "schema": f"schemas/{table.name}.json",
        "bytes": len(table.csv),
        "hash": f"sha256:{_sha256(table.csv)}",
    }


def _zip(contents: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as bundle:
        for path in sorted(contents):
            info = zipfile.ZipInfo(path, _EPOCH)
            info.external_attr, info.create_system = _MODE, _UNIX
            info.compress_type = zipfile.ZIP_DEFLATED
            bundle.writestr(info, contents[path], compresslevel=9)
    return buffer.getvalue()


def _sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
