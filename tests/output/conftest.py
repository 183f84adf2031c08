"""Where these tests publish: in memory, where there is room for it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

MEMORY = Path("/dev/shm")
ROOM = 512 << 20
"""Bytes that these tests may need at once."""


@pytest.fixture
def tmp_path(tmp_path: Path) -> Iterator[Path]:
    """A folder of the test's own that no other program's writing slows down.

    A kill is of a program and not of the power: what the system was told is there for whoever looks, in memory as on a
    disk. But `syncfs` waits for all that anybody has written to a disk, which takes most of the time of these tests.
    """
    if not os.access(MEMORY, os.W_OK) or shutil.disk_usage(MEMORY).free < ROOM:
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(prefix=f"{tmp_path.name}-", dir=MEMORY) as folder:
        yield Path(folder)
