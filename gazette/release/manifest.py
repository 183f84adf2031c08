"""What a release consists of: manifest.json lists every file, SHA256SUMS vouches for them and for the manifest.

Neither names itself; the manifest does not list the checksums, which list the manifest.
"""

from collections.abc import Iterable, Mapping

from gazette.artifact import Artifact
from gazette.jsontext import json_bytes
from gazette.model import Catalog

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"


def sealed(catalog: Catalog, files: Iterable[Artifact]) -> list[Artifact]:
    """The files of a release with its manifest and checksums; paths are relative to the release."""
    listed = sorted((made for made in files if made.path not in (MANIFEST, SUMS)), key=lambda made: made.path)
    manifest = Artifact(MANIFEST, "application/json", json_bytes(manifest_of(catalog, listed)))
    lines = (
        f"{made.sha256}  {made.path}\n" for made in sorted([*listed, manifest], key=lambda one: one.path)
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
