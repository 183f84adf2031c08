"""`fix`: mend what is safe, and show it first."""

from typing import Any

import click

from gazette.cli.shared import offer, project_of, tell


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.pass_obj
def fix(obj: dict[str, Any], *, paths: tuple[str, ...], yes: bool) -> int:
    """Mend what is safe in all files, or in PATHS: show what changes, ask, and write.

    Encodings that are certain, byte-order marks, line ends, signs that nobody sees, Unicode's form NFC; semicolons or
    tabs between cells, empty rows and columns; capitals and spaces in ids with all that names them, booleans and digits
    as a spreadsheet writes them; doubled spaces, and the spaces and signs of each language.

    No meaning, quoted text or release is touched; a file is left alone where a program would
    have to guess. To take it back: git checkout.

    \b
      gazette fix                      all files
      gazette fix content/tables       one folder
    """  # noqa: D301 - click wants the backspace itself
    from gazette.pipeline.fix import fixes

    project = project_of(obj)
    mended = fixes(project, paths)
    if not mended:
        tell("Nothing to mend.")
        return 0
    return offer(obj, project, mended, "fix", yes=yes)
