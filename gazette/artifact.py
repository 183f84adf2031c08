"""A file that is going to be published: where, what kind, which bytes."""

import hashlib
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Artifact:
    """One published file. `path` is relative to the site, with `/`; `body` is its exact bytes."""

    path: str
    media_type: str
    body: bytes

    @property
    def size(self) -> int:
        """Size in bytes."""
        return len(self.body)

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the body, lower-case hexadecimal."""
        return hashlib.sha256(self.body).hexdigest()

    def pieces(self) -> Iterator[bytes]:
        """The body piece by piece."""
        yield self.body


_PIECE = 1 << 20


class Streamed(Artifact):
    """A file that is written as it is made and not kept in memory: it lies in a nameless file until it is published."""

    def __init__(self, path: str, media_type: str, pieces: Iterable[bytes]) -> None:
        digest, size = hashlib.sha256(), 0
        file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when nobody holds the artifact any more
        weakref.finalize(self, file.close)
        for piece in pieces:
            file.write(piece)
            digest.update(piece)
            size += len(piece)
        held = {
            "path": path,
            "media_type": media_type,
            "_file": file,
            "_size": size,
            "sha256": digest.hexdigest(),
        }
        self.__dict__.update(held)

    @property
    def body(self) -> bytes:
        """The whole body, read back."""
        return b"".join(self.pieces())

    @property
    def size(self) -> int:
        """Size in bytes."""
        size: int = self.__dict__["_size"]
        return size

    def pieces(self) -> Iterator[bytes]:
        """The body piece by piece."""
        file = self.__dict__["_file"]
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


class Written(Artifact):
    """A file that is published already, by its size and hash: a site has tens of thousands, and few are looked into.

    `read` gives the bytes at a path.
    """

    def __init__(self, artifact: Artifact, read: Callable[[str], bytes]) -> None:
        held = {"path": artifact.path, "media_type": artifact.media_type}
        self.__dict__.update(held, _read=read, _size=artifact.size, _sha256=bytes.fromhex(artifact.sha256))

    @property
    def body(self) -> bytes:
        """The whole body, read back."""
        body: bytes = self.__dict__["_read"](self.path)
        return body

    @property
    def size(self) -> int:
        """Size in bytes."""
        size: int = self.__dict__["_size"]
        return size

    @property
    def sha256(self) -> str:
        """SHA-256 of the body, lower-case hexadecimal."""
        digest: bytes = self.__dict__["_sha256"]
        return digest.hex()
