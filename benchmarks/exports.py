"""How long each format takes for 100,000 records, and how much memory, next to others writing the same rows.

    uv run --no-sync python benchmarks/exports.py [number of records] [repetitions]

Each run has a process of its own, so that peak memory is its own; the median of the runs is shown, and the
ratio to the fastest of the others. Others write the bare rows of the larger table to memory: no second table,
no dictionary, no keys, no index, no proof against a schema. A library that is not installed is passed over.
"""

import csv
import io
import json
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.catalogs import fleet

RECORDS, RUNS = 100_000, 3


def ours(name: str) -> Callable:
    def run(catalog):
        from gazette.export import EXPORTERS

        return sum(artifact.size for artifact in EXPORTERS[name](catalog, "latest"))

    return run


def zipping(catalog):
    """The archive is made last, of what the other exporters have made: only that is measured."""
    from gazette.export import EXPORTERS, bundle

    files = [
        made for name, export in EXPORTERS.items() if name != "bundle" for made in export(catalog, "latest")
    ]
    return lambda _: sum(artifact.size for artifact in bundle.export(catalog, "latest", files))


def rows(catalog, convert=lambda value: value):
    table = max(catalog.tables, key=lambda one: len(one.records))
    names = [field.name for field in table.fields]
    return names, [tuple(convert(record.values[name]) for name in names) for record in table.records]


def simple(value):
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def binary(value):
    return float(value) if type(value).__name__ == "Decimal" else value


def frame(catalog):
    import polars

    names, found = rows(catalog, binary)
    return polars.DataFrame(found, schema=names, orient="row")


def csv_standard(catalog):
    names, found = rows(catalog)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(found)
    return len(text.getvalue().encode())


def csv_polars(catalog):
    return len(frame(catalog).write_csv().encode())


def json_standard(catalog):
    names, found = rows(catalog, simple)
    return len(json.dumps([dict(zip(names, row, strict=True)) for row in found], ensure_ascii=False).encode())


def json_polars(catalog):
    return len(frame(catalog).write_json().encode())


def json_orjson(catalog):
    import orjson

    names, found = rows(catalog, simple)
    return len(orjson.dumps([dict(zip(names, row, strict=True)) for row in found]))


def lines_polars(catalog):
    return len(frame(catalog).write_ndjson().encode())


def lines_standard(catalog):
    names, found = rows(catalog, simple)
    text = "".join(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n" for row in found)
    return len(text.encode())


def xlsx_xlsxwriter(catalog):
    import xlsxwriter

    names, found = rows(catalog, binary)
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": True}) as book:
        sheet, date = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        for row, values in enumerate([names, *found]):
            for column, value in enumerate(values):
                if isinstance(value, str):
                    sheet.write_string(row, column, value)
                elif isinstance(value, int | float):
                    sheet.write_number(row, column, value)
                elif value is not None:
                    sheet.write_datetime(row, column, value, date)
    return len(buffer.getvalue())


def xlsx_openpyxl(catalog):
    import openpyxl

    names, found = rows(catalog, binary)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in (names, *found):
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return len(buffer.getvalue())


def xlsx_rust(catalog):
    import tempfile

    import rustpy_xlsxwriter

    names, found = rows(catalog, binary)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.xlsx"
        rustpy_xlsxwriter.write_worksheet([dict(zip(names, row, strict=True)) for row in found], str(path))
        return path.stat().st_size


def sqlite_plain(catalog):
    names, found = rows(catalog, simple)
    database = sqlite3.connect(":memory:")
    database.execute(f"CREATE TABLE t ({', '.join(names)})")
    database.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(names))})", found)
    database.commit()
    return len(database.serialize())


