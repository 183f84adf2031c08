"""JSON Lines: a table as one flat object a line, for readers that take a file piece by piece."""

from collections.abc import Iterator

from gazette import urls
from gazette.artifact import Artifact
from gazette.export.proof import proved_rows
from gazette.formats import FORMATS
from gazette.jsontext import json_lines
from gazette.model import Catalog

FORMAT = FORMATS["jsonl"]


def export(catalog: Catalog, edition: str = urls.LATEST) -> Iterator[Artifact]:
    """One file a table: the objects of the JSON file, each on its line, every line ended by LF."""
    for table in catalog.tables:
        path = urls.data(FORMAT.file(table.name), edition)
        # Joined batch by batch, so that the lines do not all lie in memory one by one.
        parts = [b"\n".join(json_lines(rows)) for rows in proved_rows(catalog, table, path)]
        yield Artifact(path, FORMAT.media_type, b"\n".join([*parts, b""]))
