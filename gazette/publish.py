"""The only writer: what is published passes through here, in whole or not at all.

    with publish(Path("_site")) as stage:
        stage.add(artifact)

Files are written to a staging folder beside the target, flushed to the disk, and put in place by one atomic step. So
a reader, a crash or a second command meets the whole old site or the whole new one, never a mixture or a gap.
Never "old away, new in": between the two there would be no site. Two folders are exchanged where the system can
(Linux, macOS); elsewhere the target is a link to a folder beside it, and the link is replaced.
"""

import ctypes
import errno
import fcntl
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from gazette.artifact import Artifact, Written
from gazette.filenames import Names
from gazette.problem import Place, Problem, Stop
from gazette.project import CONTENT, RELEASES, Project

MARKER = ".nojekyll"
MARKER_LINE = b"Made by gazette. What is put here by hand is lost at the next build."
"""First line of the marker: a folder without it was not made by us, and is left alone."""
BUSY = 75
"""The exit status where another command is writing to the same place (EX_TEMPFAIL: try again later)."""

_WRITTEN_BY_PEOPLE = (CONTENT, "schemas", RELEASES, ".git")
_FILE_MODE, _FOLDER_MODE = 0o644, 0o755
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_AT_FDCWD, _RENAME_EXCHANGE, _RENAME_SWAP = -100, 2, 2
_CANNOT_EXCHANGE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)
_FIRST_HONEST_SYNCFS = (5, 8)
_PERMISSION = "give yourself permission to write there, or choose another folder with --output"
_HINTS = {
    errno.ENOSPC: "make room on the disk, then run the command again",
    errno.EDQUOT: "your quota on this disk is used up: make room, then run the command again",
    errno.EACCES: _PERMISSION,
    errno.EPERM: _PERMISSION,
    errno.EROFS: "this disk can only be read: choose another folder with --output",
    errno.EIO: "the disk reports a fault: copy what you need from it, and write to another one",
    errno.EMFILE: "too many files are open: close other programs or raise the limit (ulimit -n)",
    errno.ENFILE: "too many files are open on this computer: close other programs",
    errno.ENAMETOOLONG: "shorten the id or the name of the folder",
    errno.EBUSY: "something holds this folder (a mount point?): choose a folder inside it with --output",
    errno.EXDEV: "the folder is a disk of its own: choose a folder inside it with --output",
    errno.ENOTDIR: "a part of this path is a file: choose another folder with --output",
    errno.ENOENT: "somebody removed the folder meanwhile: run the command again",
}


# ---- what is written: a site, a release, a file


@contextmanager
def publish(target: Path, root: Path | None = None) -> Iterator["Stage"]:
    """A stage to write a site to, which replaces `target` in one step if the body ends well.

    If the body raises, `target` is left as it was. `root` is the project's folder, for the refusal of targets
    that would bury it. Raises Stop for all that can go wrong here; another build under way has status 75.
    """
    place = _target(target, root)
    with _refusals("make the folder above", place.show(place.path.parent)):
        place.path.parent.mkdir(parents=True, exist_ok=True)
    with _staging(place, "the old site (the new one is in place)") as stage:
        stage.write(MARKER, MARKER_LINE + b"\n")
        yield stage
        with _refusals("flush the new site to the disk", place.show()):
            flush_tree(place.staging)
        with _refusals("put the new site in place", place.show()):
            _swap_in(place)
        with _refusals("flush the folder above (the new site is in place)", place.show(place.path.parent)):
            _flush(place.path.parent)


def freeze(root: Path, version: str, files: Iterable[Artifact], beside: Iterable[Artifact]) -> None:
    """Add a release to the project at `root`, and bring files beside it, such as changelogs, up to date.

    The folder `releases/<version>` is there whole or not at all; without `files` only `beside` is written. All is
    on the disk before the first file takes its place: what can still fail then are renames, and who is cut off
    between them runs `release` once more. Raises Stop.
    """
    place = Target(root / RELEASES, root)
    files, beside = list(files), list(beside)
    with _staging(place, "what the release was staged in (it is in place)") as stage:
        for made in files:
            stage.write(f"{version}/{made.path}", made.body)
        for made in beside:
            stage.write(f"beside/{made.path}", made.body)
        with _refusals("flush the release to the disk", place.show()):
            flush_tree(place.staging)
        if files:
            folder = place.path / version
            with _refusals("put the release in place", place.show(folder)):
                place.path.mkdir(exist_ok=True)
                if os.path.lexists(folder):
                    raise FileExistsError(errno.EEXIST, "it exists already, and a release is written once")
                (place.staging / version).rename(folder)
                _flush(place.path)
        for made in beside:
            with _refusals(
                "bring up to date (run `release` again to finish it)", place.show(root / made.path)
            ):
                (place.staging / "beside" / made.path).replace(root / made.path)
        with _refusals("flush the project's folder (the release is in place)", "."):
            _flush(root)


