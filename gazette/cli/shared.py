"""What every command does alike: find the project, show progress, report."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from gazette.pipeline import Outcome
    from gazette.pipeline.sheets import Mended
    from gazette.problem import Stop
    from gazette.project import Project

FORMATS = ("text", "json", "github", "summary", "sarif")
"""The names of `gazette.report.REPORTERS`, which is too heavy to import for `--help`; a test holds them equal."""

with_format = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    help="How problems are shown: for people, for programs, or for the places where they are read.",
)
with_fetch = click.option(
    "--fetch",
    is_flag=True,
    help="Fetch data that the descriptor names by addresses of the web; else these are refused.",
)
with_advice = click.option(
    "--advice",
    is_flag=True,
    help="Show all advice: what would make the publication better, and what it would add.",
)
with_strict = click.option("--strict", is_flag=True, help="Let warnings count as errors for the exit status.")


def with_cache(command: Callable[..., int]) -> Callable[..., int]:
    """The options `--cache` and `--no-cache`, which reach the command as `cache`: a folder, or None for no store."""

    @click.option(
        "--cache",
        type=click.Path(path_type=Path, file_okay=False),
        help="Where what was worked out is kept for the next build.  [default: gazette in the user's cache folder]",
    )
    @click.option("--no-cache", is_flag=True, help="Work everything out anew and keep nothing.")
    @wraps(command)
    def run(*arguments: object, cache: Path | None, no_cache: bool, **options: object) -> int:
        from gazette.unchanged import cache_folder

        folder = None if no_cache else (cache or Path(cache_folder())).absolute()
        return command(*arguments, cache=folder, **options)

    return run


def project_of(obj: dict[str, Any], *, fetching: bool = False) -> "Project":
    """The project that the command is about, rid of what a command left in it that was killed."""
    from gazette.project import Project
    from gazette.publish import sweep

    root: Path = (obj["root"] or Path.cwd()).absolute()
    if not root.is_dir():
        raise click.UsageError(f"there is no folder {shown(root)}")
    project = Project(root, fetching=fetching)
    sweep(project)
    return project


def shown(path: Path) -> str:
    """A path as short as it can be shown from here."""
    from gazette.report import harmless

    try:
        return harmless(str(path.relative_to(Path.cwd())))
    except ValueError:
        return harmless(str(path))


def tell(text: str, *, nl: bool = True) -> None:
    """Print a result; a reader who has gone (`| head`) changes neither the work nor the status."""
    try:
        click.echo(text, nl=nl)
    except BrokenPipeError:
        mute()


def mute() -> None:
    """Print no more: what still waits to be printed would fail once more when the program ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def offer(
    obj: dict[str, Any], project: "Project", files: "Sequence[Mended]", command: str, *, yes: bool
) -> int:
    """Show what changes in files, ask, and write; give the status: 1 where nothing was written."""
    from gazette.pipeline.sheets import write
    from gazette.report import harmless

    for file in files:
        for line in file.diff():
            tell(harmless(line))
    number = f"{len(files):,} file{'' if len(files) == 1 else 's'}"
    if not yes and not (sys.stdin.isatty() and click.confirm(f"Write {number}?")):
        tell(f"Nothing was written. To change {number}: {obj['program']} {command} --yes")
        return 1
    write(project, files)
    tell(f"Changed: {', '.join(file.path for file in files)}")
    return 0


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """A line on the terminal that says what goes on; nothing where the output is a pipe or a file."""
    live = sys.stderr.isatty()

    def say(what: str) -> None:
        if live:
            sys.stderr.write(f"\r\x1b[K{what} …")
            sys.stderr.flush()

    try:
        yield say
    finally:
        if live:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def report(
    obj: dict[str, Any], form: str, outcome: "Outcome", seconds: float | None = None, *, advice: bool = False
) -> None:
    """Show what a run found, in the form that was asked for; sentences for people stand in text only."""
    from gazette.report import REPORTERS, Report

    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    given = Report(outcome.problems, outcome.examined, obj["program"], seconds, colour, advice)
    tell(REPORTERS[form](given), nl=False)
    for note in outcome.notes if form == "text" else ():
        tell(note)


def report_stop(obj: dict[str, Any], stop: "Stop") -> int:
    """Show what ended a run before there was anything to report, and give the status."""
    from gazette.pipeline import Outcome
    from gazette.problem import Examined

    outcome = Outcome([], Examined())
    outcome.stop(stop)
    report(obj, "text", outcome)
    return outcome.status()
