"""One build at a time for each target: a lock that the system itself drops when a build is killed."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from gazette.output.refusal import doing
from gazette.output.target import Target
from gazette.problem import Place, Problem, Stop

BUSY = 75
"""What the shell is told when another build is under way (EX_TEMPFAIL: try again later)."""


@contextmanager
def locked(target: Target) -> Iterator[None]:
    """Hold the target's lock, or Stop with `output-busy` at once. The lock file is gone afterwards."""
    handle = _take(target)
    try:
        yield
    finally:
        # Removed while still locked: who had opened it before finds, in `_take`, that it is no longer there.
        with suppress(OSError):
            target.lock.unlink()
        os.close(handle)


def _take(target: Target) -> int:
    while True:
        with doing("lock the folder to publish to", target.show(target.lock)):
            handle = os.open(target.lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _still_there(handle, target):
                return handle
        except BlockingIOError as error:
            os.close(handle)
            raise Stop(_busy(target), status=BUSY) from error
        except OSError as error:
            os.close(handle)
            with doing("lock the folder to publish to", target.show(target.lock)):
                raise error
        os.close(handle)


def _still_there(handle: int, target: Target) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), target.lock.lstat())
    except FileNotFoundError:
        return False


def _busy(target: Target) -> Problem:
    message = "another build is publishing to this folder"
    return Problem("output-busy", message, Place(target.shown), hint="wait for it to end, then build again")
