"""A release as files: the edition's data, metadata and schemas, what changed, and the checksums of all of it.

manifest.json lists every file, and SHA256SUMS every file and the manifest; neither names itself.

Paths are relative to the release. The site publishes them under the version and, if it is the newest, under
`latest`, byte for byte: nothing in them says where they stand.
"""

from collections.abc import Iterable

from gazette import urls
from gazette.artifact import Artifact
from gazette.jsontext import json_bytes
from gazette.model import Catalog
from gazette.model.release import Release
from gazette.project import MANIFEST
from gazette.release.changes import Changes
from gazette.release.reports import as_json

CHANGES = "changes.json"
SUMS = "SHA256SUMS"


def changes_file(catalog: Catalog, changes: Changes | None) -> Artifact:
    """changes.json of the release of a catalogue; the first release has nothing to be compared with."""
    first: dict[str, object] = {
        "old": None,
        "new": {"version": catalog.version, "created": catalog.created},
        "verdict": {"level": "none", "because": []},
        "pagesCompared": False,
        "counts": {},
        "changes": [],
        "behind": [],
    }
    body = as_json(changes).encode() if changes else json_bytes(first)
    return Artifact(urls.data(CHANGES, catalog.version), "application/json", body)


def frozen(catalog: Catalog, files: Iterable[Artifact]) -> list[Artifact]:
    """The files of the release of a catalogue, with its manifest and checksums.

    `files` are its data files and metadata, made for the edition of its own version; those outside of the
    edition's folder belong to the site and are left out.
    """
    folder = urls.data("", catalog.version)
    listed = [
        Artifact(made.path.removeprefix(folder), made.media_type, made.body)
        for made in sorted(files, key=lambda made: made.path)
        if made.path.startswith(folder) and made.path not in (folder + MANIFEST, folder + SUMS)
    ]
    contents = {
        "name": catalog.name,
        "version": catalog.version,
        "created": catalog.created,
        "files": [
            {"path": made.path, "bytes": made.size, "sha256": made.sha256, "mediatype": made.media_type}
            for made in listed
        ],
    }
    manifest = Artifact(MANIFEST, "application/json", json_bytes(contents))
    lines = sorted((made.path, f"{made.sha256}  {made.path}\n") for made in (*listed, manifest))
    return [*listed, manifest, Artifact(SUMS, "text/plain", "".join(line for _, line in lines).encode())]


def at_address(release: Release, edition: str) -> list[Artifact]:
    """The files of a release at their places in the site, under its version or under `latest`."""
    return [
        Artifact(urls.data(path, edition), release.media_types[path], body)
        for path, body in sorted(release.files.items())
    ]
