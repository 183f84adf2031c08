"""Whether anything has changed since a site was built: decided by the stats of files alone, in a few milliseconds.

After a build without a finding, `keep` writes down what stood on the disk when it began (every input, the
publisher's own files, the installed libraries) and what it left in the site: path, size, times, inode. While all of
that is as it was, and the same is asked for, another build would change nothing. Any doubt means: build.

Imported before everything else, so it needs nothing but `os`, `sys`, `time` and `zlib`.
"""

import os
import sys
import time
import zlib
from collections.abc import Iterator, Sequence

_DOUBT_NS = 100_000_000
"""A file that was written this shortly before the look at it, or after it, may be written again unseen."""
_INPUTS = ("content", "schemas", "releases", "theme")
"""Folders of a project that are read; of the files beside them all count, whatever asks for them."""
_END = "\n\0\n"


def cache_folder() -> str:
    """The cache folder of this user: `$XDG_CACHE_HOME/gazette`, or `~/.cache/gazette`."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    home = base if os.path.isabs(base) else os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(home, "gazette")


def wish(homepage: str | None, *, unreleased: bool) -> str:
    """What is asked of a build beside its inputs."""
    return f"{homepage or ''} {unreleased}"


def inputs(root: str, cited: Sequence[str], since: int) -> str:
    """What a build of the project at `root` reads, as it is now; `cited` are paths that the descriptor names.

    Empty if something may have been written since a moment (nanoseconds, as of `time.time_ns`).
    """
    lines = [f"{computer()[0]} {os.environ.get('GITHUB_BASE_REF', '')}", *computer()[1:]]
    newest = 0
    inside = [os.path.join(root, path) for path in (*_beside(root), *_INPUTS, *cited)]
    for path in (os.path.dirname(os.path.abspath(__file__)), *_of_git(root), *inside):
        for line, changed in _files(path, path):
            lines.append(line)
            newest = max(newest, changed)
    return "\n".join(lines) if newest < since - _DOUBT_NS else ""


def computer() -> list[str]:
    """The Python that runs, and a line for each folder of installed libraries."""
    folders = [folder for folder in sys.path if folder.endswith("-packages")]
    return [f"{sys.version} {sys.prefix}", *(f"{folder}\0{_state(folder)}" for folder in folders)]


def outputs(folder: str) -> str:
    """What lies in a built site, wherever it stands."""
    return "\n".join(line for line, _ in _files(folder, ""))


def keep(cache: str, build: Sequence[str]) -> None:
    """Write down a build: target, wish, cited paths, `inputs`, `outputs`, what to tell next time, what was shown.

    What was shown is a hash, a space, and what is to be known of it.
    """
    path = _path(cache, build[0])
    staging = f"{path}.{os.getpid()}"
    try:
        os.makedirs(cache, exist_ok=True)
        with open(staging, "w", encoding="utf-8", errors="surrogateescape") as file:
            file.write(_END.join(build))
        os.replace(staging, path)
    except OSError:
        return  # it is only a cache


def unchanged(root: str, target: str, wished: str, cache: str) -> str | None:
    """What to tell where a build would change nothing; None where it might."""
    last = _kept(cache, target)
    if last is None or last[1] != wished:
        return None
    same = last[3] and inputs(root, last[2].splitlines(), time.time_ns()) == last[3]
    return last[5] if same and outputs(target) == last[4] else None


def stands(target: str, shown: str, cache: str) -> tuple[str, str] | None:
    """What `outputs` gave of the last build of this folder, and what was told of it, where it stands as that left it.

    `shown` is the hash of all that a site is made of: None where that, or the folder, is something else.
    """
    last = _kept(cache, target)
    if last is None or outputs(target) != last[4]:
        return None
    before, _, told = last[6].partition(" ")
    return (last[4], told) if before == shown else None


def reasons(root: str, target: str, wished: str, cache: str) -> list[str]:
    """Why a build is needed, in words; empty where it is not."""
    last = _kept(cache, target)
    if last is None:
        return ["nothing is known of an earlier build without a finding"]
    if last[1] != wished:
        return ["something else was asked for"]
    told = []
    now = inputs(root, last[2].splitlines(), time.time_ns() + _DOUBT_NS)
    for path, how in _differences(last[3], now):
        told.append(
            f"{os.path.relpath(path, root) if os.path.isabs(path) else 'the version of Python'} {how}"
        )
    return told or [
        f"{path.strip('/')} in the site {how}" for path, how in _differences(last[4], outputs(target))
    ]


def _differences(before: str, now: str) -> Iterator[tuple[str, str]]:
    old, new = (dict(line.partition("\0")[::2] for line in text.split("\n")) for text in (before, now))
    for path in sorted(old.keys() | new.keys()):
        if old.get(path) != new.get(path):
            yield (
                path,
                "has changed" if path in old and path in new else "is new" if path in new else "is gone",
            )


def _path(cache: str, target: str) -> str:
    return os.path.join(cache, f"build-{zlib.crc32(os.fsencode(target)):08x}")


def _kept(cache: str, target: str) -> list[str] | None:
    """What was written down of the last build of this folder."""
    try:
        with open(_path(cache, target), encoding="utf-8", errors="surrogateescape") as file:
            parts = file.read().split(_END)
    except (OSError, ValueError):
        return None
    return parts if len(parts) == 7 and parts[0] == target else None


def _beside(root: str) -> list[str]:
    """The files that lie in the project's folder itself; a lock is what a build leaves there."""
    try:
        entries = list(os.scandir(root))
    except OSError:
        return []
    return sorted(
        entry.name
        for entry in entries
        if not entry.is_dir(follow_symlinks=False)
        and not entry.is_symlink()
        and not entry.name.endswith(".lock")
    )


