"""The one atomic step by which a new site takes the place of the old one.

Never "old away, new in": between the two there would be no site. Two folders are exchanged where the system
can (Linux, macOS); elsewhere the target is a link to a folder beside it, and the link is replaced.
"""

import ctypes
import errno
import os
import sys
from pathlib import Path

from gazette.output.target import Target
from gazette.problem import Place, Problem, Stop

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2
_CANNOT = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


def swap_in(target: Target) -> None:
    """Put the staging folder in the target's place; what was there has a leftover's name afterwards.

    Raises OSError, or Stop where the target is a folder and the system can only replace links.
    """
    if target.link is not None:
        _replace_link(target)
    elif target.path.exists():
        if not exchange(target.staging, target.path):
            raise _no_exchange(target)
    elif _can_exchange(target):
        target.staging.rename(target.path)
    else:
        _replace_link(target)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system or the file system cannot. Raises OSError."""
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        failed = library.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE)
    elif sys.platform == "darwin" and hasattr(library, "renamex_np"):
        failed = library.renamex_np(first, second, _RENAME_SWAP)
    else:
        return False
    code = ctypes.get_errno() if failed else 0
    if code and code not in _CANNOT:
        raise OSError(code, os.strerror(code), str(one), None, str(other))
    return not code


def _can_exchange(target: Target) -> bool:
    """Try it on a first site, so that the second one is not the one to find out.

    The trial lies outside the staging folder, under a leftover's name: if we are killed it is swept away.
    """
    trial = target.path.with_name(f".{target.path.name}.staging-0")
    one, other = trial / "one", trial / "other"
    trial.mkdir()
    one.mkdir()
    other.mkdir()
    able = exchange(one, other)
    one.rmdir()
    other.rmdir()
    trial.rmdir()
    return able


def _replace_link(target: Target) -> None:
    edition = target.edition(2 if target.link == target.edition(1).name else 1)
    target.staging.rename(edition)
    target.staging.symlink_to(edition.name, target_is_directory=True)
    target.staging.replace(target.path)


def _no_exchange(target: Target) -> Stop:
    message = "this disk cannot exchange two folders in one step, and the site is a folder, not a link"
    hint = "remove the folder once: the next build makes it a link, and can then replace it at any time"
    return Stop(Problem("output-exchange", message, Place(target.shown), hint=hint))
