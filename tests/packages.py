"""Small whole packages for tests: good ones as they lie in tests/examples, bad ones laid over a good one.

`examples/good/<case>/` is a project. `examples/bad/<code>/` holds only the files that differ from a good one
(`minimal`, or the one that its file `base` names), and `expected.json`: the problems that it has.
"""

import json
import shutil
from pathlib import Path

from gazette.project import Project

EXAMPLES = Path(__file__).parent / "examples"
GOOD = tuple(sorted(path.name for path in (EXAMPLES / "good").iterdir()))
BAD = tuple(sorted(path.name for path in (EXAMPLES / "bad").iterdir()))
_NOTES = ("base", "expected.json")


def lay(case: str, folder: Path) -> Path:
    """Lay the package `case` (a good one's name, or a problem code) into a folder; gives its root."""
    root = folder / "package"
    bad = EXAMPLES / "bad" / case
    base = (bad / "base").read_text(encoding="utf-8").strip() if (bad / "base").exists() else "minimal"
    shutil.copytree(EXAMPLES / "good" / (case if case in GOOD else base), root, symlinks=True)
    if case not in GOOD:
        shutil.copytree(bad, root, symlinks=True, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*_NOTES))
    return root


def project(case: str, folder: Path) -> Project:
    """The same as a project, ready to be loaded."""
    return Project(lay(case, folder))


def expected(code: str) -> list[dict[str, object]]:
    """The problems that a bad package has."""
    found: list[dict[str, object]] = json.loads(
        (EXAMPLES / "bad" / code / "expected.json").read_text("utf-8")
    )
    return found
