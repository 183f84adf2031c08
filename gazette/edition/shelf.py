"""The releases of a project as the model has them: bytes from the shelf, catalogues read from those bytes."""

from collections.abc import Mapping

from gazette.assemble import assemble
from gazette.load import load
from gazette.load.source import RawRelease, Source
from gazette.model.release import Release
from gazette.project import Project


def releases_of(project: Project, source: Source, homepage: str | None = None) -> tuple[Release, ...]:
    """Every release, the oldest first.

    `check` has proved that their bytes are what was released, and they were checked when they were released,
    so they are not checked again. `homepage` is where the site stands now.
    """
    return tuple(_release(project, raw, homepage) for raw in source.shelf.releases)


def _release(project: Project, raw: RawRelease, homepage: str | None) -> Release:
    catalog = assemble(load(Project(project.root / raw.folder)), homepage)
    kinds = {str(one["path"]): str(one["mediatype"]) for one in _listed(raw)}
    return Release(
        version=raw.version,
        created=catalog.created,
        files=raw.files,
        media_types={path: kinds.get(path, _kind(path)) for path in raw.files},
        catalog=catalog,
    )


def _kind(path: str) -> str:
    """The media type of the two files that the manifest cannot list: itself, and the checksums."""
    return "application/json" if path.endswith(".json") else "text/plain"


def _listed(raw: RawRelease) -> list[Mapping[str, object]]:
    files = raw.manifest.value.get("files") if raw.manifest else None
    return [one for one in files if isinstance(one, Mapping)] if isinstance(files, list) else []
