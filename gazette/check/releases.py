"""Releases never change: every released byte is compared with its manifest and with what git remembers."""

import hashlib
from collections.abc import Iterator, Mapping
from shlex import quote

from gazette.check.run import Run
from gazette.load.source import RawRelease, Shelf
from gazette.problem import Place, Problem
from gazette.project import MANIFEST, RELEASES

SUMS = "SHA256SUMS"
_RESTORE = "git restore --source=origin/main -- {path}"


def check_releases(run: Run) -> Iterator[Problem]:
    """Every file of every release: there, unchanged, and no file more."""
    shelf = run.source.shelf
    yield from shelf.problems
    told = {problem.place.file for problem in shelf.problems}
    for release in shelf.releases:
        run.examined.add("released files", len(release.files))
        for problem in _against_manifest(release):
            told.add(problem.place.file)
            yield problem
    # A byte that the manifest has caught is one cause; git is asked for what a forged manifest would hide.
    yield from (problem for problem in _against_git(shelf) if problem.place.file not in told)


def _against_manifest(release: RawRelease) -> Iterator[Problem]:
    listed = _listed(release)
    if listed is None:
        place = Place(f"{release.folder}/{MANIFEST}")
        yield Problem(
            "release-unreadable",
            f"release {release.version} has no manifest that can be read",
            place,
            hint=f"restore it from git: {_RESTORE.format(path=release.folder)}",
        )
        return
    for path, digest in listed.items():
        place = Place(f"{release.folder}/{path}")
        if path not in release.files:
            yield _broken("release-file-missing", f"{place.file} was released and is gone", place)
        elif hashlib.sha256(release.files[path]).hexdigest() != digest:
            yield _broken("release-changed", f"{place.file} is not what was released", place)
    for path in sorted(release.files.keys() - listed.keys() - {MANIFEST}):
        place = Place(f"{release.folder}/{path}")
        yield Problem(
            "release-file-extra",
            f"{place.file} was not part of release {release.version}",
            place,
            hint="take it away: a release is only ever what it was; new files belong to the next one",
        )


def _listed(release: RawRelease) -> Mapping[str, str] | None:
    """Path to SHA-256, from the manifest; the checksum file vouches for the manifest, and the other way round."""
    if release.manifest is None:
        return None
    files = release.manifest.value.get("files")
    if not isinstance(files, list) or release.manifest.value.get("version") != release.version:
        return None
    listed: dict[str, str] = {}
    for one in files:
        if not isinstance(one, dict) or not isinstance(one.get("path"), str):
            return None
        listed[one["path"]] = str(one.get("sha256"))
    sums = release.files.get(SUMS, b"").decode("utf-8", "replace")
    manifest = hashlib.sha256(release.files[MANIFEST]).hexdigest()
    wanted = {**listed, MANIFEST: manifest}
    expected = "".join(f"{wanted[path]}  {path}\n" for path in sorted(wanted))
    return {**listed, SUMS: hashlib.sha256(expected.encode()).hexdigest()} if sums or listed else None


def _against_git(shelf: Shelf) -> Iterator[Problem]:
    """What the base branch has released must still be here, byte for byte, manifest included."""
    here = {
        f"{release.folder}/{path}": body for release in shelf.releases for path, body in release.files.items()
    }
    vanished: set[str] = set()
    for path, blob in shelf.remembered.items():
        version = path.removeprefix(f"{RELEASES}/").partition("/")[0]
        if path in here:
            if _blob(here[path]) != blob:
                yield _broken("release-changed", f"{path} is not what the base branch has", Place(path))
        elif not any(release.version == version for release in shelf.releases):
            if version not in vanished and path.count("/") > 1:
                vanished.add(version)
                folder = f"{RELEASES}/{version}"
                yield _broken(
                    "release-vanished", f"release {version} was published and is gone", Place(folder)
                )
        else:
            yield _broken("release-file-missing", f"{path} was released and is gone", Place(path))


def _blob(body: bytes) -> str:
    """The name by which git knows these bytes."""
    return hashlib.sha1(b"blob %d\0" % len(body) + body, usedforsecurity=False).hexdigest()


def _broken(code: str, message: str, place: Place) -> Problem:
    hint = "people have cited it; what must change goes into the next release; to get it back: "
    return Problem(code, message, place, hint=hint + _RESTORE.format(path=quote(place.file)))