def replace(path: Path, body: bytes) -> None:
    """Put these bytes in the place of a file, in one step. Raises Stop for what the computer refuses."""
    place = Target(path)
    with _refusals("write", path):
        if os.path.lexists(path) and not path.is_file():
            raise FileExistsError(errno.EEXIST, "something that is no file stands there")
    with _staging(place, "what the file was staged in (it is in place)") as stage:
        stage.write(path.name, body)
        with _refusals("write", path):
            (place.staging / path.name).replace(path)


def add_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write new files into a folder, which is made where it is missing: all of them or none, and over nothing.

    Raises Stop for what exists already and for what the computer refuses; what was written until then is removed.
    """
    names = Names()
    for path in files:
        names.claim(path)
    _refuse_what_exists(folder, files)
    made: list[Path] = []
    try:
        for path, body in files.items():
            with _refusals("write", folder / path):
                missing = [above for above in (folder / path).parents if not above.is_dir()]
                for above in reversed(missing):
                    above.mkdir()
                    made.append(above)
                handle = os.open(folder / path, _NEW_FILE, _FILE_MODE)
                made.append(folder / path)
                with open(handle, "wb") as stream:  # noqa: PTH123 - opened so that no link is followed
                    stream.write(body)
    except BaseException:
        for written in reversed(made):
            with suppress(OSError):
                written.unlink() if written.is_file() else written.rmdir()
        raise


def _refuse_what_exists(folder: Path, files: Iterable[str]) -> None:
    """Stop where a file is there already, or would be written through a link or a file."""
    hint = "choose a folder that does not exist yet"
    for path in files:
        steps = [folder, *(folder / above for above in reversed(Path(path).parents[:-1]))]
        for above in steps:
            if os.path.lexists(above) and ((above.is_symlink() and above != folder) or not above.is_dir()):
                message = "init writes into folders only, and this is none"
                raise Stop(Problem("init-exists", message, Place(str(above)), hint=hint), status=2)
        if os.path.lexists(folder / path):
            message = "init overwrites nothing, and this exists already"
            raise Stop(Problem("init-exists", message, Place(str(folder / path)), hint=hint), status=2)


def sweep(project: Project, *sites: Path) -> None:
    """Remove what killed commands have left in a project or beside these sites; what a living one holds stays."""
    for path in (project.site, project.preview, project.root / RELEASES, *sites):
        place = Target(path, project.root)
        with suppress(OSError, Stop):
            if place.beside("lock").exists() or any(place.leftovers()):
                with _locked(place):
                    _sweep(place, "what a command left that was killed")


# ---- where it is written


@dataclass(frozen=True)
class Target:
    """What is to be replaced: `path` is absolute, `root` is the project's folder where there is one."""

    path: Path
    root: Path | None = None

    def show(self, path: Path | None = None) -> str:
        """How problems name the target, or a path beside it: relative to the project where it lies inside."""
        path = path or self.path
        if self.root is not None and self.root in path.parents:
            return path.relative_to(self.root).as_posix()
        return str(path)

    def beside(self, name: str) -> Path:
        """A hidden path of ours beside the target, and so on the same disk."""
        return self.path.with_name(f".{self.path.name}.{name}")

    @property
    def staging(self) -> Path:
        """Where this process writes."""
        return self.beside(f"staging-{os.getpid()}")

    @property
    def link(self) -> str | None:
        """What the target links to, or None if it is no link."""
        return str(self.path.readlink()) if self.path.is_symlink() else None

    def leftovers(self) -> Iterator[Path]:
        """What commands left beside the target: staging folders and old sites that nothing links to."""
        pattern = re.compile(rf"\.{re.escape(self.path.name)}\.(staging|site)-[0-9]+")
        published = self.link
        for name in sorted(os.listdir(self.path.parent)):  # noqa: PTH208 - names are all we need
            if pattern.fullmatch(name) and name != published:
                yield self.path.with_name(name)


def _target(path: Path, root: Path | None) -> Target:
    """The target as a value. Stops, before anything is written, if it is not ours to replace.

    `root` is the project's folder: it, what holds it, and what people write in it are refused.
    """
    whole = Path(os.path.abspath(path))  # noqa: PTH100 - the last part must not be resolved
    with _refusals("find the folder to publish to", path):
        project = root.resolve() if root else None
        place = Target(whole.parent.resolve() / whole.name if whole.name else whole, project)
        code, hint = "output-target", "choose a folder that does not exist yet with --output"
        message = _why_not_here(place.path, project)
        if (
            message is None
            and place.path.exists()
            and any(place.path.iterdir())
            and not _is_marked(place.path)
        ):
            code, message = "output-foreign", "this folder holds files that the publisher did not make"
            hint = f"choose another folder with --output, or empty this one (a folder of ours has {MARKER})"
        if message is not None:
            raise Stop(Problem(code, message, Place(place.show()), hint=hint), status=2)
        return place


