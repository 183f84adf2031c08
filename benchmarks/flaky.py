"""Run tests again and again, and print whose outcome was not the same each time.

    python benchmarks/flaky.py                         the whole suite, twenty times
    python benchmarks/flaky.py --runs 5 tests/output   a part of it

Every other run goes backwards through the tests, so that one which leans on an earlier one is found too. Ends with 0
if every test ended alike in every run, with 1 if not; a test that fails each time is no flaky one, and is listed apart.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

Outcomes = dict[str, str]


def outcomes(file: Path) -> Outcomes:
    """How each test of a run ended, from pytest's report; one that is named twice has several words."""
    found: Outcomes = {}
    for case in ElementTree.parse(file).iter("testcase"):
        name = f"{case.get('classname')}::{case.get('name')}"
        words = {child.tag for child in case} & {"failure", "error", "skipped"}
        found[name] = " ".join(sorted(words)) or "passed"
    return found


def differing(runs: Sequence[Outcomes]) -> dict[str, list[str]]:
    """The tests that did not end alike in every run, with how they ended in each."""
    names = dict.fromkeys(name for run in runs for name in run)
    ended = {name: [run.get(name, "not run") for run in runs] for name in names}
    return {name: words for name, words in ended.items() if len(set(words)) > 1}


def main() -> int:
    """Run, compare, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("tests", nargs="*", help="files or folders; the whole suite where there are none")
    asked = parser.parse_args()
    runs = []
    with tempfile.TemporaryDirectory(prefix="flaky-") as folder:
        for number in range(asked.runs):
            file = Path(folder) / f"{number}.xml"
            backwards = ["--backwards"] if number % 2 else []
            command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={file}", *backwards, *asked.tests]
            done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")
            if not file.exists():
                print(done.stdout + done.stderr)
                return 2
            runs.append(outcomes(file))
            print(f"run {number + 1} of {asked.runs}: {(done.stdout.splitlines() or [''])[-1]}", flush=True)
    odd = differing(runs)
    for name, words in odd.items():
        print(f"{name}: {', '.join(words)}")
    for name, word in runs[-1].items() if runs else ():
        if name not in odd and word in ("failure", "error"):
            print(f"{name}: {word} each time")
    print(f"{len(odd)} of {len(set().union(*runs))} tests did not end alike in {len(runs)} runs")
    return int(bool(odd))


if __name__ == "__main__":
    sys.exit(main())
