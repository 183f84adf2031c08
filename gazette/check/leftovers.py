"""What no other check would notice: files that nothing uses, and a run that had nothing to look at."""

from collections.abc import Iterator

from gazette.check.run import Run
from gazette.problem import Place, Problem
from gazette.project import DESCRIPTOR


def check_unclaimed(run: Run) -> Iterator[Problem]:
    """Files in the content and schema folders that neither the descriptor nor a folder's purpose asks for.

    Hidden files count: what is not seen in a listing is published by an accident all the sooner.
    """
    if run.source.descriptor is None or any(one.place.file == DESCRIPTOR for one in run.source.problems):
        return  # what a descriptor misnames is not unused
    for path in run.source.unclaimed:
        hint = "name it in datapackage.json, move it to where it belongs, or delete it"
        yield Problem("unclaimed-file", f"nothing uses {path}", Place(path), hint=hint)


def check_amount(run: Run) -> Iterator[Problem]:
    """A run without tables or rows has proved nothing. Said only if nothing else explains why."""
    counts = run.examined.counts
    if run.errors == 0 and not (counts.get("tables") and counts.get("rows")):
        what = "rows" if counts.get("tables") else "tables"
        yield Problem(
            "nothing-examined", f"this project has no {what}: nothing was checked", Place(DESCRIPTOR)
        )
