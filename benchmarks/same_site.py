"""Which published files differ between two commits, byte for byte: the proof that a change moved code and nothing else.

    python benchmarks/same_site.py main HEAD                              the strategy, as each commit has it
    python benchmarks/same_site.py main HEAD --project tests/examples/unlike

Each commit is checked out into a folder of its own and builds with its own publisher; `--project` names a folder
inside the commit. Whatever stands behind `--` goes to `build`, such as `--unreleased`. Ends with 0 if nothing differs.
"""

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def build(commit: str, folder: Path, project: str, options: list[str]) -> dict[str, str]:
    """Path to SHA-256 of every file that a commit publishes."""
    tree, site = folder / "tree", folder / "site"
    subprocess.run(["git", "-C", ROOT, "worktree", "add", "--quiet", "--detach", tree, commit], check=True)
    try:
        command = [
            sys.executable,
            "-m",
            "gazette.cli",
            "--project",
            tree / project,
            "build",
            "--output",
            site,
        ]
        subprocess.run(
            [*command, *options], check=True, cwd=tree, env={**os.environ, "PYTHONPATH": str(tree)}
        )
    finally:
        subprocess.run(["git", "-C", ROOT, "worktree", "remove", "--force", tree], check=True)
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }


def main() -> int:
    """Build both, compare, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument(
        "--project", default=".", help="a folder inside the commits that holds a datapackage.json"
    )
    parser.add_argument("options", nargs="*", help="options of `build`, behind --")
    arguments = parser.parse_args()
    sites = []
    for commit in (arguments.old, arguments.new):
        with tempfile.TemporaryDirectory(prefix="same-site-") as folder:
            sites.append(build(commit, Path(folder), arguments.project, arguments.options))
    old, new = sites
    signs = {
        path: "-" if path not in new else "+" if path not in old else "~"
        for path in sorted(old.keys() | new.keys())
        if old.get(path) != new.get(path)
    }
    for path, sign in signs.items():
        print(sign, path)
    print(f"{len(signs):,} of {len(old.keys() | new.keys()):,} files differ")
    return int(bool(signs))


if __name__ == "__main__":
    sys.exit(main())
