"""The shelf: every frozen release below `releases/`, as the bytes that stand there and as git remembers them.

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
from gazette.load.source import JsonFile, RawRelease, Shelf, TextFile
from gazette.problem import Place, Problem
from gazette.project import MANIFEST, RELEASES

VERSION = re.compile(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)")
"""A version as a folder's name: semantic, without the additions that a release of data has no use for."""

_MOST_BYTES = 200_000_000


def read_shelf(root: Path) -> Shelf:
    """Every release of a project. Never raises; what cannot be read is a problem."""
    problems: list[Problem] = []
    folder = root / RELEASES
    releases: list[RawRelease] = []
    if not os.path.lexists(folder):
        return Shelf()
    if (problem := kind_problem(RELEASES, folder.lstat(), folder=True)) is not None:
        return Shelf(problems=(problem,))
    for name in _names(root, RELEASES, problems):
        path = f"{RELEASES}/{name}"
        if VERSION.fullmatch(name):
            problem = kind_problem(path, (root / path).lstat(), folder=True)
            problems += [problem] if problem else []
            releases += [] if problem else [_release(root, name, problems)]
        elif name != "README.md":
            hint = "a release is a folder named after its version, like 1.0.0"
            message = f"{shown(path)} is no release"
            problems.append(Problem("unclaimed-release", message, Place(shown(path)), hint=hint))
    releases.sort(key=lambda one: version_key(one.version))
    return Shelf(tuple(releases), _remembered(root), tuple(problems))


def _names(root: Path, folder: str, problems: list[Problem]) -> list[str]:
    try:
        return sorted(os.listdir(root / folder))  # noqa: PTH208 - names alone
    except OSError as error:
        message = f"{shown(folder)} cannot be read: {error.strerror}"
        problems.append(Problem("unreadable-file", message, Place(shown(folder))))
        return []


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
        found = read_json(TextFile(f"{folder}/{MANIFEST}", files[MANIFEST], text))
        manifest = found if isinstance(found, JsonFile) else None
    return RawRelease(version, folder, files, manifest)


def _walk(root: Path, folder: str, problems: list[Problem]) -> Iterator[str]:
    """The regular files below a folder; links, pipes and giants are problems, never opened."""
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


def _remembered(root: Path) -> dict[str, str]:
    """Released files on the branch that this one will be merged into, and in the last commit, by git blob.

    Empty where the project is no git checkout: then the manifests alone speak.
    """
    base = os.environ.get("GITHUB_BASE_REF") or "main"
    found: dict[str, str] = {}
    for revision in (f"refs/remotes/origin/{base}", f"refs/heads/{base}", "HEAD"):
        found |= {path: blob for path, blob in _tree(root, revision).items() if path not in found}
    return found


def _tree(root: Path, revision: str) -> dict[str, str]:
    if not (root / ".git").exists():
        return {}
    command = ["git", "-C", str(root), "ls-tree", "-r", "-z", "--end-of-options", revision, f"{RELEASES}/"]
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=60)  # noqa: S603 - fixed words
    except (OSError, subprocess.SubprocessError):
        return {}
    entries = (line.split("\t", 1) for line in done.stdout.decode("utf-8", "replace").split("\0") if line)
    return {path: about.split(" ")[2] for about, path in entries}
