"""A release as files: the edition's data, metadata and schemas, what changed, and the seal over all of it.

Paths are relative to the release. The site publishes them under the version and, if it is the newest, under
`latest`, byte for byte: nothing in them says where they stand.
"""

from collections.abc import Iterable

from gazette import urls
from gazette.artifact import Artifact
from gazette.jsontext import json_bytes
from gazette.model import Catalog
from gazette.model.release import Release
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


def shelved(release: Release, edition: str) -> list[Artifact]:
    """The files of a release at their places in the site, under its version or under `latest`."""
    return [
        Artifact(urls.data(path, edition), release.media_types[path], body)
        for path, body in sorted(release.files.items())
    ]


def first_changes(catalog: Catalog) -> str:
    """changes.json of the first release, which has nothing to be compared with."""
    whole: dict[str, object] = {
        "old": None,
        "new": {"version": catalog.version, "created": catalog.created},
        "verdict": {"level": "none", "because": []},
        "pagesCompared": False,
        "counts": {},
        "changes": [],
        "behind": [],
    }
    return json_bytes(whole).decode("utf-8")
