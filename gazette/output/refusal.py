"""What the computer refuses, as a problem like any other: what was being done, to which path, what to do."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

from gazette.problem import Place, Problem, Stop

_HINTS = {
    errno.ENOSPC: "make room on the disk, then build again",
    errno.EDQUOT: "your quota on this disk is used up: make room, then build again",
    errno.EACCES: "give yourself permission to write there, or choose another folder with --output",
    errno.EPERM: "give yourself permission to write there, or choose another folder with --output",
    errno.EROFS: "this disk can only be read: choose another folder with --output",
    errno.EIO: "the disk reports a fault: copy what you need from it, and build to another one",
    errno.EMFILE: "too many files are open: close other programs or raise the limit (ulimit -n)",
    errno.ENFILE: "too many files are open on this computer: close other programs",
    errno.ENAMETOOLONG: "shorten the id or the name of the folder",
    errno.EBUSY: "something holds this folder (a mount point?): choose a folder inside it with --output",
    errno.EXDEV: "the folder is a disk of its own: choose a folder inside it with --output",
    errno.ENOTDIR: "a part of this path is a file: choose another folder with --output",
    errno.ENOENT: "somebody removed the folder meanwhile: build again",
}


@contextmanager
def doing(what: str, path: str | os.PathLike[str]) -> Iterator[None]:
    """What the computer refuses inside becomes a Stop that says what was being done, and to which path."""
    try:
        yield
    except OSError as error:
        raise refused(what, path, error) from error


def refused(what: str, path: str | os.PathLike[str], error: OSError) -> Stop:
    """The Stop for one refusal of the computer."""
    reason = (error.strerror or str(error)).lower()
    hint = _HINTS.get(error.errno or 0, "mend what the computer complains of, then build again")
    return Stop(Problem("output-refused", f"cannot {what}: {reason}", Place(os.fspath(path)), hint=hint))
