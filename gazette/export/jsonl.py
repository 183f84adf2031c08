"""JSON Lines: a table as one flat object a line, for readers that take a file piece by piece."""

from collections.abc import Iterator

from gazette import urls
from gazette.artifact import Artifact
from gazette.export.cell import row
from gazette.export.proof import prove_rows
from gazette.formats import FORMATS, json_text
from gazette.model import Catalog

FORMAT = FORMATS["jsonl"]


def export(catalog: Catalog, edition: str = urls.LATEST) -> Iterator[Artifact]:
    """One file a table: the objects of the JSON file, each on its line, every line ended by LF."""
    for table in catalog.tables:
        rows = [row(table, record) for record in table.records]
        path = urls.data(FORMAT.file(table.name), edition)
        prove_rows(catalog, table, rows, path)
        yield Artifact(path, FORMAT.media_type, "".join(json_text(one) + "\n" for one in rows).encode())
