"""What changed in the sources, told once for each burst of changes."""

import os
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

_QUIET_MS = 100
"""A burst ends when nothing changed for so long: editors write a file in several steps."""
_LONGEST_MS = 1000
_LOOK_MS = 400
"""How often we look without being woken: for single files, and for folders that appear or vanish."""

Stamps = dict[str, tuple[int, int, int]]


def look(paths: Sequence[Path]) -> Stamps:
    """Time, size and number of every file in these folders, and of these files, but for what tools leave."""
    from watchfiles import Change, DefaultFilter

    wanted = DefaultFilter()
    found: Stamps = {}
    for path in paths:
        inside = (os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names)  # noqa: PTH118
        for name in (os.fspath(path), *inside):
            try:
                status = os.stat(name)  # noqa: PTH116 - paths are text, as os.walk has them
            except OSError:
                continue
            if not os.path.isdir(name) and wanted(Change.modified, name):  # noqa: PTH112
                found[name] = status.st_mtime_ns, status.st_size, status.st_ino
    return found


def changes(paths: Sequence[Path], seen: Stamps, stop: threading.Event) -> Iterator[list[str]]:
    """The changed paths, sorted, burst by burst, until `stop` is set.

    `seen` is how the files stood when they were last built: what changed since, during a build too, comes
    with the next burst. The system wakes us; what changed is found by looking, so nothing is lost before the
    watch begins, and a file is followed when an editor puts a new one in its place.
    """
    for _ in _wakes(paths, stop):
        now = look(paths)
        changed = sorted(path for path in seen.keys() | now.keys() if seen.get(path) != now.get(path))
        seen = now
        if changed:
            yield [_short(path) for path in changed]


def _wakes(paths: Sequence[Path], stop: threading.Event) -> Iterator[None]:
    from watchfiles import watch

    while not stop.is_set():
        folders = [path for path in paths if path.is_dir()]
        if not folders:
            stop.wait(_LOOK_MS / 1000)
            yield
            continue
        for _ in watch(
            *folders,
            debounce=_LONGEST_MS,
            step=_QUIET_MS,
            stop_event=stop,
            rust_timeout=_LOOK_MS,
            yield_on_timeout=True,
        ):
            yield
            if folders != [path for path in paths if path.is_dir()]:
                break


def _short(path: str) -> str:
    return path.removeprefix(str(Path.cwd()) + os.sep)
