"""What a path may look like, and what may stand at it."""

import os
import re
import stat
from shlex import quote

from gazette.problem import Place, Problem

_PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
_ANY_PART = re.compile(r"[^\x00-\x1f\x7f/\\]+")
_SPELLINGS = (
    ("remote-path", re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:"), "is an address, not a file of this project"),
    ("backslash-path", re.compile(r"\\"), "is written with a backslash"),
    ("absolute-path", re.compile(r"^/"), "begins at the root of the disk"),
    ("parent-path", re.compile(r"(^|/)\.\.(/|$)"), "leads out of its folder"),
    ("hidden-path", re.compile(r"(^|/)\.[^/]"), "is hidden"),
)


def spelling_problem(path: str, cited: Place, *, plain: bool = True) -> Problem | None:
    """What is wrong with a path as written: only names below the project, joined by `/`, may pass.

    Where it need not be `plain`, it may hold whatever letters the standard allows.
    """
    for code, pattern, what in _SPELLINGS:
        if pattern.search(path):
            hint = "write it from the project's folder, like content/tables/goals.csv"
            if code == "remote-path" and not plain:
                hint = "put a copy of the file into the package, or have it fetched: --fetch"
            return Problem(code, f"the path {path!r} {what}", cited, hint=hint)
    wanted = _PART if plain else _ANY_PART
    if not all(wanted.fullmatch(part) for part in path.split("/")) or len(path) > 200:
        hint = "use letters a-z, digits, `-`, `_`, `.` and `/` only"
        return Problem(
            "unclean-path", f"the path {path!r} holds a character that some disks refuse", cited, hint=hint
        )
    return None


def kind_problem(path: str, status: os.stat_result, *, folder: bool) -> Problem | None:
    """What is wrong with the kind of thing that stands at a path."""
    if stat.S_ISLNK(status.st_mode):
        hint = "put the file itself here: a link can lead anywhere on the computer that builds the site"
        return Problem("symbolic-link", f"{path} is a symbolic link", Place(path), hint=hint)
    if not (stat.S_ISDIR if folder else stat.S_ISREG)(status.st_mode):
        return Problem("not-a-file", f"{path} is not a regular {'folder' if folder else 'file'}", Place(path))
    if not folder and status.st_nlink > 1:
        hint = f"make it a copy of its own:  cp {quote(path)} copy && mv copy {quote(path)}"
        return Problem("hard-link", f"{path} has a second name elsewhere on the disk", Place(path), hint=hint)
    return None
