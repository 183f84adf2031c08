"""`merge`: three versions of a table into one, by the keys of its rows; what git calls a merge driver."""

from pathlib import Path
from typing import Any

import click


@click.command()
@click.argument("base", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("ours", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("theirs", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("path", required=False, default="")
@click.pass_obj
def merge(obj: dict[str, Any], *, base: Path, ours: Path, theirs: Path, path: str) -> int:
    """Merge the tables OURS and THEIRS, which both come from BASE, row by row and cell by cell, into OURS.

    PATH is the table's path in the project, whose schema names the key. The status is 1 where both sides changed the
    same cell: each is told by key and column, and both rows stand between marks. Git calls it once it is told to:

    \b
      gazette merge base.csv ours.csv theirs.csv
      git config merge.gazette.driver "uv run build.py merge %O %A %B %P"
    """  # noqa: D301 - click wants the backspace itself
    from gazette.cli.shared import tell
    from gazette.pipeline.merge import key_of, merge_tables
    from gazette.programs import git
    from gazette.project import Project
    from gazette.report import harmless

    key = key_of(Project((obj["root"] or Path.cwd()).absolute()), path) if path else ()
    try:
        old, mine, other = (file.read_bytes().decode("utf-8") for file in (base, ours, theirs))
        result = merge_tables(old, mine, other, key)
    except UnicodeDecodeError:
        result = None
    if result is None:
        tell(f"{path or ours} cannot be merged by keys, and is merged line by line")
        return int(
            git(
                ours.parent.absolute(), "merge-file", *(str(file.absolute()) for file in (ours, base, theirs))
            )
            is None
        )
    ours.write_text(result.text, encoding="utf-8", newline="")
    for conflict in result.conflicts:
        tell(harmless(f"conflict in {path or ours}: {conflict}"))
    return int(bool(result.conflicts))