def _why_not_here(path: Path, root: Path | None) -> str | None:
    home = Path(os.path.expanduser("~")).resolve()  # noqa: PTH111 - never raises, unlike Path.home
    why = None
    if path == path.parent:
        why = "this is the whole file system"
    elif path == home or path in home.parents:
        why = "this is, or holds, your home folder"
    elif root is not None and (path == root or path in root.parents):
        why = "this is, or holds, the project itself"
    elif (
        root is not None
        and path.is_relative_to(root)
        and path.relative_to(root).parts[0] in _WRITTEN_BY_PEOPLE
    ):
        why = f"people write {path.relative_to(root).parts[0]}/, not the publisher"
    elif path.is_symlink():
        # the only links that we make name a folder beside the target
        ours = re.fullmatch(rf"\.{re.escape(path.name)}\.site-[0-9]+", str(path.readlink()))
        why = None if ours else "this is a link to another place"
    elif os.path.lexists(path) and not path.is_dir():
        why = "this is a file, not a folder"
    return why and f"cannot publish here: {why}"


def _is_marked(path: Path) -> bool:
    marker = path / MARKER
    if marker.is_symlink() or not marker.is_file():
        return False
    with marker.open("rb") as file:
        return file.readline(len(MARKER_LINE) + 2).rstrip(b"\r\n") == MARKER_LINE


# ---- the staging folder


class Stage:
    """A folder as it grows. Every path is taken once; modes do not depend on who builds."""

    def __init__(self, target: Target) -> None:
        self.folder = target.staging
        self._shown = target.show()
        self._root = str(target.staging)
        self._names = Names()
        self._made: set[str] = set()
        with _refusals("make the folder to build in", target.show(self.folder)):
            self._make("")

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths written so far, sorted."""
        return self._names.files

    def add(self, artifact: Artifact) -> Artifact:
        """Write an artifact at its path; give what is still known of it: its bytes are on the disk from now on."""
        self._write(artifact.path, artifact.pieces())
        return Written(artifact, self.read)

    def read(self, path: str) -> bytes:
        """The bytes of a file of the stage. Raises Stop for what the computer refuses."""
        with _refusals("read", f"{self._shown}/{path}"):
            return (self.folder / path).read_bytes()

    def write(self, path: str, body: bytes) -> None:
        """Write one file. `path` is relative to the stage, with `/`; Stop if it is taken or unsafe."""
        self._write(path, (body,))

    def _write(self, path: str, pieces: Iterable[bytes]) -> None:
        self._names.claim(path)
        with _refusals("write", f"{self._shown}/{path}"):
            self._make(path.rpartition("/")[0])
            handle = os.open(f"{self._root}/{path}", _NEW_FILE, _FILE_MODE)
            try:
                os.fchmod(handle, _FILE_MODE)  # whatever the umask took away
                for piece in pieces:
                    written = os.write(handle, piece)
                    while written < len(piece):
                        written += os.write(handle, memoryview(piece)[written:])
            finally:
                os.close(handle)

    def _make(self, folder: str) -> None:
        if folder in self._made:
            return
        if folder:
            self._make(folder.rpartition("/")[0])
        path = f"{self._root}/{folder}" if folder else self._root
        os.mkdir(path, _FOLDER_MODE)  # noqa: PTH102 - paths stay strings: a site has thousands
        os.chmod(path, _FOLDER_MODE)  # noqa: PTH101
        self._made.add(folder)


@contextmanager
def _staging(place: Target, replaced: str) -> Iterator[Stage]:
    """A stage under the target's lock; what is left of it, or was swapped out, is swept away at the end."""
    with _locked(place):
        _sweep(place, "what an earlier command left")
        try:
            yield Stage(place)
            _sweep(place, replaced)
        except BaseException:
            with suppress(Stop):  # what went wrong first is what there is to say
                _sweep(place, replaced)
            raise


def _sweep(place: Target, what: str) -> None:
    """Remove leftovers. Only who holds the lock may."""
    with _refusals(f"look for {what}", place.show(place.path.parent)):
        leftovers = list(place.leftovers())
    for leftover in leftovers:
        with _refusals(f"remove {what}", place.show(leftover)):
            if leftover.is_symlink() or not leftover.is_dir():
                os.unlink(leftover)  # noqa: PTH108 - as with the tree: what is linked to stays
            else:
                shutil.rmtree(leftover)


