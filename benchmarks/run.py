"""Measure `check` and `build` on the real strategy and on generated ones; print a Markdown table.

    python benchmarks/run.py --repeats 5 --records 1000 10000

Whole processes, one after the other, every case once a round, medians over the rounds.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from generate import generate
from measure import Run, measure

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "fr", "ar")


def main() -> None:
    """Generate, measure in rounds, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--records", type=int, nargs="*", default=[1000, 10000])
    parser.add_argument("--languages", default=",".join(LANGUAGES))
    parser.add_argument("--commands", nargs="*", default=["check", "build"], choices=["check", "build"])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gazette-benchmark-") as name:
        folder = Path(name)
        projects = {"this strategy": ROOT}
        for records in options.records:
            projects[f"generated, {records:,} records"] = folder / str(records)
            generate(folder / str(records), records, tuple(options.languages.split(",")))
        cases = {
            (title, command): program(project, command, folder / f"site-{number}")
            for number, (title, project) in enumerate(projects.items())
            for command in options.commands
        }
        print(table(rounds(cases, options.repeats, folder), folder))


def program(project: Path, command: str, site: Path) -> list[str]:
    """The command line of one case; every build of a project replaces its own site."""
    output = ["--output", str(site)] if command == "build" else []
    installed = [sys.executable, "-m", "gazette.cli", "--project", str(project)]
    front_door = [sys.executable, str(ROOT / "build.py")]
    return [*(front_door if project == ROOT else installed), command, *output]


def rounds(
    cases: dict[tuple[str, str], list[str]], repeats: int, folder: Path
) -> dict[tuple[str, str], list[Run]]:
    """Every case once a round, so that a busy moment of the computer does not fall on one case alone."""
    runs: dict[tuple[str, str], list[Run]] = {case: [] for case in cases}
    for number in range(repeats):
        for case, command in cases.items():
            runs[case].append(measure(command, folder))
        sys.stderr.write(f"round {number + 1} of {repeats} done\n")
    return runs


def table(runs: dict[tuple[str, str], list[Run]], folder: Path) -> str:
    """The medians as a Markdown table, with the number of files that a build publishes."""
    files = [sum(p.is_file() for p in site.rglob("*")) for site in sorted(folder.glob("site-*"))]
    built = iter(files)
    lines = [
        "| project | command | wall s | cpu s | peak MiB | files | cpu ms a file |",
        "|---|---|" + "---:|" * 5,
    ]
    for (title, command), measured in runs.items():
        wall, cpu, peak = (median(measured, name) for name in ("wall", "cpu", "peak"))
        count = next(built) if command == "build" else None
        last = f"{count:,} | {cpu / count * 1000:.2f}" if count else "|"
        lines.append(f"| {title} | {command} | {wall:.2f} | {cpu:.2f} | {peak:.0f} | {last} |")
    return "\n".join(lines)


def median(runs: Sequence[Run], name: str) -> float:
    """The median of one figure."""
    return statistics.median(getattr(run, name) for run in runs)


if __name__ == "__main__":
    main()
