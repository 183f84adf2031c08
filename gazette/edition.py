"""Editions by name: a release, a folder, a zip, a git revision or the working tree, opened as a publication.

Stands between the pipeline and `assemble`: it loads, checks and assembles, and compares what it has opened.
"""

import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from gazette.archive import MOST_BYTES, printable, too_large, untar, unzip
from gazette.model import Catalog
from gazette.problem import Place, Problem, Stop
from gazette.programs import GIT_SECONDS, git
from gazette.project import DESCRIPTOR, RELEASES, Project

if TYPE_CHECKING:
    from gazette.load.source import Source
    from gazette.model.release import Release
    from gazette.release.outline import Words

WORKING_TREE = "."
OF_THE_BUILD = frozenset({"unsupported-property"})
"""Codes that only what people write can deserve: the build itself writes sizes and hashes into what it publishes."""
_VERSION = re.compile(r"\d{1,9}\.\d{1,9}\.\d{1,9}")
_REVISION = re.compile(r"[A-Za-z0-9@][A-Za-z0-9._/@{}~^+-]{0,199}")
_NAMED_RELEASES = 5
_ACTIVE = (".html", ".htm", ".xhtml", ".xht", ".svg", ".js", ".mjs")
"""Endings of files that a release never holds."""


def open_edition(project: Project, name: str = WORKING_TREE) -> Catalog:
    """The publication that a name means: the working tree (`.`), a release, a folder, a zip, a git revision.

    They are tried in this order, so a release always wins over a tag of the same name. A relative path is
    looked for here and then in the project. Raises Stop with what is wrong with the name or with the edition.
    """
    if name in ("", WORKING_TREE):
        return _read(project, project.root, "", published=False)
    release = project.root / RELEASES / name
    if _VERSION.fullmatch(name) and release.is_dir():
        return _read(project, release, name)
    could_be_path = "\0" not in name and len(name) < 1_000
    for path in dict.fromkeys((Path(name), project.root / name)) if could_be_path else ():
        if path.is_dir():
            return _read(project, path.absolute(), name)
        if path.is_file():
            with tempfile.TemporaryDirectory(prefix="edition-") as folder:
                return _read(project, unzip(path, name, Path(folder)), name)
    with tempfile.TemporaryDirectory(prefix="edition-") as folder:
        _check_out(project.root, name, Path(folder))
        return _read(project, Path(folder), name, published=False)


def compare(
    project: Project, old: str, new: str = WORKING_TREE, form: str = "text", words: "Words | None" = None
) -> str:
    """The report of what differs between two editions, in one of the forms of `DIFF_REPORTERS`. Raises Stop.

    Pages are left out, and the report says so, where one side is a frozen release without any.
    """
    from gazette.release import outline
    from gazette.release.diff import diff
    from gazette.release.reports import DIFF_REPORTERS

    first, second = open_edition(project, old), open_edition(project, new)
    changes = diff(first, second, articles=bool(first.articles) == bool(second.articles))
    called, calls = (
        outline.WORKING_TREE if name in ("", WORKING_TREE) else printable(name) for name in (old, new)
    )
    named = replace(changes, old=replace(changes.old, name=called), new=replace(changes.new, name=calls))
    return DIFF_REPORTERS[form](named, words or outline.english)


def with_new_releases(project: Project, source: "Source") -> "Source":
    """The source with the editions inside releases that the base branch does not have, which are checked too."""
    from gazette.load import load

    settled = source.releases.settled
    folders = tuple(
        raw
        if settled is None or raw.version in settled
        else replace(raw, inside=load(Project(project.root / raw.folder, project.strict)))
        for raw in source.releases.folders
    )
    return replace(source, releases=replace(source.releases, folders=folders))


def faults_of_new_releases(source: "Source") -> Iterator[Problem]:
    """What is wrong inside releases that are new: a manifest vouches for bytes, and not for what they say.

    What the base branch has is not looked at again: it passed the checks of its day, and cannot be changed.
    """
    from gazette.check import check

    for raw in source.releases.folders:
        if raw.inside is None:
            continue
        for problem in check(raw.inside)[0]:
            if problem.severity == "error" and problem.code not in OF_THE_BUILD:
                place = replace(problem.place, file=f"{raw.folder}/{problem.place.file}")
                yield replace(problem, place=place, fix="")
        if raw.inside.descriptor and raw.inside.descriptor.value.get("version") != raw.version:
            message = f"the release in the folder {raw.version} says that it is another version"
            yield Problem("release-unreadable", message, Place(f"{raw.folder}/{DESCRIPTOR}"))
        for path in sorted(raw.files):
            if path.lower().endswith(_ACTIVE):
                place = Place(f"{raw.folder}/{path}")
                message = f"{place.file} could run in a browser, on the address of the site"
                yield Problem("release-file-extra", message, place, hint="take it away")


