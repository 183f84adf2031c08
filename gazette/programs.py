"""Programs that run beside us: Python once more, for work that no thread can take over, and git."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

_MOST_SECONDS = 600
"""After that a program is taken for stuck."""
GIT_SECONDS = 60
_OF_A_REPOSITORY = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY")
"""Variables by which git would look at another repository than that of the folder it is called in."""


def run_module(
    module: str, *arguments: str, given: bytes = b"", environment: Mapping[str, str] | None = None
) -> tuple[bytes, str]:
    """Run a module as a program and wait: what it printed, and why it failed; empty if it did not.

    Modules come from where ours do (`-P` and our own path), never from the folder that we happen to be started in.
    """
    path = os.pathsep.join(os.path.abspath(folder) for folder in sys.path if folder)  # noqa: PTH100 - a text, not a file
    try:
        run = subprocess.run(  # noqa: S603 - our own interpreter and our own arguments
            (sys.executable, "-P", "-m", module, *arguments),
            input=given,
            capture_output=True,
            check=False,
            timeout=_MOST_SECONDS,
            env={**os.environ, **(environment or {}), "PYTHONPATH": path},
        )
    except subprocess.TimeoutExpired:
        return b"", "it did not end"
    if run.returncode == 0:
        return run.stdout, ""
    last_line = (run.stderr or run.stdout).decode("utf-8", "replace").strip().rpartition("\n")[2]
    return run.stdout, last_line or f"status {run.returncode}"


def git(root: Path, *arguments: str) -> bytes | None:
    """What git prints of the repository that a folder is in; None where it refuses, for then there is no such thing.

    That repository is meant, whatever hook or script has called us; there is no shell, no question and no network.
    Raises OSError or TimeoutExpired where git cannot be asked.
    """
    environment = {
        **{name: value for name, value in os.environ.items() if name not in _OF_A_REPOSITORY},
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "LC_ALL": "C",
    }
    run = subprocess.run(  # noqa: S603 - a fixed program; callers match or end the options
        ["git", "--no-pager", "-C", str(root), *arguments],  # noqa: S607 - git is where the path has it
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environment,
        timeout=GIT_SECONDS,
        check=False,
    )
    return run.stdout if run.returncode == 0 else None
