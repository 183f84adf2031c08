"""Archives into a folder, and nothing beside it: regular files, plain relative names, caps on number and size."""

import io
import lzma
import os
import stat
import struct
import tarfile
import zipfile
import zlib
from pathlib import Path
from typing import IO

from gazette.problem import Place, Problem, Stop

MOST_FILES = 20_000
MOST_BYTES = 200_000_000
_CHUNK = 1 << 20
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error)


class _Sink:
    """Writes members below a folder and counts what it wrote. Raises Stop at whatever does not belong there."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self.folder = name, folder
        self.files = self.bytes = 0

    def write(self, path: str, stream: IO[bytes]) -> None:
        parts = path.split("/")
        if not plain(path):
            raise _unsafe(self.name, f"it holds a file under the name {path[:200]!r}")
        self.files += 1
        if self.files > MOST_FILES:
            raise _unsafe(self.name, f"it holds more than {MOST_FILES:,} files")
        target = self.folder.joinpath(*parts)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as out:
                # Counted while it is read: what an archive says of its sizes need not be true.
                while chunk := stream.read(_CHUNK):
                    self.bytes += len(chunk)
                    if self.bytes > MOST_BYTES:
                        raise too_large(self.name)
                    out.write(chunk)
        except (FileExistsError, NotADirectoryError) as error:
            raise _unsafe(self.name, f"it holds two files at {path}") from error


def plain(path: str) -> bool:
    """True if a member's name is a relative path of ordinary names, on any system."""
    parts = path.split("/")
    odd = any(part in ("", ".", "..") or part.endswith((" ", ".")) for part in parts)
    return not odd and path.isprintable() and not set(path) & set('\\:*?"<>|') and len(path.encode()) <= 1_000


def unzip(path: Path, name: str, folder: Path) -> Path:
    """The files of a zip below `folder`; gives the folder that holds the edition. Raises Stop."""
    sink = _Sink(name, folder)
    try:
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                kind = stat.S_IFMT(info.external_attr >> 16)
                if info.is_dir():
                    continue
                if kind not in (0, stat.S_IFREG):
                    raise _unsafe(name, f"{info.filename[:200]!r} in it is not a regular file")
                if info.flag_bits & 1:
                    raise _unsafe(name, "it is encrypted")
                with archive.open(info) as stream:
                    sink.write(info.filename, stream)
    except (*_BROKEN, EOFError, RuntimeError, ValueError, OSError) as error:
        raise _unsafe(name, f"it cannot be read as a zip: {error}") from error
    return _inside(folder)


def untar(body: bytes, name: str, folder: Path) -> None:
    """The regular files of a tar below `folder`; links in a repository are left out. Raises Stop."""
    sink = _Sink(name, folder)
    with tarfile.open(fileobj=io.BytesIO(body)) as archive:
        for member in archive:
            if member.isreg() and (stream := archive.extractfile(member)) is not None:
                with stream:
                    sink.write(member.name, stream)


def too_large(name: str) -> Stop:
    """An archive is larger than any edition."""
    return _unsafe(name, f"it holds more than {MOST_BYTES:,} bytes")


def printable(name: str) -> str:
    """The name of an edition as it may be shown, whoever chose it."""
    return "".join(character if character.isprintable() else "�" for character in name)[:200] or "."


def _unsafe(name: str, why: str) -> Stop:
    hint = "an edition holds regular files under plain relative names, and no more than a publication needs"
    return Stop(Problem("edition-unsafe", why, Place(printable(name)), hint=hint))


def _inside(folder: Path) -> Path:
    """The folder itself, or the only one in it: archives often wrap everything in one folder."""
    names = os.listdir(folder)  # noqa: PTH208 - names alone
    if "datapackage.json" not in names and len(names) == 1 and (folder / names[0]).is_dir():
        return folder / names[0]
    return folder
