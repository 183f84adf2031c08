"""By which stage the build grew: this commit and those before it, on one computer, one beside the other.

    python benchmarks/stages.py                            HEAD and the three commits before it
    python benchmarks/stages.py HEAD --before 1 --rounds 5
    python benchmarks/stages.py --project tests/examples/unlike

Every commit is checked out and builds its own package from nothing with its own publisher, one round after the
other; the fastest of all rounds counts. A stage lasts from its line of progress to the next. Prints a table in
Markdown, which says by which stage the time grew. It is a report and no test: it ends with 0 however long a build
takes.
Figures of earlier runs are not kept: another day's computer is another computer.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOISE = 0.15
"""Shares of time that two runs of the same commit may differ by; less is no growth."""
LEAST = 0.1
"""Seconds that a stage must have grown by to be named."""
START, WHOLE = "starting and importing", "the whole build"

Stages = dict[str, float]

_BUILD = """
import json, sys, time
from pathlib import Path
began = time.perf_counter()
from gazette.pipeline import build_project
from gazette.project import Project
marks = [(sys.argv[3], began)]
outcome = build_project(
    Project(Path(sys.argv[1])), Path(sys.argv[2]), lambda stage: marks.append((stage, time.perf_counter()))
)
marks.append(("", time.perf_counter()))
print(json.dumps({"status": outcome.status(), "marks": marks}))
"""


def measure(tree: Path, project: str) -> Stages:
    """Seconds of each stage of one build from nothing; empty if this commit does not build so."""
    with tempfile.TemporaryDirectory(prefix="stages-") as folder:
        done = subprocess.run(
            [sys.executable, "-c", _BUILD, tree / project, Path(folder) / "site", START],
            cwd=tree,
            env={**os.environ, "PYTHONPATH": str(tree)},
            check=False,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
    if done.returncode:
        return {}
    said = json.loads(done.stdout.splitlines()[-1])
    return {} if said["status"] else by_stage(said["marks"])


def by_stage(marks: Sequence[tuple[str, float]]) -> Stages:
    """Seconds from each mark to the next, numbers taken out of their names; those of one name are added up."""
    found: Stages = {}
    for (name, begin), (_, end) in pairwise(marks):
        plain = re.sub(r"\d[\d,.]* ", "", name)
        found[plain] = found.get(plain, 0.0) + end - begin
    return found | {WHOLE: marks[-1][1] - marks[0][1]}


def best(rounds: Sequence[Stages]) -> Stages:
    """The shortest time of each stage."""
    return {name: min(one[name] for one in rounds if name in one) for one in rounds for name in one}


def grown(now: Stages, before: Sequence[Stages]) -> dict[str, float]:
    """The stages that are slower than in the slowest commit before, beyond noise, with the seconds; the worst first."""
    if not before:
        return {}
    more = {}
    for name, seconds in now.items():
        most = max(one.get(name, 0.0) for one in before)
        if name != WHOLE and seconds - most > max(LEAST, NOISE * most):
            more[name] = seconds - most
    return dict(sorted(more.items(), key=lambda item: -item[1]))


def report(commits: Sequence[str], measured: Sequence[Stages]) -> str:
    """The table, the newest commit first, and a sentence below."""
    now, *before = measured
    built = [one for one in before if one]
    if not now:
        return f"{commits[0]} does not build: there is nothing to compare."
    names = [
        *(name for name in dict.fromkeys(name for one in measured for name in one) if name != WHOLE),
        WHOLE,
    ]
    lines = [f"| seconds | {' | '.join(commits)} |", f"|---|{'---:|' * len(commits)}"]
    for name in names:
        cells = (f"{one[name]:.2f}" if name in one else "" for one in measured)
        lines.append(f"| {name} | {' | '.join(cells)} |")
    more = grown(now, built)
    if not built:
        said = "No commit before it builds in this way: there is nothing to compare with."
    elif more:
        said = "Grew: " + ", ".join(f"**{name}** by {seconds:.2f} s" for name, seconds in more.items()) + "."
    else:
        said = "No stage grew beyond what two runs of the same commit may differ by."
    return "\n".join([*lines, "", said])


@contextmanager
def checked_out(commits: Sequence[str], folder: Path) -> Iterator[list[Path]]:
    """A worktree of each commit."""
    trees = [folder / str(number) for number in range(len(commits))]
    try:
        for commit, tree in zip(commits, trees, strict=True):
            subprocess.run(["git", "-C", ROOT, "worktree", "add", "-q", "--detach", tree, commit], check=True)
        yield trees
    finally:
        for tree in trees:
            subprocess.run(["git", "-C", ROOT, "worktree", "remove", "--force", tree], check=False)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("commit", nargs="?", default="HEAD")
    parser.add_argument("--before", type=int, default=3, help="how many commits before it")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument(
        "--project", default=".", help="a folder inside the commits that holds a datapackage.json"
    )
    asked = parser.parse_args()
    command = [
        "git",
        "-C",
        ROOT,
        "log",
        "--first-parent",
        "--format=%h",
        f"-{asked.before + 1}",
        asked.commit,
    ]
    commits = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    with tempfile.TemporaryDirectory(prefix="stages-") as folder, checked_out(commits, Path(folder)) as trees:
        # the first round compiles what is imported, and does not count
        _, *rounds = [[measure(tree, asked.project) for tree in trees] for _ in range(asked.rounds + 1)]
    print(report(commits, [best(of_one) for of_one in zip(*rounds, strict=True)]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
