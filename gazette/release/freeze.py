"""A release as files: the edition's data, metadata and schemas, what changed, and what vouches for all of it.

manifest.json lists every file, and SHA256SUMS every file and the manifest; neither names itself.

Paths are relative to the release. The site publishes them under the version and, if it is the newest, under
`latest`, byte for byte: nothing in them says where they stand.
"""

from collections.abc import Iterable, Mapping

from gazette import urls
from gazette.artifact import Artifact
from gazette.jsontext import json_bytes
from gazette.model import Catalog
from gazette.model.release import Release

CHANGES = "changes.json"
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"


def changes_file(catalog: Catalog, changes: str) -> Artifact:
    """changes.json of the release of a catalogue."""
    return Artifact(urls.data(CHANGES, catalog.version), "application/json", changes.encode("utf-8"))


def frozen(catalog: Catalog, files: Iterable[Artifact]) -> list[Artifact]:
    """The files of the release of a catalogue.

    `files` are its data files and metadata, made for the edition of its own version; those outside of the
    edition's folder belong to the site and are left out.
    """
    folder = urls.data("", catalog.version)
    inside = [
        Artifact(made.path.removeprefix(folder), made.media_type, made.body)
        for made in files
        if made.path.startswith(folder) and made.path != folder + SUMS
    ]
    return with_manifest(catalog, inside)


def at_address(release: Release, edition: str) -> list[Artifact]:
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


def with_manifest(catalog: Catalog, files: Iterable[Artifact]) -> list[Artifact]:
    """The files of a release with its manifest and checksums; paths are relative to the release."""
    listed = sorted((made for made in files if made.path not in (MANIFEST, SUMS)), key=lambda made: made.path)
    manifest = Artifact(MANIFEST, "application/json", json_bytes(manifest_of(catalog, listed)))
    lines = (
        f"{made.sha256}  {made.path}\n" for made in sorted([*listed, manifest], key=lambda made: made.path)
    )
    return [*listed, manifest, Artifact(SUMS, "text/plain", "".join(lines).encode())]


def manifest_of(catalog: Catalog, files: Iterable[Artifact]) -> Mapping[str, object]:
    """What manifest.json says: which publication, which version, of which day, and every file."""
    return {
        "name": catalog.name,
        "version": catalog.version,
        "created": catalog.created,
        "files": [
            {
                "path": made.path,
                "bytes": made.size,
                "sha256": made.sha256,
                "mediatype": made.media_type,
            }
            for made in files
        ],
    }
