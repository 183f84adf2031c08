"""SQLite: all tables in one file that answers SQL by itself, with keys, views, index and dictionary inside."""

from collections.abc import Iterator
from contextlib import closing

from gazette import urls
from gazette.artifact import Artifact
from gazette.export.database import build
from gazette.formats import FORMATS
from gazette.model import Catalog

FORMAT = FORMATS["sqlite"]


def export(catalog: Catalog, edition: str = urls.LATEST) -> Iterator[Artifact]:
    """One file."""
    with closing(build(catalog)) as database:
        yield Artifact(urls.data(FORMAT.file(), edition), FORMAT.media_type, database.serialize())
