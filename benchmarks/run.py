"""Measure `check` and builds of the real strategy and of generated ones; print a Markdown table.

    python benchmarks/run.py --repeats 5 --records 1000 10000

Whole processes, one after the other, every case once a round, medians over the rounds. A cold build uses no store; the
others share one: after one cell was changed, and after nothing was. The ratio is to the cold build of the same project.
"""

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from generate import generate
from measure import Run, measure

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "fr", "ar")
CASES = {
    "check": ["check"],
    "build, cold": ["build", "--no-cache"],
    "build, one cell changed": ["build"],
    "build, nothing changed": ["build"],
}


def main() -> None:
    """Generate, measure in rounds, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--records", type=int, nargs="*", default=[1000, 10000])
    parser.add_argument("--languages", default=",".join(LANGUAGES))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gazette-benchmark-") as name:
        folder = Path(name)
        projects = {"this strategy": folder / "strategy"}
        for part in ("content", "schemas", "releases"):
            if (ROOT / part).exists():
                shutil.copytree(ROOT / part, projects["this strategy"] / part)
        for file in (
            *ROOT.glob("*.json"),
            *ROOT.glob(".zenodo.json"),
            *ROOT.glob("*.md"),
            *ROOT.glob("*.cff"),
        ):
            shutil.copy2(file, projects["this strategy"])
        for records in options.records:
            projects[f"generated, {records:,} records"] = folder / str(records)
            generate(folder / str(records), records, tuple(options.languages.split(",")))
        print(table(rounds(projects, options.repeats, folder), projects))


def change_a_cell(project: Path, number: int, table_name: str = "*s") -> None:
    """Write another last letter into the last text of a table's last row."""
    table = sorted((project / "content/tables").glob(f"{table_name}.csv"))[0]
    lines = table.read_text(encoding="utf-8").splitlines()
    cells = lines[-1].split(",")
    cells[-1] = cells[-1].rstrip('"0123456789') + str(number) + ('"' if cells[-1].endswith('"') else "")
    lines[-1] = ",".join(cells)
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    time.sleep(0.2)  # so that the file's time says something


def rounds(projects: dict[str, Path], repeats: int, folder: Path) -> dict[tuple[str, str], list[Run]]:
    """Every case once a round, so that a busy moment of the computer does not fall on one case alone."""
    runs: dict[tuple[str, str], list[Run]] = {}
    for number in range(repeats):
        for title, project in projects.items():
            kept = ["--cache", str(folder / "cache"), "--output", str(project / "_site")]
            command = [sys.executable, "-m", "gazette.cli", "--project", str(project)]
            if not number:
                measure([*command, "build", *kept], folder)
            for case, arguments in CASES.items():
                more = kept if arguments == ["build"] else []
                if case == "build, cold":
                    more = ["--output", str(folder / "cold")]
                if case == "build, one cell changed":
                    change_a_cell(project, number)
                runs.setdefault((title, case), []).append(measure([*command, *arguments, *more], folder))
        sys.stderr.write(f"round {number + 1} of {repeats} done\n")
    return runs


def table(runs: dict[tuple[str, str], list[Run]], projects: dict[str, Path]) -> str:
    """The medians as a Markdown table, with the number of files that a build publishes."""
    lines = [
        "| project | command | wall s | cpu s | cpu / cold | peak MiB | files |",
        "|---|---|" + "---:|" * 5,
    ]
    for (title, case), measured in runs.items():
        wall, cpu, peak = (median(measured, name) for name in ("wall", "cpu", "peak"))
        cold = median(runs[title, "build, cold"], "cpu")
        files = sum(path.is_file() for path in (projects[title] / "_site").rglob("*"))
        last = f"{files:,}" if case == "build, cold" else ""
        lines.append(
            f"| {title} | {case} | {wall:.2f} | {cpu:.2f} | {cpu / cold:.3f} | {peak:.0f} | {last} |"
        )
    return "\n".join(lines)


def median(runs: Sequence[Run], name: str) -> float:
    """The median of one figure."""
    return statistics.median(getattr(run, name) for run in runs)


if __name__ == "__main__":
    main()
