"""`init`: a new publication."""

import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

import click

from gazette.cli.shared import report_stop, shown, tell


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", help="What it is called.  [default: that of the model, or the folder's name]")
@click.option("--publisher", help="Who publishes it.")
@click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="CODE",
    help="A language of its texts, such as en; the first is the source. Again for each.",
)
@click.option("--license", "licence", metavar="NAME", help="The licence's name, such as CC-BY-4.0.")
@click.pass_obj
def init(
    obj: dict[str, Any],
    *,
    folder: Path,
    title: str | None,
    publisher: str | None,
    languages: tuple[str, ...],
    licence: str | None,
) -> int:
    """Write a new publication into FOLDER: tables, schemas, an article, workflows. Nothing is overwritten.

    On a terminal it asks for the title, the publisher and the languages, unless they are given.

    \b
      gazette init site                                a small model to begin from
      gazette init site --language fr --language ar    the same in two languages
    """  # noqa: D301 - click wants the backspace itself
    from gazette.init import Wishes
    from gazette.init.model import LANGUAGES, from_model
    from gazette.problem import Stop
    from gazette.publish import add_files

    if sys.stdin.isatty() and sys.stdout.isatty():
        title = title if title is not None else click.prompt("Title", default="", show_default=False)
        publisher = (
            publisher if publisher is not None else click.prompt("Publisher", default="", show_default=False)
        )
        if not languages:
            asked = click.prompt("Languages, the source first", default=LANGUAGES[0])
            languages = tuple(asked.replace(",", " ").split())
    unknown = [code for code in languages if code not in LANGUAGES]
    if unknown:
        raise click.BadParameter(
            f"the model has texts in {', '.join(LANGUAGES)}, not in {unknown[0]!r}", param_hint="--language"
        )
    name = _name(title or "") or _name(folder.absolute().name) or "publication"
    wishes = Wishes(name, title or "", publisher or "", licence or "", tuple(dict.fromkeys(languages)))
    try:
        made = from_model("trees", wishes)
        add_files(folder.absolute(), made)
    except Stop as stop:
        return report_stop(obj, stop)
    tell(f"{len(made):,} files written to {shown(folder.absolute())}:")
    for path in sorted(made):
        tell(f"  {path}")
    _tell_next(obj, folder)
    return 0


def _tell_next(obj: dict[str, Any], folder: Path) -> None:
    """What to do now, as it is typed."""
    where = shown(folder.absolute())
    step = "" if where == "." else f"cd {where} && "
    tell(f"\nNext:  {step}{obj['program']} serve    a preview in the browser, which follows your edits")


def _name(text: str) -> str:
    """Lower-case words joined by hyphens, as a descriptor is named."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-0123456789")[:64].strip("-")
