"""The gate: every file of a project is read here, and nothing odd passes.

It stands before every library, because libraries follow links, fetch addresses, wait on pipes and guess
encodings. A file that the gate refuses is read no further: one cause, one message.
"""

import os
import stat
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from gazette.load.characters import character_problems
from gazette.load.encoding import POINTER, byte_problems, merge_problem, pointer_problem
from gazette.load.path import kind_problem, spelling_problem
from gazette.load.source import PlainFile, TextFile
from gazette.problem import Place, Problem
from gazette.project import CONTENT

TABLE_BYTES = 500_000_000
"""A table is read into memory, where it takes a few times its size."""
TEXT_BYTES = 1_000_000
"""Only tables are long: a page, a schema or a rule of a megabyte is a mistake."""
PAGE_BYTES = 100_000
"""A longer page takes too long to read, for people and, if it is written to that end, for programs."""


_COPY = "put a copy of the file into the package and name that"


@dataclass
class Gate:
    """Reads files below `root`. Refusals are collected in `problems`; each file is read and reported once.

    Addresses of the web are refused as well, unless somebody has asked for them (`fetching`).
    """

    root: Path
    problems: list[Problem] = field(default_factory=list)
    files: dict[str, TextFile | None] = field(default_factory=dict)
    bodies: dict[str, bytes | None] = field(default_factory=dict)
    fetching: bool = False

    def read(self, path: str, cited: Place | None = None) -> TextFile | None:
        """The file at `path`, or None where it was refused. `cited` is where its name is written."""
        if path not in self.files:
            found = self._read(path, cited)
            self.files[path] = found if isinstance(found, TextFile) else None
            # A folder that is a link is one cause, however many files lie behind it.
            new = [] if isinstance(found, TextFile) else found
            self.problems += [problem for problem in new if problem not in self.problems]
        return self.files[path]

    def _read(self, path: str, cited: Place | None) -> TextFile | list[Problem]:
        refused = spelling_problem(path, cited or Place(path)) or self._kind_problem(path, cited)
        if refused is not None:
            return [refused]
        try:
            data = self._bytes(path)
        except OSError as error:
            return [Problem("unreadable-file", f"{path} cannot be read: {error.strerror}", Place(path))]
        if data is None:
            return [self._too_large(path, _most_bytes(path))]
        problems = list(byte_problems(path, data))
        if any(problem.code != "byte-order-mark" for problem in problems):
            return problems
        text = data.decode("utf-8-sig")
        merge = merge_problem(path, text)
        problems += [merge] if merge else character_problems(path, text, table=path.endswith(".csv"))
        return problems or (PlainFile(path, data) if path.endswith(".csv") else TextFile(path, data, text))

    def bytes_of(self, path: str, cited: Place | None = None) -> bytes | None:
        """The bytes of a file whose name may be any relative path and which may hold anything; None if refused."""
        path = path.removeprefix("./")
        if path not in self.bodies:
            found = self._body(path, cited)
            self.bodies[path] = found if isinstance(found, bytes) else None
            if isinstance(found, Problem) and found not in self.problems:
                self.problems.append(found)
            self.files.setdefault(path, None)
        return self.bodies[path]

    def _body(self, path: str, cited: Place | None) -> bytes | Problem:
        if self.fetching and path.startswith(("http://", "https://")):
            from gazette.load.fetch import NotFetchedError, fetch

            try:
                return fetch(path)
            except NotFetchedError as error:
                return Problem("not-fetched", f"{path} {error}", cited or Place(path), hint=_COPY)
        refused = spelling_problem(path, cited or Place(path), plain=False) or self._kind_problem(path, cited)
        if refused is not None:
            return refused
        try:
            data = self._bytes(path, TABLE_BYTES)
        except OSError as error:
            return Problem("unreadable-file", f"{path} cannot be read: {error.strerror}", Place(path))
        if data is None:
            return self._too_large(path, TABLE_BYTES)
        if data.startswith(POINTER):
            return pointer_problem(path)
        merge = merge_problem(path, data.decode("utf-8", "replace")) if b"\n<<<<<<< " in data else None
        return merge or data

    @staticmethod
    def _too_large(path: str, most: int) -> Problem:
        message, hint = f"{path} is larger than {most:,} bytes", "split it, or leave out what no reader needs"
        return Problem("file-too-large", message, Place(path), hint=hint)

    def _kind_problem(self, path: str, cited: Place | None) -> Problem | None:
        """Look at every folder on the way and at the file itself, without following or opening anything."""
        parts = path.split("/")
        for depth in range(1, len(parts) + 1):
            step = "/".join(parts[:depth])
            try:
                status = (self.root / step).lstat()
            except (OSError, ValueError):
                return Problem(
                    "file-missing",
                    f"there is no file {path}",
                    cited or Place(path),
                    hint=self._near(path),
                )
            problem = kind_problem(step, status, folder=depth < len(parts))
            if problem is not None:
                return problem
        return None

    def _near(self, path: str) -> str:
        folder, _, name = path.rpartition("/")
        try:
            near = get_close_matches(name, sorted(os.listdir(self.root / folder)), 1)  # noqa: PTH208 - names alone
        except OSError:
            near = []
        return f'did you mean "{near[0]}"?' if near else "check the name; capitals count"

    def _bytes(self, path: str, most: int = 0) -> bytes | None:
        """A file that is still what the gate has looked at; None where it is too large."""
        handle = os.open(
            self.root / path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        )
        with os.fdopen(handle, "rb") as stream:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                return b""
            most = most or _most_bytes(path)
            data = stream.read(most + 1) if status.st_size <= most else b""
            return data if status.st_size <= most >= len(data) else None


def _most_bytes(path: str) -> int:
    if path.endswith(".md") and path.startswith(CONTENT):
        return PAGE_BYTES
    return TABLE_BYTES if path.endswith(".csv") else TEXT_BYTES
