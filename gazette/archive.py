"""Archives into a folder, and nothing beside it: regular files, plain relative names, caps on number and size."""

import io
import lzma
import os
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from gazette.problem import Place, Problem, Stop

MOST_FILES = 20_000
MOST_BYTES = 200_000_000
_CHUNK = 1 << 20
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error)


def plain(path: str) -> bool:
    """True if a member's name is a relative path of ordinary names, on any system."""
    parts = path.split("/")
    odd = any(part in ("", ".", "..") or part.endswith((" ", ".")) for part in parts)
    return not odd and path.isprintable() and not set(path) & set('\\:*?"<>|') and len(path.encode()) <= 1_000


def unzip(path: Path, name: str, folder: Path) -> Path:
    """The files of a zip below `folder`; gives the folder that holds the edition. Raises Stop."""
    try:
        with zipfile.ZipFile(path) as archive:
            _write(_members_of_zip(archive, name), name, folder)
    except (*_BROKEN, EOFError, RuntimeError, ValueError, OSError) as error:
        raise _unsafe(name, f"it cannot be read as a zip: {error}") from error
    names = os.listdir(folder)  # noqa: PTH208 - names alone
    # Archives often wrap everything in one folder.
    wrapped = "datapackage.json" not in names and len(names) == 1 and (folder / names[0]).is_dir()
    return folder / names[0] if wrapped else folder


def untar(body: bytes, name: str, folder: Path) -> None:
    """The regular files of a tar below `folder`; links in a repository are left out. Raises Stop."""
    with tarfile.open(fileobj=io.BytesIO(body)) as archive:
        streams = ((member.name, archive.extractfile(member)) for member in archive if member.isreg())
        _write(((path, stream) for path, stream in streams if stream is not None), name, folder)


def _members_of_zip(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[str, IO[bytes]]]:
    for info in archive.infolist():
        if info.is_dir():
            continue
        if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
            raise _unsafe(name, f"{info.filename[:200]!r} in it is not a regular file")
        if info.flag_bits & 1:
            raise _unsafe(name, "it is encrypted")
        yield info.filename, archive.open(info)


def _write(members: Iterable[tuple[str, IO[bytes]]], name: str, folder: Path) -> None:
    """Write members below a folder. Raises Stop at whatever does not belong there."""
    size = 0
    for number, (path, stream) in enumerate(members, 1):
        with stream:
            if not plain(path):
                raise _unsafe(name, f"it holds a file under the name {path[:200]!r}")
            if number > MOST_FILES:
                raise _unsafe(name, f"it holds more than {MOST_FILES:,} files")
            target = folder / path
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("xb") as out:
                    # Counted while it is read: what an archive says of its sizes need not be true.
                    while chunk := stream.read(_CHUNK):
                        size += len(chunk)
                        if size > MOST_BYTES:
                            raise too_large(name)
                        out.write(chunk)
            except (FileExistsError, NotADirectoryError) as error:
                raise _unsafe(name, f"it holds two files at {path}") from error


def too_large(name: str) -> Stop:
    """An archive is larger than any edition."""
    return _unsafe(name, f"it holds more than {MOST_BYTES:,} bytes")


def printable(name: str) -> str:
    """The name of an edition as it may be shown, whoever chose it."""
    return "".join(character if character.isprintable() else "�" for character in name)[:200] or "."


def _unsafe(name: str, why: str) -> Stop:
    hint = "an edition holds regular files under plain relative names, and no more than a publication needs"
    return Stop(Problem("edition-unsafe", why, Place(printable(name)), hint=hint))
