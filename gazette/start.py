"""Where a run begins: a build that would change nothing ends here, everything else goes to the command line.

Nothing heavy is imported before that is known.
"""

import os
import sys
from collections.abc import Sequence

from gazette.unchanged import cache_folder, unchanged, wish

_WITH_VALUE = ("--project", "--output", "--site-url", "--cache")
_FLAGS = ("--unreleased", "--strict", "--explain")


def main(
    root: str | os.PathLike[str] | None = None,
    program: str = "gazette",
    arguments: Sequence[str] | None = None,
) -> int:
    """Run the command line and return the status: 0 clean, 1 problems, 2 wrong use, 75 already running."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    told = _nothing_to_do(words, None if root is None else os.fspath(root))
    if told is not None:
        try:
            print(told, flush=True)  # noqa: T201 - click is not there yet
        except (OSError, ValueError):
            os._exit(0)  # nobody reads it
        return 0
    from pathlib import Path

    from gazette.cli import main as run

    return run(None if root is None else Path(root), program, words)


def _nothing_to_do(words: list[str], root: str | None) -> str | None:
    """What a build says that would change nothing; None for other commands and wherever there is a doubt."""
    options = _options(words)
    if options is None or sys.stdout is None:
        return None
    if root is None and "build" not in words and not options.keys() - {"--project"}:
        return None  # without a command, only a clone builds
    home = os.path.abspath(options.get("--project", root or os.getcwd()))
    target = os.path.abspath(options.get("--output", os.path.join(home, "_site")))
    if any(".staging-" in name for name in (*_names(home), *_names(os.path.dirname(target)))):
        return None  # what a killed command has left is swept on the long way
    return unchanged(
        home,
        target,
        wish(options.get("--site-url"), unreleased="--unreleased" in options),
        os.path.abspath(options.get("--cache", cache_folder())),
    )


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _options(words: list[str]) -> dict[str, str] | None:
    """The options of a plain build; None if the words are anything else."""
    options: dict[str, str] = {}
    waiting = iter(words)
    for word in waiting:
        name, equals, value = word.partition("=")
        if name in _WITH_VALUE and name not in options:
            options[name] = value if equals else next(waiting, "")
            if not options[name]:
                return None
        elif word in _FLAGS:
            options[word] = ""
        elif word == "build" and not options.keys() - {"--project"}:
            continue
        else:
            return None
    return options
