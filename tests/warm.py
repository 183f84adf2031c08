"""Commands in processes of their own that need not import everything first: each is a fork of one that has.

Starting Python and importing the publisher takes longer than most commands of a test take to run. A warm process
imports once and forks for each command: the child has its own memory, streams, folder, environment, signals and
status, as any program has. What Python reads only when it starts (a hash seed, an encoding) is that of the warm
process: whoever wants another starts Python itself. Run as a program, this file is that process.
"""

import atexit
import ctypes
import gc
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_LIBRARIES = (
    *("jinja2", "jsonschema", "jsonschema_rs", "pelican", "pelican.settings", "referencing"),
    "pyarrow.parquet",
)
_LARGEST = 1 << 18
_PR_SET_PTRACER, _ANYBODY = 0x59616D61, ctypes.c_ulong(-1)


class Command:
    """A command that runs, from its start to its end."""

    def __init__(self, answers: socket.socket, streams: tuple[int, int]) -> None:
        self._answers, self._streams = answers, streams
        self.pid = int(answers.recv(_LARGEST))

    def go(self) -> None:
        """Let a command go on that was started `held`."""
        os.kill(self.pid, signal.SIGCONT)

    def kill(self) -> None:
        """End it with SIGKILL; one that has ended by itself stays ended."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def wait(self, timeout: float = 300) -> subprocess.CompletedProcess[str]:
        """Wait for its end, for so many seconds at most; the status is negative for a signal, as in `subprocess`."""
        self._answers.settimeout(timeout)
        try:
            status = int(self._answers.recv(_LARGEST))
        except TimeoutError:
            self.kill()
            raise
        texts = []
        for handle in self._streams:
            with os.fdopen(handle, "rb") as stream:
                stream.seek(0)
                texts.append(stream.read().decode("utf-8"))
        self._answers.close()
        return subprocess.CompletedProcess([], status, *texts)


def start(
    main: str,
    *arguments: object,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    held: bool = False,
) -> Command:
    """Start `module:function` with these words as its command line; `held`, it waits, and may be traced by anybody."""
    mine, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    out, err = os.memfd_create("out"), os.memfd_create("err")
    asked = {
        "main": main,
        "arguments": [str(word) for word in arguments],
        "cwd": str(cwd or Path.cwd()),
        "env": dict(os.environ if env is None else env),
        "held": held,
    }
    with theirs:
        socket.send_fds(_warm(), [json.dumps(asked).encode()], [theirs.fileno(), out, err])
    return Command(mine, (out, err))


@cache
def _warm() -> socket.socket:
    """The line to the warm process of this one, which ends when this one does."""
    mine, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.warm", str(theirs.fileno())],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
        )

    def end() -> None:
        mine.close()
        process.wait()

    atexit.register(end)
    return mine


def _serve(line: socket.socket) -> tuple[str, list[str]]:
    """Fork for every command that is asked for; returns in the child, with what it shall run."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        asked, handles, _, _ = socket.recv_fds(line, _LARGEST, 3)
        if not asked:
            os._exit(0)
        if os.fork() == 0:
            line.close()
            return _keep(json.loads(asked), *handles)
        for handle in handles:
            os.close(handle)


def _keep(asked: dict, answers: int, out: int, err: int) -> tuple[str, list[str]]:
    """Fork once more and tell how the child ends; returns in the child, with what it shall run."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    child = os.fork()
    if child:
        line = socket.socket(fileno=answers)
        if asked["held"]:
            os.waitpid(child, os.WUNTRACED)  # nobody may let it go on before it has stopped
        line.send(str(child).encode())
        _, status = os.waitpid(child, 0)
        line.send(str(os.waitstatus_to_exitcode(status)).encode())
        os._exit(0)
    os.dup2(out, 1)
    os.dup2(err, 2)
    for handle in (answers, out, err):
        os.close(handle)
    os.environ.clear()
    os.environ.update(asked["env"])
    os.chdir(asked["cwd"])
    if asked["held"]:
        ctypes.CDLL(None).prctl(_PR_SET_PTRACER, _ANYBODY, 0, 0, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
    return asked["main"], asked["arguments"]


def _import() -> None:
    """Import the whole publisher, and of its libraries what the stages import when they begin."""
    import gazette

    for module in pkgutil.walk_packages(gazette.__path__, "gazette."):
        import_module(module.name)
    for name in _LIBRARIES:
        import_module(name)
    gc.freeze()


if __name__ == "__main__":
    _import()
    name, words = _serve(socket.socket(fileno=int(sys.argv[1])))
    sys.argv = [name, *words]
    module, _, function = name.partition(":")
    sys.exit(getattr(import_module(module), function)())
