"""A whole build in a process of its own, so that the preview answers meanwhile."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

_LOOK_SECONDS = 0.1


def build_beside(
    root: Path, options: Sequence[str], over: threading.Event, progress: Callable[[str], None]
) -> str:
    """Build the site of the project at `root`; gives the problems as text, none where it was let go.

    It is ended when `over` is set, and takes no time that the preview needs.
    """
    progress("making pictures and the search, and reading all pages back")
    command = [sys.executable, "-m", "gazette.cli", "--project", str(root), "build", *options]
    with subprocess.Popen(  # noqa: S603 - our own program, on the folder that the user named
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "NO_COLOR": "1"},
        preexec_fn=_yielding,  # noqa: PLW1509 - it only lowers the priority
    ) as child:
        said: list[str] = []
        reader = threading.Thread(
            target=lambda: said.append(child.stdout.read() if child.stdout else ""), daemon=True
        )
        reader.start()
        while child.poll() is None:
            if over.wait(_LOOK_SECONDS):
                child.terminate()
        reader.join()
    return "" if child.returncode == 0 or over.is_set() else "".join(said)


def _yielding() -> None:
    os.nice(10)
