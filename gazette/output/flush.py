"""Onto the disk: what is swapped in must survive a loss of power, so it is flushed before.

One `syncfs` for the whole disk is several times faster than an `fsync` a file (benchmarks/README.md), which
waits for the disk's journal each time. Before Linux 5.8 it kept failures to itself, so older systems, and
others than Linux, take the slow way.
"""

import ctypes
import errno
import os
import sys
from pathlib import Path

_FIRST_HONEST = (5, 8)


def flush_tree(folder: Path) -> None:
    """Every file and folder under `folder` is on the disk when this returns. Raises OSError."""
    if not _flush_disk(folder):
        for path, folders, files in os.walk(folder, topdown=False):
            folders.sort()
            for name in sorted(files):
                _flush(os.path.join(path, name))  # noqa: PTH118 - thousands of strings
            _flush(path)


def flush_folder(folder: Path) -> None:
    """The names in this folder, such as a swap, are on the disk when this returns. Raises OSError."""
    _flush(str(folder))


def _flush(path: str) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _flush_disk(folder: Path) -> bool:
    """Flush the whole disk; False where the system cannot, or could fail without saying so."""
    if sys.platform != "linux" or _kernel() < _FIRST_HONEST:
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
