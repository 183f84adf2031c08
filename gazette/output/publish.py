"""The order of a publication: find, lock, sweep, write, flush, swap, flush, sweep."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from gazette.output.flush import flush_folder, flush_tree
from gazette.output.lock import locked
from gazette.output.refusal import doing
from gazette.output.stage import Stage
from gazette.output.swap import swap_in
from gazette.output.target import Target, find
from gazette.problem import Stop


@contextmanager
def publish(target: Path, root: Path | None = None) -> Iterator[Stage]:
    """A stage to write a site to, which replaces `target` in one step if the body ends well.

    If the body raises, `target` is left as it was. `root` is the project's folder, for the refusal of targets
    that would bury it. Raises Stop for all that can go wrong here; another build under way has status 75.
    """
    place = find(target, root)
    with doing("make the folder above", place.show(place.path.parent)):
        place.path.parent.mkdir(parents=True, exist_ok=True)
    with locked(place):
        _sweep(place)
        try:
            stage = Stage(place)
            yield stage
            _finish(place)
            _sweep(place, "the old site (the new one is in place)")
        except BaseException:
            with suppress(Stop):  # what went wrong first is what there is to say
                _sweep(place)
            raise


def _finish(place: Target) -> None:
    with doing("flush the new site to the disk", place.shown):
        flush_tree(place.staging)
    with doing("put the new site in place", place.shown):
        swap_in(place)
    with doing("flush the folder above (the new site is in place)", place.show(place.path.parent)):
        flush_folder(place.path.parent)


def _sweep(place: Target, what: str = "what an earlier build left") -> None:
    """Remove what killed builds left, and the site that was swapped out. Only who holds the lock may."""
    with doing(f"look for {what}", place.show(place.path.parent)):
        leftovers = list(place.leftovers())
    for leftover in leftovers:
        with doing(f"remove {what}", place.show(leftover)):
            if leftover.is_symlink() or not leftover.is_dir():
                os.unlink(leftover)  # noqa: PTH108 - as with the tree: what is linked to stays
            else:
                shutil.rmtree(leftover)
