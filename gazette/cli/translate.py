"""`translate`: the texts of tables to and from translators."""

from functools import partial
from pathlib import Path
from typing import Any

import click

from gazette.cli.amend import amended
from gazette.cli.extend import with_yes
from gazette.cli.shared import project_of, report_stop, shown, tell


@click.group()
def translate() -> None:
    """Texts of tables to translators and back, as gettext catalogues (PO) for Poedit, Weblate or an office.

    \b
      gazette translate export fr
      gazette translate import fr.po
    """  # noqa: D301 - click wants the backspace itself


@translate.command("export")
@click.argument("language")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def translate_export(obj: dict[str, Any], *, language: str, file: Path | None) -> int:
    """Write every text of the tables with its translation into LANGUAGE to FILE (LANGUAGE.po where none is named).

    A translation is marked fuzzy where the source text has changed since the last release and it has not.

    \b
      gazette translate export fr
    """  # noqa: D301 - click wants the backspace itself
    from gazette.pipeline.translate import export_texts
    from gazette.problem import Stop

    target = file or Path(f"{language}.po")
    try:
        body = export_texts(project_of(obj), language)
    except Stop as stop:
        return report_stop(obj, stop)
    target.write_bytes(body)
    tell(f"Written: {shown(target.absolute())}")
    return 0


@translate.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@with_yes
@click.pass_obj
def translate_import(obj: dict[str, Any], *, file: Path, yes: bool) -> int:
    """Take the translations of FILE over: show what changes, ask, and write. To take it back: git checkout.

    Only cells that differ change; fuzzy messages wait. A text whose source has changed since the export, or that lost a
    placeholder or an address, is refused, and then nothing is written.

    \b
      gazette translate import fr.po
    """  # noqa: D301 - click wants the backspace itself
    from gazette.pipeline.translate import import_texts

    project = project_of(obj)
    change = partial(import_texts, project, str(file), file.read_bytes())
    return amended(obj, project, change, f"translate import {file}", yes=yes)
