"""JSON (RFC 8259): a table as an array of flat objects, one a line, so that editions compare by line."""

from collections.abc import Iterator

from gazette import urls
from gazette.artifact import Artifact
from gazette.export.proof import proved_rows
from gazette.formats import FORMATS
from gazette.jsontext import json_lines
from gazette.model import Catalog

FORMAT = FORMATS["json"]


def export(catalog: Catalog, edition: str = urls.LATEST) -> Iterator[Artifact]:
    """One file a table: its rows with typed values, null where a cell is empty."""
    for table in catalog.tables:
        path = urls.data(FORMAT.file(table.name), edition)
        # Joined batch by batch, so that the lines do not all lie in memory one by one.
        parts = [b",\n".join(json_lines(rows)) for rows in proved_rows(catalog, table, path)]
        body = b"[\n" + b",\n".join(parts) + b"\n]\n" if parts else b"[]\n"
        yield Artifact(path, FORMAT.media_type, body)
