"""`diff`: what differs between two editions, in words."""

from pathlib import Path
from typing import Any

import click

from gazette.cli.shared import project_of, report_stop, tell

FORMS = ("text", "json", "markdown", "html")
"""The names of `gazette.release.reports.DIFF_REPORTERS`; a test holds them equal."""


@click.command()
@click.argument("old")
@click.argument("new", default=".")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default="text",
    help="For people, programs, reviews, a browser.",
)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file instead.")
@click.pass_obj
def diff(obj: dict[str, Any], *, old: str, new: str, form: str, output: Path | None) -> int:
    """Tell what differs between two editions, and which version that calls for.

    OLD and NEW are each a release (1.0.0), a git revision (main, HEAD~1), a folder, a zip, or . for the working
    tree, which is also meant where NEW is left out. Removals come first.

    \b
      gazette diff 1.0.0                      what has changed since the release
      gazette diff main . --format markdown   for a pull request
    """  # noqa: D301 - click wants the backspace itself
    from gazette.edition import compare
    from gazette.problem import Stop

    try:
        text = compare(project_of(obj), old, new, form)
        if output is None:
            tell(text, nl=not text.endswith("\n"))
        elif output.exists() and not output.is_file():
            output.write_bytes(text.encode("utf-8"))  # a device or a pipe, which nothing may replace
        else:
            from gazette.publish import replace

            replace(output.absolute(), text.encode("utf-8"))
    except Stop as stop:
        return report_stop(obj, stop)
    return 0
