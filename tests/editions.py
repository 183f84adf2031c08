"""Second editions: six unlike packages, each published as a whole, and the list of files that comes of it.

    uv run python -m tests.editions

writes the lists anew, `examples/editions/<name>.txt`, after a change that is meant to publish more, less or elsewhere.
"""

import re
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.packages import EXAMPLES

FOLDER = EXAMPLES / "editions"
EDITIONS = tuple(sorted(path.name for path in FOLDER.iterdir() if path.is_dir()))
_HASHED = re.compile(r"_[0-9a-f]{7,}(?=\.)")
"""In the names of the search index: what is in a file, and not which file it is."""


def built(name: str, target: Path) -> Path:
    """Build a second edition into a folder, from its own folder, which stays as it is."""
    from gazette.pipeline import build_project
    from gazette.project import Project

    outcome = build_project(Project(FOLDER / name), target, lambda _what: None)
    assert outcome.published, [problem.message for problem in outcome.problems]
    return target


def listed(site: Path) -> str:
    """Every published file, one a line."""
    paths = {
        _HASHED.sub("_…", path.relative_to(site).as_posix()) for path in site.rglob("*") if path.is_file()
    }
    return "".join(f"{path}\n" for path in sorted(paths))


def kept(name: str) -> str:
    """The list that the repository keeps."""
    path = FOLDER / f"{name}.txt"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def main(names: Iterable[str] = EDITIONS) -> None:
    """Build each and write its list."""
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            text = listed(built(name, Path(folder, name)))
            (FOLDER / f"{name}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:] or EDITIONS)
