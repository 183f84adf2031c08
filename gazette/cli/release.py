"""`release`: freeze the working tree as a version."""

import time
from typing import TYPE_CHECKING, Any

import click

from gazette.cli.shared import progress, project_of, report, tell
from gazette.project import DESCRIPTOR

if TYPE_CHECKING:
    from gazette.pipeline import Released


@click.command()
@click.option("--dry-run", is_flag=True, help="Show all of it and write nothing.")
@click.pass_obj
def release(obj: dict[str, Any], *, dry_run: bool) -> int:
    """Freeze what is in the working tree as a release: a new folder in releases/, never changed again.

    The version is computed from what has changed since the last release; datapackage.json must not claim less, and
    --dry-run proposes what it should say.
    The changelogs get a drafted section, and CITATION.cff and .zenodo.json are brought up to date. A release that
    was cut off is finished by running it again.

    \b
      gazette release --dry-run         what would be written, and which version it calls for
      gazette release                   write it
    """  # noqa: D301 - click wants the backspace itself
    from gazette.pipeline import release_project

    begun = time.perf_counter()
    with progress() as say:
        outcome, released = release_project(project_of(obj), say, dry_run=dry_run)
    report(obj, "text", outcome, time.perf_counter() - begun)
    if released is not None:
        _tell(released, dry_run=dry_run)
    return outcome.status()


def _tell(released: "Released", *, dry_run: bool) -> None:
    if released.finished:
        tell(
            f"\nRelease {released.version} had been cut off; its folder is whole, and the files beside it follow."
        )
    else:
        tell(f"\nRelease {released.version} ({released.level}), forced by:")
        for sentence in released.reasons:
            tell(f"  {sentence}")
        size = sum(made.size for made in released.files)
        tell(f"{len(released.files):,} files, {size / 1_000_000:.1f} MB")
    for name, section in released.drafts.items():
        tell(f"\nDraft for {name}:\n")
        tell("\n".join(f"  {line}" for line in section.splitlines()))
    if released.to_write:
        tell(f"\nThis is a proposal: write {released.to_write} into {DESCRIPTOR}, then run release again.")
    if dry_run:
        tell("\nNothing was written (--dry-run).")
        return
    tell("\nWritten: " + ", ".join(released.written))
    tell("Read the drafts, then open a pull request; merging it publishes the release.")
