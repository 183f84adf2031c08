"""JSON (RFC 8259): a table as an array of flat objects, one a line, so that editions compare by line."""

from collections.abc import Iterator

from gazette import urls
from gazette.artifact import Artifact
from gazette.export.cell import row
from gazette.export.proof import prove_rows
from gazette.formats import FORMATS, json_text
from gazette.model import Catalog

FORMAT = FORMATS["json"]


def export(catalog: Catalog, edition: str = urls.LATEST) -> Iterator[Artifact]:
    """One file a table: its rows with typed values, null where a cell is empty."""
    for table in catalog.tables:
        rows = [row(table, record) for record in table.records]
        path = urls.data(FORMAT.file(table.name), edition)
        prove_rows(catalog, table, rows, path)
        body = ",\n".join(json_text(one) for one in rows)
        yield Artifact(path, FORMAT.media_type, f"[\n{body}\n]\n".encode() if rows else b"[]\n")
