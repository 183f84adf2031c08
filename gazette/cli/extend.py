"""`new`, `source add` and `language add`: prepare what is new with all that belongs to it, and show it first."""

import sys
from functools import partial
from pathlib import Path
from typing import Any

import click

from gazette.cli.amend import amended, complete_table
from gazette.cli.shared import project_of

with_values = click.option(
    "--set",
    "values",
    multiple=True,
    metavar="COLUMN=VALUE",
    help="A cell of the row; once for each.",
)
with_yes = click.option("--yes", is_flag=True, help="Write without asking.")


def _read(values: tuple[str, ...]) -> dict[str, str]:
    """Cells by column. Raises UsageError where there is no sign between the two."""
    pairs = [value.partition("=") for value in values]
    wrong = [name for name, sign, _ in pairs if not sign]
    if wrong:
        raise click.UsageError(f'--set wants COLUMN=VALUE, and "{wrong[0]}" has no "="')
    return {name.strip(): value for name, _, value in pairs}


@click.command()
@click.argument("table", shell_complete=complete_table)
@click.argument("identifier", metavar="ID")
@with_values
@with_yes
@click.pass_obj
def new(obj: dict[str, Any], *, table: str, identifier: str, values: tuple[str, ...], yes: bool) -> int:
    """Add a record called ID to TABLE: show what changes, ask, and write.

    It gets the position behind its siblings. Evidence is told by `evidence.` and a column of that table. On a terminal
    every column that may not be empty is asked for. To take it back: git checkout.

    \b
      gazette new actions share-alerts --set goal=clean-water --set title_en="Share alerts" \\
          --set evidence.passage=line-120 --set evidence.basis=verbatim
    """  # noqa: D301 - click wants the backspace itself
    from gazette.pipeline.extend import new_record

    project, cells = project_of(obj), _read(values)
    if sys.stdin.isatty():
        cells = _asked(project, table, identifier, cells)
    change = partial(new_record, project, table, identifier, cells)
    words = " ".join(f'--set {name}="{value}"' for name, value in cells.items())
    return amended(obj, project, change, f"new {table} {identifier} {words}".rstrip(), yes=yes)


def _asked(project: Any, table: str, identifier: str, cells: dict[str, str]) -> dict[str, str]:  # noqa: ANN401
    """The cells, with those that may not be empty asked for; a choice is offered where few values are allowed."""
    from gazette.check.run import constraints_of
    from gazette.load import load
    from gazette.model import meaning
    from gazette.pipeline.sheets import sheets_of

    sheet = sheets_of(load(project)).get(table)
    for column in sheet.table.fields if sheet else ():
        name, rules = str(column["name"]), constraints_of(column)
        if name in cells or not rules.get("required") or (sheet and name == sheet.key):
            continue
        if column.get("rdfType") != meaning.POSITION:
            allowed = rules.get("enum")
            choice = click.Choice([str(value) for value in allowed]) if isinstance(allowed, list) else None
            cells[name] = str(click.prompt(f"{name} of {identifier}", type=choice))
    return cells


@click.group()
def source() -> None:
    """What the records are read from.

    \b
      gazette source add minutes.txt minutes-2026     read a text as a source, line by line
    """  # noqa: D301 - click wants the backspace itself


@source.command("add")
@click.argument("file", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@click.argument("identifier", metavar="ID")
@with_values
@with_yes
@click.pass_obj
def source_add(
    obj: dict[str, Any], *, file: Path, identifier: str, values: tuple[str, ...], yes: bool
) -> int:
    """Add the text FILE as the source ID: its row with the checksum, and a passage for each of its lines.

    FILE is plain text in UTF-8. Records then point at its passages by their evidence. To take it back: git checkout.

    \b
      gazette source add addendum.txt addendum-2026 --set title="Addendum" --set date=2026-03-01
    """  # noqa: D301 - click wants the backspace itself
    from gazette.pipeline.extend import add_source

    project = project_of(obj)
    change = partial(add_source, project, str(file.absolute()), identifier, _read(values))
    return amended(obj, project, change, f"source add {file} {identifier}", yes=yes)


@click.group()
def language() -> None:
    """What the publication is written in.

    \b
      gazette language add es     prepare the publication for a further language
    """  # noqa: D301 - click wants the backspace itself


@language.command("add")
@click.argument("code")
@with_yes
@click.pass_obj
def language_add(obj: dict[str, Any], *, code: str, yes: bool) -> int:
    """Prepare the publication for the language CODE: show what changes, ask, and write.

    The descriptor declares it, every text gets a last column for it, and the table of languages a row. What waits for
    its translation is told by `check`, table by table. To take it back: git checkout.

    \b
      gazette language add es
    """  # noqa: D301 - click wants the backspace itself
    from gazette.pipeline.extend import add_language

    project = project_of(obj)
    return amended(obj, project, partial(add_language, project, code), f"language add {code}", yes=yes)
