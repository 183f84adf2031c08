"""Tables as flat text: CSV, the source file itself; JSON, an array of objects; JSON Lines, for readers piece by piece.

CSV (RFC 4180) is published as it is edited, byte for byte. JSON (RFC 8259) and JSON Lines hold one object a line, so
that editions compare by line: typed values, null where a cell is empty.
"""

from collections.abc import Iterator

from gazette import urls
from gazette.artifact import Artifact, Streamed
from gazette.export.schema import proved_rows
from gazette.formats import FORMATS, Format
from gazette.jsontext import json_lines
from gazette.model import Catalog


def export_csv(catalog: Catalog, edition: str = urls.LATEST) -> Iterator[Artifact]:
    """One CSV file a table."""
    form = FORMATS["csv"]
    for table in catalog.tables:
        yield Artifact(urls.data(form.file(table.name), edition), form.media_type, table.csv)


def export_json(catalog: Catalog, edition: str = urls.LATEST) -> Iterator[Artifact]:
    """One JSON file a table."""
    return _files(catalog, edition, FORMATS["json"], b"[\n", b",\n", b"\n]\n", b"[]\n")


def export_lines(catalog: Catalog, edition: str = urls.LATEST) -> Iterator[Artifact]:
    """One file of JSON Lines a table, every line ended by LF."""
    return _files(catalog, edition, FORMATS["jsonl"], b"", b"\n", b"\n", b"")


def _files(
    catalog: Catalog, edition: str, form: Format, start: bytes, between: bytes, end: bytes, empty: bytes
) -> Iterator[Artifact]:
    for table in catalog.tables:
        path = urls.data(form.file(table.name), edition)
        if table.is_long:
            lines = (b"\n".join([*json_lines(rows), b""]) for rows in proved_rows(catalog, table, path))
            yield from [Streamed(path, form.media_type, lines)] if form is FORMATS["jsonl"] else []
            continue
        # Joined batch by batch, so that the lines do not all lie in memory one by one.
        parts = [between.join(json_lines(rows)) for rows in proved_rows(catalog, table, path)]
        body = start + between.join(parts) + end if parts else empty
        yield Artifact(path, form.media_type, body)


_MEDIA_TYPES = {
    "csv": "text/csv", "tsv": "text/tab-separated-values", "txt": "text/plain", "md": "text/markdown",
    "json": "application/json", "geojson": "application/geo+json", "jsonl": "application/jsonl",
    "pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "zip": "application/zip", "gz": "application/gzip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip


def export_files(catalog: Catalog, edition: str = urls.LATEST) -> Iterator[Artifact]:
    """What is published as it came, byte for byte."""
    for kept in catalog.kept:
        media_type = _MEDIA_TYPES.get(kept.name.rpartition(".")[2], "application/octet-stream")
        yield Artifact(urls.kept(kept, edition), media_type, kept.body)
