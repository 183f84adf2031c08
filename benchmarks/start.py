"""From nothing to a site in two commands: measure `gazette init` and `gazette build` in a fresh environment.

    python benchmarks/start.py --rows 1000 --repeats 3

The publisher is built as a wheel and installed with its extras beside nothing else. Each case begins in an empty folder
and keeps nothing from an earlier round (`--no-cache`). The data are made here, the same each time: measurements at
twenty stations, as a folder of CSV files, as an XLSX file of two sheets, and as a Data Package of version 1.
"""

import argparse
import csv
import datetime
import io
import json
import random
import statistics
import sys
import tempfile
from pathlib import Path

import openpyxl
from measure import Run, measure

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.init.fresh import install

Rows = list[list[str | int | float]]
CASES = ("the model", "a folder of CSV", "an XLSX file", "a Data Package")


def data(rows: int) -> dict[str, Rows]:
    """Two tables with their headers: stations, and what was measured there."""
    dice = random.Random(rows)
    stations: Rows = [["code", "name", "height"]]
    stations += [[f"S{number:02}", f"Station {number}", dice.randrange(2_000)] for number in range(1, 21)]
    measured: Rows = [["id", "station", "day", "rain_mm", "note"]]
    first = datetime.date(2020, 1, 1)
    for number in range(1, rows + 1):
        day = (first + datetime.timedelta(days=number // 20)).isoformat()
        note = "The gauge was cleaned." if number % 50 == 0 else ""
        measured.append([f"m-{number}", f"S{dice.randrange(1, 21):02}", day, dice.randrange(400) / 10, note])
    return {"stations": stations, "measurements": measured}


def lay(folder: Path, tables: dict[str, Rows]) -> dict[str, list[str]]:
    """Write the data in each way; gives what follows `gazette init site` in each case."""
    files = folder / "csv"
    files.mkdir()
    book = openpyxl.Workbook(write_only=True)
    for name, rows in tables.items():
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        (files / f"{name}.csv").write_text(text.getvalue(), encoding="utf-8")
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(folder / "data.xlsx")
    package = folder / "package"
    package.mkdir()
    for path in files.iterdir():
        (package / path.name).write_bytes(path.read_bytes())
    (package / "datapackage.json").write_text(json.dumps(descriptor()), encoding="utf-8")
    return {
        "the model": [],
        "a folder of CSV": ["--from", str(files)],
        "an XLSX file": ["--from", str(folder / "data.xlsx")],
        "a Data Package": ["--from", str(package / "datapackage.json")],
    }


def descriptor() -> dict[str, object]:
    """The data as a Data Package, version 1, with nothing but what that asks for."""
    key = {"fields": "station", "reference": {"resource": "stations", "fields": "code"}}
    kinds = {"height": "integer", "day": "date", "rain_mm": "number"}

    def schema(names: str, **more: object) -> dict[str, object]:
        return {
            "fields": [{"name": name, "type": kinds.get(name, "string")} for name in names.split()],
            **more,
        }

    return {
        "name": "rain",
        "resources": [
            {
                "name": "stations",
                "path": "stations.csv",
                "schema": schema("code name height", primaryKey="code"),
            },
            {
                "name": "measurements",
                "path": "measurements.csv",
                "schema": schema("id station day rain_mm note", primaryKey="id", foreignKeys=[key]),
            },
        ],
    }


def main() -> None:
    """Install, measure in rounds, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=1_000)
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gazette-start-") as name:
        folder = Path(name)
        command = str(install(folder))
        words = lay(folder, data(options.rows))
        runs: dict[str, list[tuple[Run, Run]]] = {case: [] for case in CASES}
        for number in range(options.repeats):
            for case in CASES:
                place = folder / f"{number}-{case}"
                place.mkdir()
                made = measure([command, "init", "site", *words[case]], place)
                built = measure([command, "build", "--no-cache"], place / "site")
                runs[case].append((made, built))
        print(table(runs))


def table(runs: dict[str, list[tuple[Run, Run]]]) -> str:
    """Medians over the rounds, as Markdown."""
    lines = [
        "| from | `init`, s | `build`, s | both, s | processor, s | peak, MiB |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for case, pairs in runs.items():
        init, build = (statistics.median(pair[at].wall for pair in pairs) for at in (0, 1))
        cpu = statistics.median(made.cpu + built.cpu for made, built in pairs)
        peak = max(built.peak for _, built in pairs)
        lines.append(f"| {case} | {init:.1f} | {build:.1f} | {init + build:.1f} | {cpu:.1f} | {peak:.0f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
