"""`rename` and `withdraw`: amend a record with all that names it, and show it first."""

import csv
import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from gazette.cli.shared import offer, project_of, report_stop, tell
from gazette.project import DESCRIPTOR

if TYPE_CHECKING:
    from gazette.pipeline.amend import Amendment
    from gazette.project import Project


def _tables(root: Path) -> dict[str, str]:
    """Names of tables and the paths of their files, for completion: nothing where the descriptor cannot be read."""
    try:
        described = json.loads((root / DESCRIPTOR).read_text(encoding="utf-8"))
        return {str(table["name"]): str(table["path"]) for table in described["resources"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _root(ctx: click.Context) -> Path:
    return (ctx.obj or {}).get("root") or Path.cwd()


def complete_table(ctx: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """The tables whose names begin so."""
    return [CompletionItem(name) for name in _tables(_root(ctx)) if name.startswith(begun)]


def _complete_id(ctx: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    path = _tables(_root(ctx)).get(str(ctx.params.get("table")))
    try:
        with (_root(ctx) / str(path)).open(encoding="utf-8", newline="") as stream:
            ids = [row["id"] for row in csv.DictReader(stream) if row.get("id")]
    except (OSError, ValueError, csv.Error):
        return []
    return [CompletionItem(identifier) for identifier in ids if identifier.startswith(begun)]


@click.command()
@click.argument("table", shell_complete=complete_table)
@click.argument("old", shell_complete=_complete_id)
@click.argument("new")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.pass_obj
def rename(obj: dict[str, Any], *, table: str, old: str, new: str, yes: bool) -> int:
    """Give the record OLD of TABLE the id NEW, wherever it is named: show what changes, ask, and write.

    Changed are its row, the references of other tables, its evidence, tags and updates, and the links of articles. An
    id that was released keeps its address: it gets a tombstone that leads to the new one. Queries are named, and left
    to you. To take it back: git checkout.

    \b
      gazette rename goals some-goal a-better-name
    """  # noqa: D301 - click wants the backspace itself
    from gazette.pipeline.amend import rename as amend

    project = project_of(obj)
    return amended(
        obj, project, partial(amend, project, table, old, new), f"rename {table} {old} {new}", yes=yes
    )


@click.command()
@click.argument("table", shell_complete=complete_table)
@click.argument("identifier", metavar="ID", shell_complete=_complete_id)
@click.option("--reason", help="Why, in one sentence in the source language; it stands on the tombstone.")
@click.option(
    "--replacement", default="", metavar="ID", help="The record of the same table that stands in its place."
)
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.pass_obj
def withdraw(
    obj: dict[str, Any], *, table: str, identifier: str, reason: str | None, replacement: str, yes: bool
) -> int:
    """Take the record ID out of TABLE with all that belongs to it: show what changes, ask, and write.

    Its evidence, tags and mappings go with it, the positions behind it close the gap, and what refers to it refers to
    the replacement. A record that was released gets a tombstone, so that its address goes on to answer. Where other
    records need it and nothing replaces it, nothing is changed and they are named. To take it back: git checkout.

    \b
      gazette withdraw measures some-measure --reason "It stood there twice." --replacement other-measure
    """  # noqa: D301 - click wants the backspace itself
    from gazette.pipeline.amend import withdraw as amend

    if not reason and sys.stdin.isatty():
        reason = click.prompt("Why is it withdrawn, in one sentence")
    if not reason:
        raise click.UsageError("say why with --reason: a reader of the old address is told")
    project = project_of(obj)
    change = partial(amend, project, table, identifier, reason, replacement)
    return amended(obj, project, change, f"withdraw {table} {identifier}", yes=yes)


def amended(
    obj: dict[str, Any], project: "Project", change: "Callable[[], Amendment]", command: str, *, yes: bool
) -> int:
    """Work out what changes, offer it, and name what a person has to look at."""
    from gazette.problem import Stop

    try:
        amendment = change()
        if not amendment.files:
            tell("Nothing changes.")
            return 0
        status = offer(obj, project, amendment.files, command, yes=yes)
    except Stop as stop:
        return report_stop(obj, stop)
    for note in amendment.notes:
        tell(note)
    return status
