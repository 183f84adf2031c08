"""`check`: what is wrong, where, and what to do."""

import time
from typing import Any

import click

from gazette.cli.shared import progress, project_of, report, with_advice, with_fetch, with_format, with_strict


@click.command()
@with_format
@with_strict
@with_advice
@with_fetch
@click.pass_obj
def check(obj: dict[str, Any], *, form: str, strict: bool, advice: bool, fetch: bool) -> int:
    """Check the tables, schemas, rules, pages and releases; write nothing.

    Every problem is shown at once, with its place and what to do. Exit status: 0 clean, 1 problems.

    \b
      gazette check                     for people
      gazette check --format github     marks the lines of a pull request
      gazette check --strict            warnings count too
    """  # noqa: D301 - click wants the backspace itself
    from gazette.pipeline import check_project

    begun = time.perf_counter()
    with progress() as say:
        outcome = check_project(project_of(obj, fetching=fetch), say)
    report(obj, form, outcome, time.perf_counter() - begun, advice=advice)
    return outcome.status(strict=strict)
