"""The command line: each command parses, calls one function of the pipeline, and reports.

Heavy imports happen inside the commands, so that `--help` answers at once.
"""

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

FORMATS = ("text", "json", "github", "summary", "sarif")
FORMATS_HELP = "How problems are shown: for people, for programs, or for the places where they are read."


class DefaultToBuild(click.Group):
    """A group whose default command is `build`: options without a command are `build`'s."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `build` before the first word that is neither a command nor an option of the group."""
        place = 0
        while place < len(args) and args[place] == "--project":
            place += 2
        rest = args[place:]
        if not rest or (
            rest[0].startswith("-") and rest[0] not in _GROUP_OPTIONS | set(ctx.help_option_names)
        ):
            args = [*args[:place], "build", *rest]
        return super().parse_args(ctx, args)


_GROUP_OPTIONS = {"--version", "--project"}


@click.group(cls=DefaultToBuild, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--project",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder that holds datapackage.json.  [default: here]",
)
@click.version_option(package_name="gazette", prog_name="gazette")
@click.pass_context
def gazette(ctx: click.Context, project: Path | None) -> None:
    r"""Check a strategy kept as a Data Package and publish it as datasets and a website.

    Without a command it builds. A first visit:

    \b
      build.py check          what is wrong, where, and how to mend it
      build.py serve          a preview that follows your edits
      build.py                the whole site, in _site/
      build.py explain CODE   what a problem means, with an example
    """
    if project is not None:
        ctx.obj["root"] = project


@gazette.command()
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="Where the site goes.  [default: _site in the project]",
)
@click.option(
    "--site-url",
    metavar="URL",
    help="The site's real address; it replaces `homepage` of datapackage.json everywhere.",
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help=FORMATS_HELP)
@click.option("--strict", is_flag=True, help="Let warnings count as errors for the exit status.")
@click.pass_obj
def build(obj: dict[str, Any], *, output: Path | None, site_url: str | None, form: str, strict: bool) -> int:
    """Check everything, then publish the site with all datasets.

    The finished site takes the place of the old one in a single step; if anything is wrong, the old stays.
    """
    from gazette.pipeline import build_project
    from gazette.project import Project

    project = Project(_root(obj))
    target = (output or project.site).absolute()
    begun = time.perf_counter()
    with _progress() as progress:
        outcome = build_project(project, target, progress, homepage=_address(site_url))
    _report(obj, form, outcome, time.perf_counter() - begun)
    if outcome.published and form == "text":
        click.echo(f"{outcome.pages:,} pages and {outcome.published:,} data files published.")
        click.echo(f"Open {_shown(target / 'index.html')} or run: {obj['program']} serve")
    return outcome.status(strict=strict)


@gazette.command()
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help=FORMATS_HELP)
@click.option("--strict", is_flag=True, help="Let warnings count as errors for the exit status.")
@click.pass_obj
def check(obj: dict[str, Any], *, form: str, strict: bool) -> int:
    """Check the tables, schemas, laws and pages; write nothing.

    Every problem is shown at once, with its place and what to do. Exit status: 0 clean, 1 problems.
    """
    from gazette.pipeline import check_project
    from gazette.project import Project

    begun = time.perf_counter()
    with _progress() as progress:
        outcome = check_project(Project(_root(obj)), progress)
    _report(obj, form, outcome, time.perf_counter() - begun)
    return outcome.status(strict=strict)


@gazette.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free one."
)
@click.pass_obj
def serve(obj: dict[str, Any], port: int) -> int:
    """Preview the site on this computer; it is rebuilt, and the browser reloaded, whenever a file changes."""
    from gazette.pipeline import build_project
    from gazette.preview import serve as preview
    from gazette.problem import Stop
    from gazette.project import Project

    project = Project(_root(obj))
    target = project.site

    def rebuild() -> bool:
        begun = time.perf_counter()
        with _progress() as progress:
            outcome = build_project(project, target, progress)
        _report(obj, "text", outcome, time.perf_counter() - begun)
        return outcome.status() == 0

    try:
        preview(rebuild, target, project.watched, port, click.echo)
    except Stop as stop:
        _report_stop(obj, stop)
        return stop.status
    return 0


@gazette.command()
@click.argument("code", required=False)
@click.pass_obj
def explain(obj: dict[str, Any], code: str | None) -> int:
    """Explain a problem CODE: what it means, why it matters, how to mend it. Without CODE, list them all."""
    from gazette.problem import codes
    from gazette.report import explain as explained

    if code is None:
        width = max(map(len, codes()))
        for one in codes().values():
            click.echo(f"{one.name:<{width}}  {one.title}")
        return 0
    if code not in codes():
        import difflib

        near = difflib.get_close_matches(code, codes(), n=1)
        hint = f' Did you mean "{near[0]}"?' if near else f" {obj['program']} explain lists all codes."
        raise click.UsageError(f'there is no problem code "{code}".{hint}')
    click.echo(explained(code))
    return 0


def main(root: Path | None = None, program: str = "gazette", arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the status: 0 clean, 1 problems, 2 wrong use, 75 already running."""
    obj = {"root": root, "program": f"python {program}" if program.endswith(".py") else program}
    try:
        status = gazette.main(
            args=None if arguments is None else list(arguments),
            prog_name=str(obj["program"]),
            obj=obj,
            standalone_mode=False,
        )
    except click.ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        return 130
    except BrokenPipeError:
        sys.stdout = None  # whoever read the output has gone; say no more
        return 0
    return int(status or 0)


def _root(obj: dict[str, Any]) -> Path:
    root: Path = (obj["root"] or Path.cwd()).absolute()
    if not root.is_dir():
        raise click.UsageError(f"there is no folder {_shown(root)}")
    return root


def _address(site_url: str | None) -> str | None:
    from urllib.parse import urlsplit

    if site_url is None:
        return None
    parts = urlsplit(site_url)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise click.BadParameter(
            "it must be a whole address such as https://example.org/strategy/", param_hint="--site-url"
        )
    return site_url


def _shown(path: Path) -> str:
    """A path as short as it can be shown from here."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


class _progress:  # noqa: N801 - reads as a word at its place of use
    """A line on the terminal that says what goes on; nothing where the output is a pipe or a file."""

    def __init__(self) -> None:
        self.live = sys.stderr.isatty()

    def __enter__(self) -> Callable[[str], None]:
        return self._say

    def __exit__(self, *_: object) -> None:
        if self.live:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def _say(self, what: str) -> None:
        if self.live:
            sys.stderr.write(f"\r\x1b[K{what} …")
            sys.stderr.flush()


def _report(obj: dict[str, Any], form: str, outcome: Any, seconds: float) -> None:  # noqa: ANN401
    import os

    from gazette.report import REPORTERS

    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    click.echo(
        REPORTERS[form](
            outcome.problems, outcome.examined, program=obj["program"], seconds=seconds, colour=colour
        ),
        nl=False,
    )


def _report_stop(obj: dict[str, Any], stop: Any) -> None:  # noqa: ANN401
    from gazette.pipeline import Outcome
    from gazette.problem import Examined

    _report(obj, "text", Outcome(list(stop.problems), Examined()), 0.0)


if __name__ == "__main__":
    sys.exit(main())
