"""`serve`: a preview that follows the edits."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from gazette.cli.shared import progress, project_of, report, report_stop, with_cache


@click.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free one."
)
@with_cache
@click.pass_obj
def serve(obj: dict[str, Any], *, port: int, cache: Path | None) -> int:
    """Preview the site on this computer, with work that is not released yet.

    It is rebuilt, and the browser reloaded, whenever a file changes; problems are shown over the last good page. The
    preview stands in _site.preview, so that it never takes the place of a site that was built to be published.

    \b
      gazette serve                     http://127.0.0.1:8000/
      gazette serve --port 0            any free port, which is told
    """  # noqa: D301 - click wants the backspace itself
    from gazette.pipeline import build_project
    from gazette.problem import Stop
    from gazette.report import REPORTERS
    from gazette.serve import serve as preview

    project = project_of(obj)

    def rebuild(tell_pages: Callable[[str], None]) -> str:
        begun = time.perf_counter()
        with progress() as show:

            def say(what: str) -> None:
                show(what)
                tell_pages(what)

            outcome = build_project(project, project.preview, say, unreleased=True, cache=cache)
        seconds = time.perf_counter() - begun
        report(obj, "text", outcome, seconds)
        if not outcome.status():
            return ""
        return REPORTERS["text"](outcome.problems, outcome.examined, program=obj["program"], seconds=seconds)

    try:
        preview(rebuild, project.preview, project.watched, port, click.echo)
    except Stop as stop:
        return report_stop(obj, stop)
    return 0
