"""Numbered work shared with processes of our own: what Python does with one lock, two of them do on two cores.

A helper is a fork of this process, so it has everything that the work needs. Both draw numbers from one pipe; a helper
sends its results back through another, and ends with it: when this process is killed, the helper's next word finds no
reader. Whatever a helper does not bring back, for whatever reason, is made here.
"""

import ctypes
import os
import pickle
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from fcntl import F_SETFL, fcntl
from typing import NoReturn

Send = Callable[[object], None]
_MOST = 4
"""Processes; more would wait for the one that writes."""
_FEW = 150
"""Parts of work that one process does in the time in which another begins."""
_DRAWN = 2_000
"""Numbers in the pipe: what it holds without a reader."""
_PIPE = 1 << 20
_SET_PIPE_SIZE = 1031
_DIE_WITH_PARENT = 1


def helpers(parts: int) -> int:
    """How many helpers so many parts of work are worth: none on one core, nor beside threads, which a fork loses."""
    if sys.platform != "linux" or parts < _FEW or threading.active_count() > 1:
        return 0
    return min(len(os.sched_getaffinity(0)), _MOST) - 1


class Shared:
    """The numbers from 0 to `parts`, each drawn once, by this process or by a helper.

    `work` runs in a helper: it gets its numbers and a function that sends a result. `take` gets every result here.
    """

    def __init__(
        self,
        parts: int,
        number: int,
        work: Callable[[Iterator[int], Send], None],
        take: Callable[[object], None],
    ) -> None:
        self._parts, self._take = parts, take
        self._size = max(1, -(-parts // _DRAWN))
        self._numbers, write = os.pipe()
        self._pipes: dict[int, bytearray] = {}
        self._helpers: list[int] = []
        try:
            os.write(write, b"".join(n.to_bytes(4, "big") for n in range(-(-parts // self._size))))
        finally:
            os.close(write)
        sys.stdout.flush()
        sys.stderr.flush()
        for _ in range(number):
            self._start(work)

    def _start(self, work: Callable[[Iterator[int], Send], None]) -> None:
        read, write = os.pipe()
        with suppress(OSError):
            fcntl(write, _SET_PIPE_SIZE, _PIPE)
        parent = os.getpid()
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", DeprecationWarning
            )  # of threads that only libraries have, and use there
            process = os.fork()
        if process == 0:
            self._help(work, write, parent)
        os.close(write)
        fcntl(read, F_SETFL, os.O_NONBLOCK)
        self._pipes[read] = bytearray()
        self._helpers.append(process)

    def _help(self, work: Callable[[Iterator[int], Send], None], write: int, parent: int) -> NoReturn:
        """The life of a helper: nothing of it may come back into the code that forked it."""
        status = 1
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # who is interrupted ends us
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
            if os.getppid() == parent:
                _close_all_but(self._numbers, write)  # above all the lock of the folder that is published to
                work(self._drawn(), lambda result: _send(write, result))
                status = 0
        except BaseException:  # noqa: BLE001 - what is missing is made by who forked us, who then meets the same
            status = 1
        finally:
            os._exit(status)

    def _drawn(self) -> Iterator[int]:
        while number := os.read(self._numbers, 4):
            first = int.from_bytes(number, "big") * self._size
            yield from range(first, min(first + self._size, self._parts))

    def numbers(self) -> Iterator[int]:
        """The numbers that fall to this process; what helpers have made meanwhile is taken in between."""
        for number in self._drawn():
            yield number
            for pipe in list(self._pipes):
                self._receive(pipe)

    def finish(self) -> bool:
        """Take the rest of what the helpers make; False if one of them met with a failure."""
        for pipe in list(self._pipes):
            fcntl(pipe, F_SETFL, 0)
            while pipe in self._pipes:
                self._receive(pipe)
        ended = [os.waitpid(process, 0)[1] for process in self._helpers]
        self._helpers = []
        return not any(map(os.WIFEXITED, filter(None, ended)))

    def _receive(self, pipe: int) -> None:
        held = self._pipes[pipe]
        try:
            body = os.read(pipe, _PIPE)
        except BlockingIOError:
            return
        if not body:
            del self._pipes[pipe]
            os.close(pipe)
        held += body
        while len(held) >= 4 and len(held) >= (end := 4 + int.from_bytes(held[:4], "big")):
            self._take(pickle.loads(held[4:end]))  # noqa: S301 - a helper of our own sent it
            del held[:end]

    def close(self) -> None:
        """End what is still there."""
        os.close(self._numbers)
        for pipe in self._pipes:
            os.close(pipe)
        for process in self._helpers:
            with suppress(OSError):
                os.kill(process, signal.SIGKILL)
            with suppress(OSError):
                os.waitpid(process, 0)


def _close_all_but(*kept: int) -> None:
    """Close what a fork has inherited, but for the standard streams."""
    last = 2
    for handle in sorted(kept):
        os.closerange(last + 1, handle)
        last = handle
    os.closerange(last + 1, os.sysconf("SC_OPEN_MAX") if last < 1 << 16 else last + 1)


def _send(pipe: int, result: object) -> None:
    body = pickle.dumps(result, 5)
    frame = memoryview(len(body).to_bytes(4, "big") + body)
    while frame:
        frame = frame[os.write(pipe, frame) :]
