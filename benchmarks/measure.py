"""One run of a program: wall time, processor time with its children's, and peak memory."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took: seconds of wall and of processor, and mebibytes at the peak."""

    wall: float
    cpu: float
    peak: float


def measure(command: Sequence[str], folder: Path) -> Run:
    """Run a program in a folder and measure it; SystemExit, with what it said, if it fails."""
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        child = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            sys.exit(
                f"{' '.join(command)} ended with {child.returncode}:\n{said.read().decode(errors='replace')}"
            )
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10  # macOS counts bytes, Linux kibibytes
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / unit)
