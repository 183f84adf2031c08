"""Disturb a program that publishes, by system call and not by luck, and look at what it leaves.

`Sweep` needs a command that publishes to `target`, in the words of `warm.start`. It runs it once under strace to
learn which state-changing system calls it makes once it holds the lock, and then again for each of them with a kill
or an error at just that call. The small site of these tests and a whole build are swept by the same code.
"""

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import warm

CALLS = (
    *("mkdir", "mkdirat", "rmdir", "unlink", "unlinkat", "rename", "renameat", "renameat2"),
    *("symlink", "symlinkat", "link", "linkat", "open", "openat", "creat", "write", "writev", "pwrite64"),
    *("ftruncate", "fsync", "fdatasync", "syncfs", "flock", "chmod", "fchmod", "fchmodat"),
)
"""System calls that change what is on the disk or who may change it."""


def need_strace() -> None:
    """Skip the test where there is no strace, or it may not trace; fail in CI, where there has to be one."""
    reason = None
    if shutil.which("strace") is None:
        reason = "strace is not installed"
    elif subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True).returncode:
        reason = "strace may not trace programs here"
    if reason and os.environ.get("CI") == "true":
        pytest.fail(f"{reason}: faults cannot be tested")
    if reason:
        pytest.skip(reason)


def snapshot(folder: Path) -> dict[str, str] | None:
    """Path to hash of every file in a folder, or None if there is no folder."""
    if not folder.is_dir():
        return None
    paths = sorted(path for path in folder.rglob("*") if not path.is_dir())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def rubbish(target: Path) -> list[str]:
    """What stands beside the target under our names and should not; the folder a link names should."""
    linked = target.readlink().name if target.is_symlink() else None
    names = (path.name for path in target.parent.iterdir())
    return sorted(name for name in names if name.startswith(f".{target.name}.") and name != linked)


@dataclass(frozen=True)
class Sweep:
    """A command that publishes to `target`. `always` holds faults that every run suffers (strace's words).

    `prepare` is called before every run: it puts everything back as it was, for commands that cannot run twice.
    """

    command: Sequence[str]
    target: Path
    always: Sequence[str] = ()
    prepare: Callable[[], object] = int

    def run(self, *injections: str) -> subprocess.CompletedProcess[str]:
        """Run the command with these faults, such as `openat:error=ENOSPC:when=7`."""
        return self._strace(os.devnull, (), [*self.always, *injections])

    def trace(self) -> list[tuple[str, str]]:
        """The state-changing calls of the publication, in order: name and arguments; runs the command once."""
        lines, first = self._log()
        return [(name, rest) for process, name, rest in lines[first:] if process == lines[first][0]]

    def calls(self) -> dict[str, range]:
        """By system call, the numbers (as `when=` counts) that the publication itself makes; runs it once."""
        lines, first = self._log()
        process = lines[first][0]
        before = Counter(name for pid, name, _ in lines[:first] if pid == process)
        whole = Counter(name for pid, name, _ in lines if pid == process)
        return {
            name: range(before[name] + 1, whole[name] + 1) for name in whole if whole[name] > before[name]
        }

    def _log(self) -> tuple[list[tuple[str, str, str]], int]:
        """All traced calls as (process, name, arguments), and where the one that opens the lock is."""
        with tempfile.NamedTemporaryFile(mode="r", encoding="utf-8") as log:
            done = self._strace(log.name, CALLS, self.always)
            assert done.returncode == 0, done.stderr
            lines = re.findall(r"^(\d+) +(\w+)\((.*)", log.read(), re.MULTILINE)
        lock = f"/.{self.target.name}.lock"
        return lines, next(number for number, (_, _, rest) in enumerate(lines) if lock in rest)

    def kills(self, names: Sequence[str] = CALLS) -> Iterator[str]:
        """One fault for each call of these names: killed on entering it."""
        for name, numbers in self.calls().items():
            for number in numbers if name in names else ():
                yield f"{name}:signal=SIGKILL:when={number}"

    def errors(self, name: str, error: str, *, lasting: bool = False) -> Iterator[str]:
        """One fault for each call of this name: it fails, and with `lasting` so do all that follow."""
        for number in self.calls().get(name, ()):
            yield f"{name}:error={error}:when={number}{'+' if lasting else ''}"

    def _strace(
        self, log: str, names: Sequence[str], injections: Sequence[str]
    ) -> subprocess.CompletedProcess[str]:
        self.prepare()
        # only what is counted or disturbed is told of
        traced = {*names, *(fault.partition(":")[0] for fault in injections)}
        wanted = ",".join(f"?{name}" for name in sorted(traced)) or "none"
        words = [
            "-e",
            f"trace={wanted}",
            *(word for fault in injections for word in ("-e", f"inject={fault}")),
        ]
        command = warm.start(*self.command, held=True)
        strace = subprocess.Popen(
            ["strace", "-f", "-qqq", "-s", "4096", "-o", log, *words, "-p", str(command.pid)]
        )
        status = Path(f"/proc/{command.pid}/status")
        while "TracerPid:\t0\n" in status.read_text(encoding="ascii"):
            assert strace.poll() is None, "strace cannot attach to a command"
            time.sleep(0.001)
        command.go()
        done = command.wait()
        strace.wait()
        return done
