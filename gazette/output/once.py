"""What is written once and for ever (a release), and single files of the project that a release brings up to date."""

import errno
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from gazette.artifact import Artifact
from gazette.output.flush import flush_folder, flush_tree
from gazette.output.names import Names
from gazette.output.refusal import doing
from gazette.problem import Place, Problem, Stop


def create(folder: Path, files: Iterable[Artifact]) -> None:
    """Make a new folder with these files, in one step: it is there whole, or not at all.

    Raises Stop if it exists, or for what the computer refuses.
    """
    staging = folder.with_name(f".{folder.name}.staging-{os.getpid()}")
    with doing("make the folder above", folder.parent):
        folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        _fill(staging, files)
        with doing("put in place", folder):
            if os.path.lexists(folder):
                raise Stop(Problem("output-conflict", f"{folder.name} exists already", Place(folder.name)))
            staging.rename(folder)
            flush_folder(folder.parent)
    except BaseException:
        with suppress(OSError):
            shutil.rmtree(staging)
        raise


def _fill(staging: Path, files: Iterable[Artifact]) -> None:
    names = Names()
    for made in files:
        names.claim(made.path)
        path = staging / made.path
        with doing("write", path):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made.body)
            path.chmod(0o644)
    with doing("flush to the disk", staging):
        flush_tree(staging)


def replace(path: Path, body: bytes) -> None:
    """Put these bytes in the place of a file, in one step. Raises Stop for what the computer refuses."""
    staging = path.with_name(f".{path.name}.staging-{os.getpid()}")
    with doing("write", path):
        if os.path.lexists(path) and not path.is_file():
            raise FileExistsError(errno.EEXIST, "something that is no file stands there")
        try:
            staging.write_bytes(body)
            staging.chmod(0o644)
            staging.replace(path)
        except BaseException:
            with suppress(OSError):
                staging.unlink()
            raise