def sqlite_indexed(catalog):
    """The same work as ours: keys, views' tables and a full-text index over every text, by bare SQL."""
    names, found = rows(catalog, simple)
    database = sqlite3.connect(":memory:")
    database.execute(
        f"CREATE TABLE t ({', '.join(names)}, PRIMARY KEY (id)) STRICT".replace(",", " TEXT,", len(names))
    )
    database.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(names))})", found)
    database.execute("CREATE INDEX i ON t (quay)")
    database.execute("CREATE VIRTUAL TABLE f USING fts5(id UNINDEXED, text UNINDEXED, words)")
    for name in names:
        if name.startswith("name_"):
            database.execute(f"INSERT INTO f SELECT id, {name}, {name} FROM t")
    database.execute("INSERT INTO f(f) VALUES ('optimize')")
    database.commit()
    database.execute("VACUUM")
    return len(database.serialize())


def sqlite_tables(catalog):
    """Our tables with their keys and rules, without dictionary, views and full-text index."""
    from gazette.export.database.tables import create_tables

    database = sqlite3.connect(":memory:")
    create_tables(database, catalog)
    database.commit()
    return len(database.serialize())


def parquet_polars(catalog):
    buffer = io.BytesIO()
    frame(catalog).write_parquet(buffer)
    return len(buffer.getvalue())


def parquet_pyarrow(catalog):
    import pyarrow
    from pyarrow import parquet

    names, found = rows(catalog, binary)
    columns = dict(zip(names, map(list, zip(*found, strict=True)), strict=True))
    buffer = io.BytesIO()
    parquet.write_table(pyarrow.table(columns), buffer, compression="zstd")
    return len(buffer.getvalue())


OTHERS = {
    "csv": {"csv": csv_standard, "polars": csv_polars},
    "json": {"json": json_standard, "polars": json_polars, "orjson": json_orjson},
    "jsonl": {"json": lines_standard, "polars": lines_polars},
    "parquet": {"polars": parquet_polars, "pyarrow": parquet_pyarrow},
    "xlsx": {"xlsxwriter": xlsx_xlsxwriter, "openpyxl": xlsx_openpyxl, "rustpy_xlsxwriter": xlsx_rust},
    "sqlite": {
        "gazette's tables": sqlite_tables,
        "sqlite3": sqlite_plain,
        "sqlite3 with index": sqlite_indexed,
    },
    "nested": {},
    "record": {},
    "bundle": {},
}


def measure(form: str, who: str, records: int) -> tuple[float, float, int]:
    """Seconds, MiB above the catalogue itself, and bytes, of one run in a new process."""
    done = subprocess.run(
        [sys.executable, __file__, "--one", form, who, str(records)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1])
    seconds, memory, size = json.loads(done.stdout)
    return seconds, memory, size


def forget_peak() -> None:
    """Linux: the peak begins anew, else building the records would hide what writing them takes."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def memory(what: str) -> int:
    """A line of /proc/self/status, in KiB."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(what + ":"))


def one(form: str, who: str, records: int) -> None:
    run = ours(form) if who == "gazette" else OTHERS[form][who]
    run(fleet(20))  # imports and first calls are not the export
    catalog = fleet(records)
    if form == "bundle":
        run = zipping(catalog)
    forget_peak()
    before = memory("VmRSS")
    begun = time.perf_counter()
    size = run(catalog)
    seconds = time.perf_counter() - begun
    after = memory("VmHWM")
    print(json.dumps([seconds, (after - before) / 1024, size]))


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], sys.argv[3], int(sys.argv[4]))
        return
    records = int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else RUNS
    print(
        f"{records:,} records, median of {runs}\n\n| format | by | s | MiB | MB | ratio |\n|---|---|---|---|---|---|"
    )
    for form, others in OTHERS.items():
        found = {}
        for who in ("gazette", *others):
            if find_spec(who.partition(" ")[0].partition("'")[0]) is None:
                continue
            measured = [measure(form, who, records) for _ in range(runs)]
            found[who] = [statistics.median(column) for column in zip(*measured, strict=True)]
        best = min(
            (seconds for who, (seconds, *_) in found.items() if not who.startswith("gazette")), default=None
        )
        for who, (seconds, memory, size) in found.items():
            ratio = f"{seconds / best:.2f}" if best else ""
            print(
                f"| {form} | {who} | {seconds:.2f} | {memory:.0f} | {size / 1e6:.1f} | {ratio} |", flush=True
            )


if __name__ == "__main__":
    main()
