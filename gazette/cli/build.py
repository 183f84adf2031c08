"""`build`: check, then publish."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from gazette.cli.shared import (
    progress,
    project_of,
    report,
    shown,
    tell,
    with_cache,
    with_fetch,
    with_format,
    with_strict,
)
from gazette.unchanged import reasons, wish

_MOST_REASONS = 20


@click.command()
@click.option(
    "--output", type=click.Path(path_type=Path), help="Where the site goes.  [default: _site in the project]"
)
@click.option(
    "--site-url",
    metavar="URL",
    help="The site's real address; it replaces `homepage` of datapackage.json everywhere.",
)
@click.option(
    "--unreleased",
    is_flag=True,
    help="Show the work since the last release, marked as such, instead of the last release.",
)
@click.option(
    "--explain",
    is_flag=True,
    help="Say why the site is built anew, and which read calls for each part that is made again.",
)
@with_cache
@with_format
@with_strict
@with_fetch
@click.pass_obj
def build(
    obj: dict[str, Any],
    *,
    output: Path | None,
    site_url: str | None,
    unreleased: bool,
    explain: bool,
    cache: Path | None,
    form: str,
    strict: bool,
    fetch: bool,
) -> int:
    """Check everything, then publish the site with all datasets.

    The site shows the newest release in releases/, or what is being worked on while there is none. The finished
    site takes the place of the old one in a single step; if anything is wrong, the old one stays.

    \b
      gazette build                                     into _site/
      gazette build --site-url https://data.gov.test/   for the place where it will stand
      gazette build --unreleased --output /tmp/draft    the work since the last release, elsewhere
    """  # noqa: D301 - click wants the backspace itself
    from gazette.pipeline import build_project

    project = project_of(obj, fetching=fetch)
    target = (output or project.site).absolute()
    if explain and form == "text":
        for line in _reasons(project.root, target, cache, wish(site_url, unreleased=unreleased)):
            tell(line)
    begun = time.perf_counter()
    with progress() as say:
        outcome = build_project(
            project, target, say, homepage=_address(site_url), unreleased=unreleased, cache=cache
        )
    if explain and form == "text":
        for line in _made_again(outcome.made):
            tell(line)
    report(obj, form, outcome, time.perf_counter() - begun)
    if outcome.published and form == "text":
        tell(f"{outcome.pages:,} pages and {outcome.published:,} data files published.")
        tell(f"To read {shown(target)} as a site, run: {obj['program']} serve")
    return outcome.status(strict=strict)


def _made_again(made: dict[str, str]) -> Iterator[str]:
    """What was made again, under the read that calls for it."""
    from gazette.report import harmless

    by_reason: dict[str, list[str]] = {}
    for name, reason in made.items():
        by_reason.setdefault(reason, []).append(name)
    for reason, names in by_reason.items():
        yield f"Made again, for {harmless(reason)}: {len(names):,}"
        more = [f"and {len(names) - _MOST_REASONS:,} more"] if len(names) > _MOST_REASONS else []
        yield from (f"  {harmless(name)}" for name in (*names[:_MOST_REASONS], *more))


def _reasons(root: Path, target: Path, cache: Path | None, wished: str) -> list[str]:
    """Why nothing short of a build will do, a few lines of it."""
    from gazette.report import harmless

    if cache is None:
        return ["Built anew, for no cache is used."]
    because = reasons(str(root), os.path.abspath(target), wished, str(cache))
    more = [f"and {len(because) - _MOST_REASONS:,} more"] if len(because) > _MOST_REASONS else []
    return ["Built anew, for:", *(f"  {harmless(reason)}" for reason in (*because[:_MOST_REASONS], *more))]


def _address(site_url: str | None) -> str | None:
    """The address, held against the same rule as `homepage` of the descriptor."""
    import re

    from gazette.check.profile import site_rule

    if site_url is None:
        return None
    pattern, must = site_rule()
    if re.fullmatch(pattern, site_url) is None:
        raise click.BadParameter(f"it must {must}", param_hint="--site-url")
    return site_url
