"""CSV (RFC 4180): what is edited is what is published, byte for byte."""

from collections.abc import Iterator

from gazette import urls
from gazette.artifact import Artifact
from gazette.formats import FORMATS
from gazette.model import Catalog

FORMAT = FORMATS["csv"]


def export(catalog: Catalog, edition: str = urls.LATEST) -> Iterator[Artifact]:
    """One file a table, the source file itself."""
    for table in catalog.tables:
        yield Artifact(urls.data(FORMAT.file(table.name), edition), FORMAT.media_type, table.csv)
