"""How long each format takes for 100,000 records, and how much memory, next to others writing the same rows.

    uv run --no-sync python benchmarks/exports.py [number of records] [repetitions]

Each run has a process of its own, so that peak memory is its own; the median of the runs is shown, and the
ratio to the fastest of the others (`others.py`).
"""

import gc
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

from benchmarks.others import OTHERS
from tests.catalogs import fleet

RECORDS, RUNS = 100_000, 3


def ours(name: str) -> Callable:
    if name == "tables":
        return tables

    def run(catalog):
        from gazette.export import EXPORTERS

        return sum(artifact.size for artifact in EXPORTERS[name](catalog, "latest"))

    return run


def tables(catalog):
    """Our tables with their keys and rules, without dictionary, views and full-text index."""
    from gazette.export.sqlite import create_tables

    database = sqlite3.connect(":memory:", isolation_level=None)
    database.execute("BEGIN")
    create_tables(database, catalog)
    database.execute("COMMIT")
    return len(database.serialize())


def zipping(catalog, other: Callable | None):
    """The archive is made last, of what the other exporters have made: only that is measured."""
    from gazette.describe import Files, datapackage
    from gazette.export import export_all

    files = Files(tuple(export_all(catalog)))
    if other:
        held = datapackage.members(catalog, files)
        return lambda _: other(held)
    return lambda _: sum(artifact.size for artifact in datapackage.bundle(catalog, files))


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
    theirs = OTHERS[form].get(who)
    run = theirs or ours(form)
    catalog = fleet(records)
    if form == "bundle":
        run = zipping(catalog, theirs)
    else:
        run(fleet(20))  # imports and first calls are not the export
    # Every page and several formats ask the catalogue who belongs to whom: it works that out once a build.
    any_record = catalog.tables[0].records[0]
    catalog.children(any_record), catalog.referrers(any_record), catalog.evidence_of(any_record)
    gc.collect()
    gc.freeze()  # nobody pays for the collector looking through the records themselves
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
            if find_spec(who) is None:
                continue
            measured = [measure(form, who, records) for _ in range(runs)]
            found[who] = [statistics.median(column) for column in zip(*measured, strict=True)]
        best = min(seconds for who, (seconds, *_) in found.items() if who != "gazette")
        for who, (seconds, memory, size) in found.items():
            ratio = f"{seconds / best:.2f}"
            print(
                f"| {form} | {who} | {seconds:.2f} | {memory:.0f} | {size / 1e6:.1f} | {ratio} |", flush=True
            )


if __name__ == "__main__":
    main()