def releases_of(project: Project, source: "Source", homepage: str | None = None) -> tuple["Release", ...]:
    """Every release, the oldest first.

    `check` has proved that their bytes are what was released, and they were checked when they were released,
    so they are not checked again. `homepage` is where the site stands now. Raises Stop for one that nobody
    could have released.
    """
    from gazette.assemble import assemble
    from gazette.load import load
    from gazette.model.release import Release

    releases = []
    for raw in source.releases.folders:
        try:
            inside = raw.inside or load(Project(project.root / raw.folder, project.strict))
            catalog = assemble(inside, homepage)
            catalog = replace(catalog, file_name=_file_name(raw.files) or catalog.file_name)
            files = raw.manifest.listed("files") if raw.manifest else ()
            kinds = {str(f["path"]): str(f["mediatype"]) for f in files if isinstance(f, Mapping)}
        except (LookupError, TypeError, ValueError) as error:
            message = f"release {raw.version} holds no edition that can be read"
            hint = "it was not made by the command `release`: take it away, or restore it from git"
            raise Stop(Problem("release-unreadable", message, Place(raw.folder), hint=hint)) from error
        # The manifest cannot list itself and the checksums.
        own = {path: "application/json" if path.endswith(".json") else "text/plain" for path in raw.files}
        kinds = {path: kinds.get(path, kind) for path, kind in own.items()}
        releases.append(Release(raw.version, catalog.created, raw.files, kinds, catalog))
    return tuple(releases)


def _file_name(files: Mapping[str, bytes]) -> str:
    """What the files of the whole are called in a released folder, by its archive; empty where it has none."""
    return next(
        (path.removesuffix(".zip") for path in sorted(files) if re.fullmatch(r"[a-z0-9-]+\.zip", path)), ""
    )


def _read(project: Project, root: Path, name: str, *, published: bool = True) -> Catalog:
    from gazette.assemble import assemble
    from gazette.check import check
    from gazette.load import load

    opened = Project(root)
    if published and not opened.strict:
        opened = Project(root, project.strict)  # a release keeps to the rules of its project
    if not (root / opened.descriptor).is_file():
        raise _unknown(name, f"there is no {DESCRIPTOR} in it", project.root)
    source = load(opened)
    problems, _ = check(source)
    excused = OF_THE_BUILD if published else frozenset()
    errors = [
        _in_edition(problem, name)
        for problem in problems
        if problem.severity == "error" and problem.code not in excused
    ]
    if errors:
        raise Stop(*errors)
    return assemble(source)


def _in_edition(problem: Problem, name: str) -> Problem:
    """The problem with its place in the edition, as git writes it: `1.0.0:datapackage.json`."""
    if not name:
        return problem
    file = f"{printable(name)}:{problem.place.file}"
    return replace(problem, place=replace(problem.place, file=file), fix="")


def _unknown(name: str, why: str, root: Path) -> Stop:
    """There is no such edition; the releases that the project at `root` has are named."""
    from gazette.load.releases import released

    known = released(root)
    more = f" or one of {len(known) - _NAMED_RELEASES} older ones" if len(known) > _NAMED_RELEASES else ""
    release = f"a release ({', '.join(known[-_NAMED_RELEASES:])}{more}), " if known else ""
    hint = f"name {release}a git revision, a folder, a zip, or . for the working tree"
    return Stop(Problem("edition-unknown", why, Place(printable(name)), hint=hint))


def _check_out(root: Path, name: str, folder: Path) -> None:
    """The files of the project at `root` as they were at a git revision: without a shell, without the network."""
    if not _REVISION.fullmatch(name):
        raise _unknown(name, f"{name[:200]!r} names no edition", root)
    answer = _git(root, name, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    commit = answer.decode("ascii", "replace").strip()
    if not re.fullmatch(r"[0-9a-f]{40,64}", commit):
        raise _unknown(name, f"there is no release, folder, zip or git revision {name!r}", root)
    # Frozen releases are whole editions themselves and only grow; an edition never needs them.
    body = _git(root, name, "archive", "--format=tar", commit, "--", ".", ":(exclude)releases")
    if not body:
        raise _unknown(name, f"the revision {name!r} does not hold this project", root)
    if len(body) > MOST_BYTES:
        raise too_large(name)
    untar(body, name, folder)


def _git(root: Path, name: str, *arguments: str) -> bytes:
    """What git prints; nothing where it refuses. Stop where it cannot be asked."""
    try:
        return git(root, *arguments) or b""
    except subprocess.TimeoutExpired as error:
        raise _unknown(name, f"git did not answer within {GIT_SECONDS} seconds", root) from error
    except (FileNotFoundError, PermissionError) as error:
        why = f"there is no release, folder or zip {name!r}, and git is not installed"
        raise _unknown(name, why, root) from error
