"""JSON (RFC 8259): a table as an array of flat objects, one a line, so that editions compare by line."""

from collections.abc import Iterator

from gazette import urls
from gazette.artifact import Artifact
from gazette.export.cell import rows
from gazette.export.proof import prove_rows
from gazette.formats import FORMATS
from gazette.jsontext import json_lines
from gazette.model import Catalog

FORMAT = FORMATS["json"]


def export(catalog: Catalog, edition: str = urls.LATEST) -> Iterator[Artifact]:
    """One file a table: its rows with typed values, null where a cell is empty."""
    for table in catalog.tables:
        path = urls.data(FORMAT.file(table.name), edition)
        found = rows(table)
        prove_rows(catalog, table, found, path)
        body = b"[\n" + b",\n".join(json_lines(found)) + b"\n]\n" if found else b"[]\n"
        yield Artifact(path, FORMAT.media_type, body)
