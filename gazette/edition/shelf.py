"""The releases of a project as the model has them: bytes from the shelf, catalogues read from those bytes."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from gazette.assemble import assemble
from gazette.check import check
from gazette.edition.open import OF_THE_BUILD
from gazette.load import load
from gazette.load.source import RawRelease, Source
from gazette.model.release import Release
from gazette.problem import Place, Problem, Stop
from gazette.project import DESCRIPTOR, Project

_HINT = "it was not made by the command `release`: take it away, or restore it from git"
_ACTIVE = (".html", ".htm", ".xhtml", ".xht", ".svg", ".js", ".mjs")
"""Endings of files that a release never holds."""


def releases_of(project: Project, source: Source, homepage: str | None = None) -> tuple[Release, ...]:
    """Every release, the oldest first.

    `check` has proved that their bytes are what was released, and they were checked when they were released,
    so they are not checked again. `homepage` is where the site stands now. Raises Stop for one that nobody
    could have released.
    """
    return tuple(_release(project, raw, homepage) for raw in source.shelf.releases)


def sealed_faults(project: Project, source: Source) -> Iterator[Problem]:
    """What is wrong inside releases that are new: a seal vouches for bytes, and not for what they say.

    What the base branch has is not looked at again: it passed the checks of its day, and cannot be changed.
    """
    settled = source.shelf.settled
    for raw in source.shelf.releases:
        if settled is None or raw.version in settled:
            continue
        root = project.root / raw.folder
        inside = load(Project(root))
        problems, _ = check(inside)
        for one in problems:
            if one.severity == "error" and one.code not in OF_THE_BUILD:
                place = replace(one.place, file=f"{raw.folder}/{one.place.file}")
                yield replace(one, place=place, fix="")
        if inside.descriptor and inside.descriptor.value.get("version") != raw.version:
            message = f"the release in the folder {raw.version} says that it is another version"
            yield Problem("release-unreadable", message, Place(f"{raw.folder}/{DESCRIPTOR}"))
        for path in sorted(raw.files):
            if path.lower().endswith(_ACTIVE):
                message = f"{raw.folder}/{path} could run in a browser, on the address of the site"
                yield Problem(
                    "release-file-extra", message, Place(f"{raw.folder}/{path}"), hint="take it away"
                )


def _release(project: Project, raw: RawRelease, homepage: str | None) -> Release:
    try:
        catalog = assemble(load(Project(project.root / raw.folder)), homepage)
        kinds = {str(one["path"]): str(one["mediatype"]) for one in _listed(raw)}
    except (LookupError, TypeError, ValueError) as error:
        message = f"release {raw.version} holds no edition that can be read"
        raise Stop(Problem("release-unreadable", message, Place(raw.folder), hint=_HINT)) from error
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
