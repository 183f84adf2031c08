"""Python run once more beside us: for work that no thread can take over, in a process of our own interpreter."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence

MOST_SECONDS = 600
"""After that a program is taken for stuck."""


def run_module(
    module: str, *arguments: str, given: bytes = b"", environment: Mapping[str, str] | None = None
) -> "subprocess.CompletedProcess[bytes]":
    """Run a module as a program and wait; raises subprocess.TimeoutExpired where it never ends.

    Modules come from where ours do (`-P` and our own path), never from the folder that we happen to be started in.
    """
    command: Sequence[str] = (sys.executable, "-P", "-m", module, *arguments)
    path = os.pathsep.join(os.path.abspath(folder) for folder in sys.path if folder)  # noqa: PTH100 - a text, not a file
    return subprocess.run(  # noqa: S603 - our own interpreter and our own arguments
        command,
        input=given,
        capture_output=True,
        check=False,
        timeout=MOST_SECONDS,
        env={**os.environ, **(environment or {}), "PYTHONPATH": path},
    )


def last_words(run: "subprocess.CompletedProcess[bytes]") -> str:
    """Why a program failed: the last line it said, else its status."""
    line = (run.stderr or run.stdout).decode("utf-8", "replace").strip().rpartition("\n")[2]
    return line or f"status {run.returncode}"
