"""`serve`: a preview that follows the edits."""

import time
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

    It is rebuilt, and the browser reloaded, whenever a file changes. The preview stands in _site.preview, so that
    it never takes the place of a site that was built to be published.
    """
    from gazette.pipeline import build_project
    from gazette.preview import serve as preview
    from gazette.problem import Stop

    project = project_of(obj)

    def rebuild() -> bool:
        begun = time.perf_counter()
        with progress() as say:
            outcome = build_project(project, project.preview, say, unreleased=True, cache=cache)
        report(obj, "text", outcome, time.perf_counter() - begun)
        return outcome.status() == 0

    click.echo("Building the preview …")
    try:
        preview(rebuild, project.preview, project.watched, port, click.echo)
    except Stop as stop:
        return report_stop(obj, stop)
    return 0
