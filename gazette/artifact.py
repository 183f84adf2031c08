"""A file that is going to be published: where, what kind, which bytes."""

import hashlib
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
