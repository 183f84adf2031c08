"""What is said when an edition cannot be opened."""

from pathlib import Path

from gazette.load.shelf import released
from gazette.problem import Place, Problem, Stop

MOST_FILES = 20_000
MOST_BYTES = 200_000_000
_SHOWN = 5


def unknown(name: str, why: str, root: Path) -> Stop:
    """There is no such edition; the releases that the project at `root` has are named."""
    known = released(root)
    more = f" or one of {len(known) - _SHOWN} older ones" if len(known) > _SHOWN else ""
    release = f"a release ({', '.join(known[-_SHOWN:])}{more}), " if known else ""
    hint = f"name {release}a git revision, a folder, a zip, or . for the working tree"
    return Stop(Problem("edition-unknown", why, Place(shown(name)), hint=hint))


def unsafe(name: str, why: str) -> Stop:
    """An archive holds what no edition holds."""
    hint = "an edition holds regular files under plain relative names, and no more than a publication needs"
    return Stop(Problem("edition-unsafe", why, Place(shown(name)), hint=hint))


def shown(name: str) -> str:
    """A name as it may be printed, however it was made."""
    return "".join(one if one.isprintable() else "�" for one in name)[:200] or "."