@contextmanager
def _refusals(what: str, path: str | os.PathLike[str]) -> Iterator[None]:
    """What the computer refuses inside becomes a Stop that says what was being done, and to which path."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        hint = _HINTS.get(error.errno or 0, "mend what the computer complains of, then run the command again")
        problem = Problem("output-refused", f"cannot {what}: {reason}", Place(os.fspath(path)), hint=hint)
        raise Stop(problem) from error


# ---- one command at a time: a lock that the system itself drops when a command is killed


@contextmanager
def _locked(target: Target) -> Iterator[None]:
    """Hold the target's lock, or Stop with `output-busy` at once. The lock file is gone afterwards."""
    lock = target.beside("lock")
    handle = _take(target, lock)
    try:
        yield
    finally:
        # Removed while still locked: who had opened it before sees, in `_take`, that it is no longer there.
        with suppress(OSError):
            lock.unlink()
        os.close(handle)


def _take(target: Target, lock: Path) -> int:
    while True:
        with _refusals("lock the folder to publish to", target.show(lock)):
            handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                with suppress(FileNotFoundError):
                    if os.path.samestat(os.fstat(handle), lock.lstat()):
                        return handle
            except OSError as error:
                os.close(handle)
                if not isinstance(error, BlockingIOError):
                    raise
                message, hint = (
                    "another command is writing here",
                    "wait for it to end, then run this one again",
                )
                problem = Problem("output-busy", message, Place(target.show()), hint=hint)
                raise Stop(problem, status=BUSY) from error
        os.close(handle)


# ---- the one atomic step


def _swap_in(target: Target) -> None:
    """Put the staging folder in the target's place; what was there has a leftover's name afterwards.

    Raises OSError, or Stop where the target is a folder and the system can only replace links.
    """
    if target.link is not None:
        _replace_link(target)
    elif target.path.exists():
        if not exchange(target.staging, target.path):
            message = (
                "this disk cannot exchange two folders in one step, and the site is a folder, not a link"
            )
            hint = (
                "remove the folder once: the next build makes it a link, and can then replace it at any time"
            )
            raise Stop(Problem("output-exchange", message, Place(target.show()), hint=hint))
    elif _can_exchange(target):
        target.staging.rename(target.path)
    else:
        _replace_link(target)


def exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step; False where the system or the file system cannot. Raises OSError."""
    library = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(first), os.fsencode(second)
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        failed = library.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)
    elif sys.platform == "darwin" and hasattr(library, "renamex_np"):
        failed = library.renamex_np(*names, _RENAME_SWAP)
    else:
        return False
    code = ctypes.get_errno() if failed else 0
    if code and code not in _CANNOT_EXCHANGE:
        raise OSError(code, os.strerror(code), str(first), None, str(second))
    return not code


def _can_exchange(target: Target) -> bool:
    """Try it on a first site, so that the second one is not the one to find out.

    The trial lies outside the staging folder, under a leftover's name: if we are killed it is swept away.
    """
    trial = target.beside("staging-0")
    folders = [trial, trial / "first", trial / "second"]
    for folder in folders:
        folder.mkdir()
    able = exchange(*folders[1:])
    for folder in reversed(folders):
        folder.rmdir()
    return able


def _replace_link(target: Target) -> None:
    edition = target.beside("site-2" if target.link == target.beside("site-1").name else "site-1")
    target.staging.rename(edition)
    target.staging.symlink_to(edition.name, target_is_directory=True)
    target.staging.replace(target.path)


# ---- onto the disk: what is put in place must survive a loss of power, so it is flushed before


def flush_tree(folder: Path) -> None:
    """Every file and folder under `folder` is on the disk when this returns. Raises OSError.

    One `syncfs` for the whole disk is several times faster than an `fsync` a file (benchmarks/README.md), which
    waits for the disk's journal each time. Before Linux 5.8 it kept failures to itself, so older systems, and
    others than Linux, take the slow way.
    """
    if not _flush_disk(folder):
        for path, folders, files in os.walk(folder, topdown=False):
            folders.sort()
            for name in sorted(files):
                _flush(os.path.join(path, name))  # noqa: PTH118 - thousands of strings
            _flush(path)


def _flush(path: str | Path) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _flush_disk(folder: Path) -> bool:
    """Flush the whole disk; False where the system cannot, or could fail without saying so."""
    if sys.platform != "linux" or _kernel() < _FIRST_HONEST_SYNCFS:
        return False
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "syncfs"):
        return False
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        if library.syncfs(handle) != 0:
            code = ctypes.get_errno()
            if code == errno.ENOSYS:  # a sandbox that does not know it
                return False
            raise OSError(code, os.strerror(code), str(folder))
    finally:
        os.close(handle)
    return True


def _kernel() -> tuple[int, ...]:
    return tuple(int(part) for part in os.uname().release.split("-")[0].split(".")[:2] if part.isdigit())
