"""The parts of the site that are made by themselves, and what decides whether one has to be made again.

A unit gives one page or a few from a reader and the names of what they are about. What it reads of the catalog, of the
files and of the work since the last release is recorded while it runs (`gazette.model.reads`); the same reads can be
asked of another build.
"""

import hashlib
import platform
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, ValuesView
from dataclasses import dataclass, fields
from functools import lru_cache, partial
from importlib.metadata import version

from gazette.artifact import Artifact
from gazette.model import Catalog
from gazette.model.reads import Answers, answered, constants, digest
from gazette.release.changes import Changes
from gazette.release.history import History
from gazette.site.page import Page
from gazette.site.reader import READER, Reader, answer
from gazette.site.settings import THEME


@dataclass(frozen=True, slots=True)
class Unit:
    """Some pages under a name of their own; whatever `make` reads must be read when it is called."""

    name: str
    make: Callable[[], Page | Iterable[Page]]

    def pages(self) -> list[Page]:
        """The pages, made now."""
        made = self.make()
        return [made] if isinstance(made, Page) else list(made)


class Files(Mapping[str, Artifact]):
    """The data files by their paths, noting which are looked at."""

    def __init__(self, files: Sequence[Artifact]) -> None:
        self._files = {made.path: made for made in files}

    def __getitem__(self, path: str) -> Artifact:
        return answered(("file", path), lambda: self._files[path])

    def __contains__(self, path: object) -> bool:
        return answered(("has file", str(path)), lambda: path in self._files)

    def values(self) -> ValuesView[Artifact]:
        """All of them: one read, and not one a file."""
        return answered(("all files",), self._files.values)

    def __iter__(self) -> Iterator[str]:
        return answered(("files",), lambda: iter(self._files))

    def __len__(self) -> int:
        return answered(("files",), lambda: len(self._files))

    def answers(self) -> dict[str, Callable[..., object]]:
        """What the files answer to a read, by its kind."""
        return {
            "file": lambda path: (self._files[path].media_type, self._files[path].sha256),
            "has file": lambda path: path in self._files,
            "files": lambda: list(self._files),
            "all files": lambda: [(made.path, made.media_type, made.sha256) for made in self._files.values()],
        }


class _History(History):
    """A history that notes when the work since the last release is looked at."""

    @property
    def unreleased(self) -> Changes | None:
        return answered(("unreleased",), lambda: self._work)

    @unreleased.setter
    def unreleased(self, changes: Changes | None) -> None:
        self.__dict__["_work"] = changes

    @property
    def _work(self) -> Changes | None:
        changes: Changes | None = self.__dict__["_work"]
        return changes

    @property
    def pending(self) -> bool:
        return self._work is not None


def watched_history(past: History) -> History:
    """The same history, noting what is asked of it."""
    return _History(past.releases, past.steps, past.unreleased)


def answers_of(catalog: Catalog, past: History, files: Files, readers: Sequence[Reader]) -> Answers:
    """What this build answers to the reads of its units."""

    def unreleased() -> object:
        changes = past.unreleased
        return changes and [getattr(changes, item.name) for item in fields(changes)]

    by_language = {reader.language: reader for reader in readers}
    beside: dict[str, Callable[..., object]] = {
        **files.answers(),
        "unreleased": unreleased,
        READER: partial(answer, by_language),
    }
    return Answers(catalog, beside)


def decisive(catalog: Catalog, past: History, wished: object) -> bytes:
    """The hash of all that decides every unit and is no read: the publisher, the schemas, the releases, the wishes."""
    released = [
        (one.version, [(path, hashlib.blake2b(body).digest()) for path, body in sorted(one.files.items())])
        for one in past.releases
    ]
    return digest([publisher(), constants(catalog), released, past.pending, wished])


def all_that_decides(catalog: Catalog, past: History, wished: object) -> bytes:
    """The hash of all that the whole site is made of."""
    rows = [table.csv for table in catalog.tables]
    return digest([decisive(catalog, past, wished), rows, catalog.articles])


@lru_cache(maxsize=1)
def publisher() -> bytes:
    """The hash of our own files (templates, words and code) and of the libraries that make HTML of them."""
    seen = hashlib.blake2b(platform.python_version().encode(), digest_size=32)
    for name in ("babel", "jinja2", "markdown-it-py", "markupsafe", "nh3", "pelican", "selectolax"):
        seen.update(f"{name} {version(name)}\0".encode())
    for path in sorted(path for path in THEME.parent.rglob("*") if path.is_file()):
        if path.suffix != ".pyc":
            body = path.read_bytes()
            seen.update(f"{path.relative_to(THEME.parent).as_posix()} {len(body)}\0".encode() + body)
    return seen.digest()
