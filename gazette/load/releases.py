"""Every frozen release below `releases/`, as the bytes that stand there and as git remembers them.

Nothing is judged here but what kind of thing a file is; `check` compares the bytes with their manifests.
"""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from gazette.load.folder import shown
from gazette.load.json import read_json
from gazette.load.path import kind_problem
from gazette.load.source import JsonFile, RawRelease, Releases, TextFile
from gazette.problem import Place, Problem
from gazette.programs import git
from gazette.project import MANIFEST, RELEASES

VERSION = re.compile(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)")
"""A version as a folder's name: semantic, without the additions that a release of data has no use for."""

_MOST_BYTES = 200_000_000


def read_releases(root: Path) -> Releases:
    """Every release of a project. Never raises; what cannot be read is a problem."""
    problems: list[Problem] = []
    folder = root / RELEASES
    folders: list[RawRelease] = []
    remembered, settled = _remembered(root, problems)
    if not os.path.lexists(folder):
        return Releases((), remembered, tuple(problems), settled)
    if (problem := kind_problem(RELEASES, folder.lstat(), folder=True)) is not None:
        return Releases(problems=(problem,))
    for name in _names(root, RELEASES, problems):
        path = f"{RELEASES}/{name}"
        if VERSION.fullmatch(name):
            problem = kind_problem(path, (root / path).lstat(), folder=True)
            problems += [problem] if problem else []
            folders += [] if problem else [_release(root, name, problems)]
        elif name != "README.md":
            hint = "a release is a folder named after its version, like 1.0.0"
            message = f"{shown(path)} is no release"
            problems.append(Problem("unclaimed-release", message, Place(shown(path)), hint=hint))
    folders.sort(key=lambda release: version_key(release.version))
    return Releases(tuple(folders), remembered, tuple(problems), settled)


def _names(root: Path, folder: str, problems: list[Problem]) -> list[str]:
    try:
        return sorted(os.listdir(root / folder))  # noqa: PTH208 - names alone
    except OSError as error:
        message = f"{shown(folder)} cannot be read: {error.strerror}"
        problems.append(Problem("unreadable-file", message, Place(shown(folder))))
        return []


def released(root: Path) -> list[str]:
    """The versions that a project has released, the newest last; none where that cannot be seen."""
    try:
        names = os.listdir(root / RELEASES)  # noqa: PTH208 - names alone
    except OSError:
        return []
    return sorted(filter(VERSION.fullmatch, names), key=version_key)


def version_key(version: str) -> tuple[int, ...]:
    """Versions in their order: 1.10.0 comes after 1.9.0."""
    return tuple(int(part) for part in version.split("."))


def _release(root: Path, version: str, problems: list[Problem]) -> RawRelease:
    folder = f"{RELEASES}/{version}"
    files: dict[str, bytes] = {}
    for path in _walk(root, folder, problems):
        try:
            files[path.removeprefix(folder + "/")] = (root / path).read_bytes()
        except OSError as error:
            problems.append(
                Problem("unreadable-file", f"{path} cannot be read: {error.strerror}", Place(path))
            )
    manifest = None
    if MANIFEST in files:
        text = files[MANIFEST].decode("utf-8", "replace")
        document = read_json(TextFile(f"{folder}/{MANIFEST}", files[MANIFEST], text))
        manifest = document if isinstance(document, JsonFile) else None
    return RawRelease(version, folder, files, manifest)


def _walk(root: Path, folder: str, problems: list[Problem]) -> Iterator[str]:
    """The regular files below a folder; links, pipes and files that are too large are problems, never opened."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        for name in _names(root, here, problems):
            path = f"{here}/{name}"
            try:
                status = (root / path).lstat()
            except OSError as error:
                message = f"{shown(path)} cannot be read: {error.strerror}"
                problems.append(Problem("unreadable-file", message, Place(shown(path))))
                continue
            if kind_problem(path, status, folder=True) is None:
                waiting.append(path)
            elif (problem := kind_problem(shown(path), status, folder=False)) is not None:
                problems.append(problem)
            elif status.st_size > _MOST_BYTES:
                message = f"{shown(path)} is larger than {_MOST_BYTES:,} bytes"
                problems.append(Problem("file-too-large", message, Place(shown(path))))
            else:
                yield path


def _remembered(root: Path, problems: list[Problem]) -> tuple[dict[str, str], frozenset[str] | None]:
    """Released files on the branch that this one will be merged into, and in the last commit, by git blob.

    And the versions that the former has, or None where there is no such branch to ask.
    Empty where the project is no git checkout: then the manifests alone speak. Where it is one and git does not
    answer for the base branch, that is told, since a change of a release could then go unseen.
    """
    asked = os.environ.get("GITHUB_BASE_REF")
    base = asked or "main"
    trees = [_tree(root, f"{where}/{base}") for where in ("refs/remotes/origin", "refs/heads")]
    here = _tree(root, "HEAD")
    silent = (asked or here is None) and not any(tree is not None for tree in trees)
    if (
        silent
        and (root / RELEASES).is_dir()
        and any((above / ".git").exists() for above in (root, *root.parents))
    ):
        message = (
            f"git does not tell what the branch {base} has released, so the manifests alone were looked at"
        )
        hint = (
            "fetch that branch with its history; if git says `dubious ownership`, make this folder your own"
        )
        problems.append(
            Problem("unreadable-file", message, Place(RELEASES), hint=hint, severity_override="warning")
        )
    blobs: dict[str, str] = {}
    for tree in (*trees, here):
        blobs = {**(tree or {}), **blobs}
    known = [path.split("/")[1] for tree in trees for path in tree or ()]
    return blobs, None if trees == [None, None] else frozenset(known)


def _tree(root: Path, revision: str) -> dict[str, str] | None:
    """Released files in a revision by git blob; None where git does not know it, or is not there."""
    try:
        listing = git(root, "ls-tree", "-r", "-z", "--end-of-options", revision, f"{RELEASES}/")
    except (OSError, subprocess.SubprocessError):
        listing = None
    if listing is None:
        return None
    entries = (line.split("\t", 1) for line in listing.decode("utf-8", "replace").split("\0") if line)
    return {path: about.split(" ")[2] for about, path in entries}