def _of_git(root: str) -> list[str]:
    """What says where the branches stand: what they have released is held against the releases here."""
    folder = root
    while not os.path.lexists(os.path.join(folder, ".git")) and os.path.dirname(folder) != folder:
        folder = os.path.dirname(folder)
    own = shared = os.path.join(folder, ".git")
    if os.path.isfile(own):  # a worktree: its branches are those of another folder
        own = os.path.join(folder, _text(own).partition("gitdir:")[2].strip())
        shared = os.path.normpath(os.path.join(own, _text(os.path.join(own, "commondir")).strip()))
    here = _text(os.path.join(own, "HEAD")).partition("ref:")[2].strip() or "HEAD"
    base = os.environ.get("GITHUB_BASE_REF") or "main"
    names = (here, f"refs/heads/{base}", f"refs/remotes/origin/{base}", "packed-refs", "reftable")
    return [os.path.join(own, "HEAD"), *(os.path.join(shared, name) for name in dict.fromkeys(names))]


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except (OSError, ValueError):
        return ""


def _files(path: str, name: str) -> Iterator[tuple[str, int]]:
    """Each file below a path, or the path itself: a line about it, and when it was last changed."""
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
        yield f"{name}/\0", _changed(path)
    except NotADirectoryError:
        yield f"{name}\0{_state(path)}", _changed(path)
        return
    except OSError:
        yield f"{name}\0-", 0
        return
    for entry in entries:
        below = f"{name}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield from _files(entry.path, below)
            continue
        try:
            status = entry.stat(follow_symlinks=False)
        except OSError:
            yield f"{below}\0-", 0
            continue
        yield f"{below}\0{_line(status)}", max(status.st_mtime_ns, status.st_ctime_ns)


def _state(path: str) -> str:
    try:
        return _line(os.lstat(path))
    except OSError:
        return "-"


def _changed(path: str) -> int:
    try:
        status = os.lstat(path)
    except OSError:
        return 0
    return max(status.st_mtime_ns, status.st_ctime_ns)


def _line(status: os.stat_result) -> str:
    return f"{status.st_mode} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"
