"""The staging folder: files are written here, one by one, before the whole is swapped in."""

import os

from gazette.artifact import Artifact
from gazette.output.names import Names
from gazette.output.refusal import doing
from gazette.output.target import MARKER, MARKER_LINE, Target

_FILE_MODE = 0o644
_FOLDER_MODE = 0o755
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class Stage:
    """The site as it grows. Every path is taken once; modes do not depend on who builds."""

    def __init__(self, target: Target) -> None:
        self.folder = target.staging
        self._shown = target.shown
        self._root = str(target.staging)
        self._names = Names()
        self._made: set[str] = set()
        with doing("make the folder to build in", target.show(self.folder)):
            self._make("")
        self.write(MARKER, MARKER_LINE + b"\n")

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths written so far, sorted."""
        return self._names.files

    def add(self, artifact: Artifact) -> None:
        """Write an artifact at its path."""
        self.write(artifact.path, artifact.body)

    def write(self, path: str, body: bytes) -> None:
        """Write one file. `path` is relative to the site, with `/`; Stop if it is taken or unsafe."""
        self._names.claim(path)
        with doing("write", f"{self._shown}/{path}"):
            self._make(path.rpartition("/")[0])
            handle = os.open(f"{self._root}/{path}", _NEW_FILE, _FILE_MODE)
            try:
                os.fchmod(handle, _FILE_MODE)  # whatever the umask took away
                written = os.write(handle, body)
                while written < len(body):
                    written += os.write(handle, memoryview(body)[written:])
            finally:
                os.close(handle)

    def _make(self, folder: str) -> None:
        if folder in self._made:
            return
        if folder:
            self._make(folder.rpartition("/")[0])
        path = f"{self._root}/{folder}" if folder else self._root
        os.mkdir(path, _FOLDER_MODE)  # noqa: PTH102 - paths stay strings: a site has thousands
        os.chmod(path, _FOLDER_MODE)  # noqa: PTH101
        self._made.add(folder)
