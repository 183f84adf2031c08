"""The folder that is published to: which are refused, and what stands beside it while a build runs."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gazette.output.refusal import doing
from gazette.problem import Place, Problem, Stop
from gazette.project import CONTENT

MARKER = ".nojekyll"
MARKER_LINE = b"Made by gazette. What is put here by hand is lost at the next build."
"""First line of the marker: a folder without it was not made by us, and is left alone."""

_PEOPLES = (CONTENT, "schemas", "releases", ".git")
"""Folders of a project that are not the publisher's to swap."""


@dataclass(frozen=True)
class Target:
    """A folder to publish to: `path` is absolute, `shown` is what problems call it, `root` the project."""

    path: Path
    shown: str
    root: Path | None = None

    def show(self, path: Path) -> str:
        """A path beside the target, as problems name it: relative to the project where it lies inside."""
        return _shown(path, self.root)

    @property
    def lock(self) -> Path:
        """The file whose lock says that a build is under way."""
        return self.path.with_name(f".{self.path.name}.lock")

    @property
    def staging(self) -> Path:
        """Where this process builds, beside the target and so on the same disk."""
        return self.path.with_name(f".{self.path.name}.staging-{os.getpid()}")

    def edition(self, number: int) -> Path:
        """A published folder that the target links to, on systems that cannot exchange two folders."""
        return self.path.with_name(f".{self.path.name}.site-{number}")

    @property
    def link(self) -> str | None:
        """What the target links to, or None if it is no link."""
        return str(self.path.readlink()) if self.path.is_symlink() else None

    def leftovers(self) -> Iterator[Path]:
        """What builds left beside the target: staging folders and old sites that nothing links to."""
        pattern = re.compile(rf"\.{re.escape(self.path.name)}\.(staging|site)-[0-9]+")
        published = self.link
        for name in sorted(os.listdir(self.path.parent)):  # noqa: PTH208 - names are all we need
            if pattern.fullmatch(name) and name != published:
                yield self.path.with_name(name)


def find(target: Path, root: Path | None) -> Target:
    """The target as a value. Stops, before anything is written, if it is not ours to replace.

    `root` is the project's folder: it, what holds it, and what people write in it are refused.
    """
    whole = Path(os.path.abspath(target))  # noqa: PTH100 - the last part must not be resolved
    with doing("find the folder to publish to", target):
        home = root.resolve() if root else None
        path = whole.parent.resolve() / whole.name if whole.name else whole
        found = Target(path, _shown(path, home), home)
        _refuse_place(path, found.shown, home)
        _refuse_foreign(path, found.shown)
    return found


def _shown(path: Path, root: Path | None) -> str:
    inside = root is not None and path != root and root in path.parents
    return path.relative_to(root).as_posix() if root is not None and inside else str(path)


def _refuse_place(path: Path, shown: str, root: Path | None) -> None:
    home = Path(os.path.expanduser("~")).resolve()  # noqa: PTH111 - never raises, unlike Path.home
    if path == path.parent:
        raise _not_there(shown, "this is the whole file system")
    if path == home or path in home.parents:
        raise _not_there(shown, "this is, or holds, your home folder")
    if root is not None and (path == root or path in root.parents):
        raise _not_there(shown, "this is, or holds, the project itself")
    for name in _PEOPLES if root is not None else ():
        if root is not None and (path == root / name or root / name in path.parents):
            raise _not_there(shown, f"people write {name}/, not the publisher")


def _refuse_foreign(path: Path, shown: str) -> None:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISLNK(mode):
        # the only links that we make name a folder beside the target
        if not re.fullmatch(rf"\.{re.escape(path.name)}\.site-[0-9]+", str(path.readlink())):
            raise _not_there(shown, "this is a link to another place")
        if not path.exists():
            return
    elif not stat.S_ISDIR(mode):
        raise _not_there(shown, "this is a file, not a folder")
    if any(path.iterdir()) and not _marked(path):
        message = "this folder holds files that the publisher did not make"
        hint = f"choose another folder with --output, or empty this one (a folder of ours has {MARKER})"
        raise Stop(Problem("output-foreign", message, Place(shown), hint=hint), status=2)


def _marked(path: Path) -> bool:
    marker = path / MARKER
    if marker.is_symlink() or not marker.is_file():
        return False
    with marker.open("rb") as file:
        return file.readline(len(MARKER_LINE) + 2).rstrip(b"\r\n") == MARKER_LINE


def _not_there(shown: str, reason: str) -> Stop:
    hint = "choose a folder that does not exist yet with --output"
    return Stop(Problem("output-target", f"cannot publish here: {reason}", Place(shown), hint=hint), status=2)
