"""A release as files: the edition's data, metadata and schemas, what changed, and the seal over all of it.

Paths are relative to the release. The site publishes them under the version and, if it is the newest, under
`latest`, byte for byte: nothing in them says where they stand.
"""

from collections.abc import Iterable, Sequence

from gazette import urls
from gazette.artifact import Artifact
from gazette.model import Catalog
from gazette.release.manifest import SUMS, sealed

CHANGES = "changes.json"


def frozen(catalog: Catalog, files: Iterable[Artifact], changes: bytes) -> list[Artifact]:
    """The files of the release of a catalogue.

    `files` are its data files and metadata, made for the edition of its own version; those outside of the
    edition's folder belong to the site and are left out. `changes` is changes.json.
    """
    folder = urls.data("", catalog.version)
    inside = [
        Artifact(made.path.removeprefix(folder), made.media_type, made.body)
        for made in files
        if made.path.startswith(folder) and made.path != folder + SUMS
    ]
    return sealed(catalog, [*inside, Artifact(CHANGES, "application/json", changes)])


def shelved(files: Sequence[Artifact], edition: str) -> list[Artifact]:
    """The files of a release at their places in the site, under its version or under `latest`."""
    return [Artifact(urls.data(made.path, edition), made.media_type, made.body) for made in files]
