"""Everything in one ZIP that is a Data Package by itself: data, schemas, licence, checksums, relative paths.

How to cite it, what has changed and CSVW go along, beside the data.

The same input gives the same bytes: members are sorted and carry one fixed time and mode.
"""

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe.made import Made
from gazette.describe.notes import licence, readme
from gazette.formats import FORMATS
from gazette.jsontext import json_bytes
from gazette.model import Catalog, Table

FORMAT = FORMATS["bundle"]
SUMS = "SHA256SUMS"

CITATIONS = ("citation.bib", "citation.json", "citation.ris")
CHANGES = "changes.json"
_LEVEL = 6
"""The highest level takes seven times as long and saves a thirtieth."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MODE = 0o100644 << 16
_UNIX = 3


def describe(catalog: Catalog, made: Made) -> Iterator[Artifact]:
    """One file, of what is made already."""
    yield Artifact(urls.data(FORMAT.file(), made.edition), FORMAT.media_type, _zip(members(catalog, made)))


def members(catalog: Catalog, made: Made) -> dict[str, bytes]:
    """What the ZIP holds, by path: the files that hold a table or all of them, and what explains them."""
    of_tables = [fmt for fmt in FORMATS.values() if fmt.scope == "table"]
    names = {fmt.file(table.name) for fmt in of_tables for table in catalog.tables}
    names |= {fmt.file() for fmt in FORMATS.values() if fmt.scope == "package" and fmt is not FORMAT}
    csv = FORMATS["csv"]
    names |= {"csv-metadata.json", CHANGES, *CITATIONS}
    names |= {f"{csv.file(table.name)}-metadata.json" for table in catalog.tables}
    found: dict[str, bytes] = {}
    for artifact in made.files:
        folder, _, name = artifact.path.rpartition("/")
        if name in names and folder + "/" == urls.data("", made.edition):
            found[f"data/{name}"] = artifact.body
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
        "path": f"data/{FORMATS['csv'].file(table.name)}",
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
            bundle.writestr(info, contents[path], compresslevel=_LEVEL)
    return buffer.getvalue()


def _sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
