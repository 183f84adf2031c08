"""`serve`: a preview that follows the edits."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import gazette
from gazette.cli.shared import project_of, report_stop, with_cache

if TYPE_CHECKING:
    from gazette.problem import Examined, Problem
    from gazette.serve.live import Live


@click.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free one."
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="An address of this computer; any other than the default lets others read the preview.",
)
@with_cache
@click.pass_obj
def serve(obj: dict[str, Any], *, port: int, host: str, cache: Path | None) -> int:
    """Preview the site on this computer, with work that is not released yet.

    A page is made when it is asked for, and the browser reloaded when a file changes that it shows; problems are shown
    over the last good page. When nothing has changed for a while, the whole site is built into _site.preview, for its
    pictures, its search and its links; it never takes the place of a site that was built to be published.

    \b
      gazette serve                     http://127.0.0.1:8000/
      gazette serve --port 0            any free port, which is told
    """  # noqa: D301 - click wants the backspace itself
    from gazette.problem import Stop
    from gazette.serve import serve as preview
    from gazette.serve.server import is_loopback
    from gazette.serve.whole import build_beside

    try:
        is_loopback(host)
    except ValueError as error:
        raise click.UsageError(
            f"--host takes an IPv4 address such as 127.0.0.1 or 0.0.0.0: {error}"
        ) from error
    project = project_of(obj)
    kept = ["--cache", str(cache)] if cache else ["--no-cache"]
    theme = Path(gazette.__file__).parent / "theme"
    options = ("--unreleased", "--output", str(project.preview), *kept)

    def as_text(problems: "Sequence[Problem]", examined: "Examined") -> str:
        from gazette.report import REPORTERS, Report

        return REPORTERS["text"](Report(problems, examined, obj["program"]))

    def live() -> "Live":
        from gazette.serve.live import Live

        return Live(project, as_text)

    build = partial(build_beside, project.root, options)
    try:
        preview(build, project.preview, (*project.watched, theme), port, click.echo, live=live, host=host)
    except Stop as stop:
        return report_stop(obj, stop)
    return 0
