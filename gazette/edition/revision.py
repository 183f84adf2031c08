"""A git revision into a folder: only reading, without a shell, without the network."""

import os
import re
import subprocess
from pathlib import Path

from gazette.edition.refusal import MOST_BYTES, unknown, unsafe
from gazette.edition.unpack import untar
from gazette.load.shelf import OF_A_REPOSITORY

_NAME = re.compile(r"[A-Za-z0-9@][A-Za-z0-9._/@{}~^+-]{0,199}")
_SECONDS = 60


def check_out(root: Path, name: str, folder: Path) -> None:
    """The files of the project at `root` as they were at this revision. Raises Stop."""
    if not _NAME.fullmatch(name):
        raise unknown(name, f"{name[:200]!r} names no edition", root)
    found = _git(root, name, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    commit = found.decode("ascii", "replace").strip()
    if not re.fullmatch(r"[0-9a-f]{40,64}", commit):
        raise unknown(name, f"there is no release, folder, zip or git revision {name!r}", root)
    # Frozen releases are whole editions themselves and only grow; an edition never needs them.
    body = _git(root, name, "archive", "--format=tar", commit, "--", ".", ":(exclude)releases")
    if not body:
        raise unknown(name, f"the revision {name!r} does not hold this project", root)
    if len(body) > MOST_BYTES:
        raise unsafe(name, f"it holds more than {MOST_BYTES:,} bytes")
    untar(body, name, folder)


def _git(root: Path, name: str, *arguments: str) -> bytes:
    """What git prints; nothing where it refuses, since then there is no such thing."""
    environment = {
        **{name: value for name, value in os.environ.items() if name not in OF_A_REPOSITORY},
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "LC_ALL": "C",
    }
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, no shell, the name was matched above
            ["git", "--no-pager", "-C", str(root), *arguments],  # noqa: S607 - git is where the path has it
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=environment,
            timeout=_SECONDS,
            check=False,
        )
    except (FileNotFoundError, PermissionError) as error:
        raise unknown(
            name, f"there is no release, folder or zip {name!r}, and git is not installed", root
        ) from error
    except subprocess.TimeoutExpired as error:
        raise unknown(name, f"git did not answer within {_SECONDS} seconds", root) from error
    return done.stdout if done.returncode == 0 else b""
