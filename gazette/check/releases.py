"""What was released holds for ever: its bytes, and its ids, which are given to no other record.

Every released byte is compared with its manifest and with what git remembers; a tombstone points at what stands.
"""

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from shlex import quote

from gazette.check.run import Run
from gazette.load.source import RawRelease, RawTable, Releases
from gazette.model import meaning
from gazette.problem import Place, Problem
from gazette.project import MANIFEST, RELEASES

SUMS = "SHA256SUMS"
Address = tuple[str, str]
"""Table and id of a record."""
_RESTORE = "git restore --source=origin/main -- {path}"


def check_releases(run: Run) -> Iterator[Problem]:
    """Every file of every release: there, unchanged, and no file more."""
    releases = run.source.releases
    yield from releases.problems
    named = {problem.place.file for problem in releases.problems}
    for release in releases.folders:
        run.examined.add("released files", len(release.files))
        for problem in _against_manifest(release):
            named.add(problem.place.file)
            yield problem
    # A byte that the manifest has caught is one cause; git is asked for what a forged manifest would hide.
    yield from (problem for problem in _against_git(releases) if problem.place.file not in named)


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
    for file in files:
        if not isinstance(file, dict) or not isinstance(file.get("path"), str):
            return None
        listed[file["path"]] = str(file.get("sha256"))
    sums = release.files.get(SUMS, b"").decode("utf-8", "replace")
    manifest = hashlib.sha256(release.files[MANIFEST]).hexdigest()
    wanted = {**listed, MANIFEST: manifest}
    expected = "".join(f"{wanted[path]}  {path}\n" for path in sorted(wanted))
    return {**listed, SUMS: hashlib.sha256(expected.encode()).hexdigest()} if sums or listed else None


def _against_git(releases: Releases) -> Iterator[Problem]:
    """What the base branch has released must still be here, byte for byte, manifest included."""
    here = {
        f"{release.folder}/{path}": body
        for release in releases.folders
        for path, body in release.files.items()
    }
    vanished: set[str] = set()
    for path, blob in releases.remembered.items():
        version = path.removeprefix(f"{RELEASES}/").partition("/")[0]
        if path in here:
            if _blob(here[path]) != blob:
                yield _broken("release-changed", f"{path} is not what the base branch has", Place(path))
        elif not any(release.version == version for release in releases.folders):
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


# ---- ids and tombstones


def check_tombstones(run: Run) -> Iterator[Problem]:
    """Tombstones beside living records or pointing nowhere, and ids that an earlier release has used up."""
    tables = [
        table
        for table in run.tables()
        if meaning.role_of(table.schema.value if table.schema else {}) == "tombstone"
    ]
    gone = {address for table in tables for address in withdrawn(table)}
    ids = {table.name: set(_column(table, "id")) for table in run.tables()} if tables else {}
    for table in tables:
        yield from _tombstones(run, table, ids, gone)
    yield from _given_again(run, gone)


def _tombstones(
    run: Run, table: RawTable, ids: dict[str, set[str]], withdrawn: set[Address]
) -> Iterator[Problem]:
    names, records = _named(table, meaning.EVIDENCE_TABLE), _named(table, meaning.EVIDENCE_RECORD)
    successors = _named(table, meaning.REPLACED_BY)
    if names is None or records is None:
        return
    for at, row in run.rows(table):
        of, gone = row[names], row[records]
        successor = "" if successors is None else row[successors]
        if of not in ids:
            message = f'there is no table "{of}" in which a record could have been withdrawn'
            yield Problem("tombstone", message, run.place(table, at, names), hint=run.meant(of, ids))
        elif gone in ids[of]:
            message = f'"{gone}" of {of} is said to be withdrawn, and stands in the table'
            hint = "take the tombstone away if it is the same record; give a new record an id of its own"
            yield Problem("tombstone", message, run.place(table, at, records), hint=hint)
        elif successor and successor not in ids[of] and (of, successor) not in withdrawn:
            message = f'"{successor}" is said to replace "{gone}", and {of} has no such record'
            place = run.place(table, at, successors)
            yield Problem("tombstone", message, place, hint=run.meant(successor, ids[of]))


def _given_again(run: Run, withdrawn: set[Address]) -> Iterator[Problem]:
    """Ids that an older release had, the newest has not, and the working tree uses again."""
    folders = run.source.releases.folders
    for table in run.tables() if len(folders) > 1 else ():
        *older, newest = (_released(release, table.name) for release in folders)
        used = set().union(*older) - newest
        column = _position(table, "id")
        for at, identifier in run.cells(table, column):
            if identifier in used and (table.name, identifier) not in withdrawn:
                message = f'the id "{identifier}" was given to a record of an earlier release that is gone'
                place = run.place(table, at, column)
                yield Problem("id-reused", message, place, hint="choose an id that was never used")


def _released(release: RawRelease, name: str) -> set[str]:
    """The ids of a table in a release, from its CSV."""
    text = release.files.get(f"{name}.csv", b"").decode("utf-8", "replace")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return {row["id"] for row in rows if row.get("id")}


def withdrawn(table: RawTable) -> Iterator[Address]:
    """The records that a table of tombstones says are gone."""
    names, records = _named(table, meaning.EVIDENCE_TABLE), _named(table, meaning.EVIDENCE_RECORD)
    for row in table.rows:
        if names is not None and records is not None and max(names, records) < len(row):
            yield row[names], row[records]


def _named(table: RawTable, wanted: str) -> int | None:
    """The position of the column with this meaning."""
    return next((at for at, field in enumerate(table.fields) if field.get("rdfType") == wanted), None)


def _position(table: RawTable, name: str) -> int:
    return table.header.index(name) if name in table.header else 0


def _column(table: RawTable, name: str) -> Iterator[str]:
    at = _position(table, name)
    return (row[at] for row in table.rows if at < len(row))
