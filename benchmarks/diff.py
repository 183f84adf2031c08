"""Compare two editions of 10,000 records: seconds on the wall and memory at its peak.

Run: python benchmarks/diff.py [records]. A tenth of the records changed, some came, went and were renamed.
"""

import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from gazette.release.content import content
from gazette.release.diff import diff
from gazette.release.outline import english
from gazette.release.reports import DIFF_REPORTERS
from tests.release.editions import edition, park
from tests.release.replay import apply, same

_TEXT = "Exchange information on case {n} of the network between the points of contact and report once a year"


def spec(size: int, *, later: bool) -> dict:
    """A park of `size` trees; a later one is changed in every way that a row can be."""
    found = park()
    rows = []
    for n in range(size):
        name, text = f"tree-{n}", _TEXT.format(n=n)
        if later and n % 10 == 0:
            text = text.replace("once a year", "twice a year")
        if later and n % 100 == 1:
            name = f"renamed-{n}"
        if later and n % 100 == 2:
            continue
        area = "south" if later and n % 50 == 3 else "north"
        rows.append([name, area, str(n + 1), text, f"Échanger les informations du cas {n}", "leaf", "1.50"])
    if later:
        rows += [
            [f"new-{n}", "south", str(n), f"Something new {n}", "", "leaf", ""] for n in range(1, size // 100)
        ]
        rows[10:20] = reversed(rows[10:20])
    found["tables"]["trees"]["rows"] = rows
    found["tables"]["proofs"]["rows"] = []
    return found


def measured(work: Callable[[], object]) -> tuple[object, float, float]:
    """What the work gives, its best time of three in seconds, and its peak memory in megabytes."""
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    tracemalloc.start()
    result = work()
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return result, min(times), peak


def main() -> None:
    """Print one line a size and one a form of report."""
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    for size in (largest // 4, largest // 2, largest):
        old, new = edition(spec(size, later=False)), edition(spec(size, later=True), "1.1.0")
        changes, seconds, peak = measured(lambda old=old, new=new: diff(old, new))
        print(
            f"diff of 2 × {size:,} records: {seconds:.2f} s, {peak:.1f} MB, {len(changes.changes):,} changes"
        )
    assert same(apply(changes, old), content(new))
    print(f"verdict: {changes.level}")
    for form, reporter in DIFF_REPORTERS.items():
        text, seconds, peak = measured(lambda reporter=reporter: reporter(changes, english))
        print(f"report as {form}: {seconds:.2f} s, {peak:.1f} MB, {len(text.encode()):,} bytes")


if __name__ == "__main__":
    main()
