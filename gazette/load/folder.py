"""What lies in the folders of a project, whether or not anything asks for it.

A file that nothing claims is work that nobody publishes or a leftover; either way it is told.
"""

import os
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from gazette.load.path import kind_problem
from gazette.problem import Place, Problem
from gazette.project import CONTENT, JSON_SCHEMAS, PACKAGE_SCHEMA, PAGES, QUESTIONS, RULES

FOLDERS = (CONTENT, PACKAGE_SCHEMA.partition("/")[0])
_PURPOSES = (
    (PAGES + "/", ".md"),
    (RULES + "/", ".sql"),
    (CONTENT + "/news/", ".md"),
    (QUESTIONS + "/", ".sql"),
    (JSON_SCHEMAS + "/", ".json"),
)
_MOST_FILES = 100_000


def walk(root: Path) -> tuple[list[str], list[Problem]]:
    """Every file in the content and schema folders, by name; links and pipes as problems, never followed."""
    found: list[str] = []
    problems: list[Problem] = []
    waiting = [name for name in reversed(FOLDERS) if os.path.lexists(root / name)]
    while waiting and len(found) < _MOST_FILES:
        path = waiting.pop()
        try:
            status = (root / path).lstat()
            folder = kind_problem(path, status, folder=True) is None
            problem = None if folder else kind_problem(shown(path), status, folder=path in FOLDERS)
            if folder:
                waiting += [f"{path}/{name}" for name in sorted(os.listdir(root / path), reverse=True)]  # noqa: PTH208 - bytes that are no UTF-8 survive as str
        except OSError as error:
            problem = Problem(
                "unreadable-file", f"{shown(path)} cannot be read: {error.strerror}", Place(shown(path))
            )
            folder = True
        problems += [problem] if problem else []
        found += [] if folder or problem else [path]
    return found, problems


def claimed_by_purpose(path: str) -> bool:
    """True if the folder in which a file lies says what it is for."""
    if path.rpartition("/")[2] == "README.md" or path == PACKAGE_SCHEMA:
        return True
    return any(
        path.startswith(folder) and path.endswith(end) and "/" not in path[len(folder) :]
        for folder, end in _PURPOSES
    )


def clashes(paths: Sequence[str]) -> Iterator[Problem]:
    """Names that are one file on a disk that does not tell capitals or spellings of accents apart."""
    seen: dict[str, str] = {}
    told: set[str] = set()
    for path in paths:
        parts = path.split("/")
        for depth in range(1, len(parts) + 1):
            step = "/".join(parts[:depth])
            key = unicodedata.normalize("NFC", step).casefold()
            other = seen.setdefault(key, step)
            if other != step and key not in told:
                told.add(key)
                message = f"{shown(step)} and {shown(other)} are one name on many disks"
                yield Problem("case-clash", message, Place(shown(step)), hint="rename one of them")
                break


def shown(path: str) -> str:
    """A file name as text, also where its bytes are no UTF-8."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
