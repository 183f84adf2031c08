"""From the address that was asked for to the file that answers, and never to one outside the site."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote


@dataclass(frozen=True, slots=True)
class Found:
    """An open file; its name says its media type."""

    name: str
    file: BinaryIO


@dataclass(frozen=True, slots=True)
class Moved:
    """The address lacks its final slash; `path` is the right one, still percent-encoded."""

    path: str


def find(folder: Path, raw: str) -> Found | Moved | None:
    """What answers to the path of a request (percent-encoded, without query); None if nothing does.

    The file is opened at once, so a swap of the site meanwhile does no harm. Where the site is a link, the
    folder that it named may be swept away just then: what is missing is looked for once more.
    """
    path = unquote(raw, errors="surrogateescape")
    parts = path.split("/")[1:]
    if not path.startswith("/") or "\0" in path or "\\" in path or ".." in parts or "." in parts:
        return None
    if "" in parts[:-1]:  # "//host" must never become a redirect to another site
        return None
    return _look(folder, raw, parts) or _look(folder, raw, parts)


def _look(folder: Path, raw: str, parts: list[str]) -> Found | Moved | None:
    root = os.path.realpath(folder)
    true = os.path.realpath(os.path.join(root, *parts))  # noqa: PTH118 - realpath and its prefix are text
    if true != root and not true.startswith(root + os.sep):
        return None
    if os.path.isdir(true):  # noqa: PTH112
        if parts[-1]:
            return Moved(raw + "/")
        true = os.path.join(true, "index.html")  # noqa: PTH118
    elif not parts[-1]:
        return None
    return _open(true, true.rpartition("/")[2])


def _open(path: str, name: str) -> Found | None:
    try:
        # neither a link put in meanwhile nor a pipe that would keep us waiting
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError):
        return None
    file = os.fdopen(handle, "rb")
    if not os.path.isfile(handle):  # noqa: PTH113
        file.close()
        return None
    return Found(name, file)
