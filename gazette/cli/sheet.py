"""`sheet`: the tables to a spreadsheet and back."""

from functools import partial
from pathlib import Path
from typing import Any

import click

from gazette.cli.amend import amended, complete_table
from gazette.cli.extend import with_yes
from gazette.cli.shared import project_of, report_stop, shown, tell


@click.group()
def sheet() -> None:
    """Tables to a spreadsheet (XLSX) and back, for people who edit in Excel or LibreOffice.

    \b
      gazette sheet export tables.xlsx
      gazette sheet import tables.xlsx
    """  # noqa: D301 - click wants the backspace itself


@sheet.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("tables", nargs=-1, shell_complete=complete_table)
@click.pass_obj
def sheet_export(obj: dict[str, Any], *, file: Path, tables: tuple[str, ...]) -> int:
    """Write all TABLES that have ids, or those that are named, to the workbook FILE, one sheet a table.

    Headers are locked and say what a column holds; columns with few allowed values, or that point at a table, offer a
    choice. Every cell is a text, so that codes keep their zeros and dates stay as they are.

    \b
      gazette sheet export tables.xlsx
      gazette sheet export goals.xlsx goals actions
    """  # noqa: D301 - click wants the backspace itself
    from gazette.pipeline.sheet import export_sheets
    from gazette.problem import Stop

    try:
        body = export_sheets(project_of(obj), tables)
    except Stop as stop:
        return report_stop(obj, stop)
    file.write_bytes(body)
    tell(f"Written: {shown(file.absolute())}")
    return 0


@sheet.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@with_yes
@click.pass_obj
def sheet_import(obj: dict[str, Any], *, file: Path, yes: bool) -> int:
    """Take over what was changed in FILE: show what changes, ask, and write. To take it back: git checkout.

    Only cells that differ change. A workbook made from another state of a table, formulas and unknown columns are
    refused by the address of the cell, and then nothing is written.

    \b
      gazette sheet import tables.xlsx
    """  # noqa: D301 - click wants the backspace itself
    from gazette.pipeline.sheet import import_sheets

    project = project_of(obj)
    change = partial(import_sheets, project, str(file), file.read_bytes())
    return amended(obj, project, change, f"sheet import {file}", yes=yes)
