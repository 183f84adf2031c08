"""Which paths may be published: safe on every file system, and each taken only once.

A site is unpacked on computers that fold upper and lower case, that compose accents, and that reserve names.
Two paths that would meet there are refused here.
"""

import re
from unicodedata import normalize

from gazette.problem import Place, Problem, Stop

_USUAL = re.compile(r"[A-Za-z0-9_.-]*[A-Za-z0-9_-]")
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\\<>:"|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\.|$)", re.IGNORECASE)
_LONGEST = 255
"""Bytes that common file systems allow for one name."""


class Names:
    """The paths that are taken. `claim` takes one more or raises Stop."""

    def __init__(self) -> None:
        self._taken: dict[str, str] = {}
        self._folders = {""}

    def claim(self, path: str) -> None:
        """Take this path for a file; Stop with `output-path` or `output-conflict` if that cannot be."""
        if path.startswith("/"):
            raise _bad(path, "it begins with a slash")
        self._take(path, path)

    def _take(self, place: str, path: str) -> None:
        """Take the file or one of the folders above it, and before it the folders that are new."""
        folder, _, name = place.rpartition("/")
        if folder not in self._folders:
            self._take(folder, path)
            self._folders.add(folder)
        _check_name(path, name)
        key = place.lower() if place.isascii() else normalize("NFC", normalize("NFKC", place).casefold())
        if (other := self._taken.get(key)) is not None:
            raise _conflict(path, f"{other}/" if other in self._folders else other)
        self._taken[key] = place

    @property
    def files(self) -> tuple[str, ...]:
        """The paths taken by files, sorted."""
        return tuple(sorted(set(self._taken.values()) - self._folders))


def _check_name(path: str, name: str) -> None:
    if name in ("", ".", ".."):
        raise _bad(path, f'it has the part "{name}"')
    if not _USUAL.fullmatch(name):
        if _FORBIDDEN.search(name):
            raise _bad(path, "it has a character that some file systems cannot hold")
        if name[-1] in ". ":
            raise _bad(path, "a part of it ends in a dot or a space")
    if _RESERVED.match(name):
        raise _bad(path, f'Windows keeps the name "{name}" for itself')
    if len(name.encode()) > _LONGEST:
        raise _bad(path, f"a part of it is longer than {_LONGEST} bytes")


def _bad(path: str, reason: str) -> Stop:
    shown = path.encode("unicode_escape").decode("ascii")
    hint = "ids become paths: use lower-case letters, digits and hyphens"
    return Stop(Problem("output-path", f'"{shown}" cannot be published: {reason}', Place(shown), hint=hint))


def _conflict(path: str, other: str) -> Stop:
    same = "two files would be published at this path" if path == other else f'"{path}" would meet "{other}"'
    hint = "rename one of the two; case and the spelling of accents do not tell paths apart everywhere"
    return Stop(Problem("output-conflict", same, Place(path), hint=hint))
