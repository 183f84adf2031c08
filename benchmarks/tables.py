"""Check and publish one long table, beside csv.reader and frictionless over the same file.

    python benchmarks/tables.py --rows 17195 1000000
    python benchmarks/tables.py --rows 100000 --frictionless

The table has ten columns with a constraint each (`generate.py`). Whole programs, one after the other, one run each;
frictionless is run where it is asked for, since it takes half a minute of processor time for a million rows.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from generate import generate_rows
from measure import measure

READER = "import csv,sys\nwith open(sys.argv[1], encoding='utf-8', newline='') as f:\n    sum(1 for _ in csv.reader(f))"
FRICTIONLESS = (
    "import sys\nfrom frictionless import Package, system\n"
    "with system.use_context(trusted=True):\n"
    "    report = Package(sys.argv[1]).validate()\n"
    "assert report.valid, report.flatten(['type'])[:5]"
)


def main() -> None:
    """Generate, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, nargs="*", default=[17_195, 1_000_000])
    parser.add_argument("--frictionless", action="store_true")
    options = parser.parse_args()
    print("| rows | program | wall s | cpu s | / csv.reader | peak MiB |")
    print("|---:|---|" + "---:|" * 4)
    for rows in options.rows:
        with tempfile.TemporaryDirectory(prefix="gazette-tables-") as name:
            folder = Path(name)
            generate_rows(folder / "package", rows)
            ours = [sys.executable, "-m", "gazette.cli", "--project", str(folder / "package")]
            table = folder / "package/content/tables/measurements.csv"
            programs = {
                "csv.reader": [sys.executable, "-c", READER, str(table)],
                "check": [*ours, "check"],
                "build": [*ours, "build", "--no-cache", "--output", str(folder / "site")],
            }
            if options.frictionless:
                programs["frictionless"] = [
                    sys.executable,
                    "-c",
                    FRICTIONLESS,
                    str(folder / "package/datapackage.json"),
                ]
            floor = 0.0
            for title, command in programs.items():
                run = measure(command, folder)
                floor = floor or run.cpu
                print(
                    f"| {rows:,} | {title} | {run.wall:.1f} | {run.cpu:.2f} | {run.cpu / floor:.1f} | {run.peak:.0f} |",
                    flush=True,
                )


if __name__ == "__main__":
    main()
