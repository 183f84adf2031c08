"""`init`: a new publication."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gazette.cli.shared import report, report_stop, shown, tell

if TYPE_CHECKING:
    from gazette.init import Wishes

_MOST_GUESSES = 30


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--from",
    "sources",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    metavar="DATA",
    help="Make it from this: a CSV, TSV or XLSX file, a folder of them, or a datapackage.json. Again for each.",
)
@click.option(
    "--strategy",
    is_flag=True,
    help="Begin from the model of a strategy: goals, priorities, actions, updates, evidence.",
)
@click.option("--title", help="What it is called.  [default: that of the model or of the data]")
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
    sources: tuple[Path, ...],
    strategy: bool,
    title: str | None,
    publisher: str | None,
    languages: tuple[str, ...],
    licence: str | None,
) -> int:
    """Write a new publication into FOLDER: tables, schemas, an article, workflows. Nothing is overwritten.

    With --from, the types of columns, the keys, the references between tables and the languages are guessed from all
    rows, and each guess is told, and listed in TODO.md. The data themselves stay as they are.

    On a terminal it asks for the title, the publisher and the languages, unless they are given.

    \b
      gazette init site                                a small model to begin from
      gazette init site --language fr --language ar    the same in two languages
      gazette init site --strategy                     the model of a strategy
      gazette init site --from trees.xlsx              a table for each sheet
      gazette init site --from data/                   a table for each file of a folder
      gazette init site --from datapackage.json        a Data Package as it is
      gazette init . --from datapackage.json           what a project needs beside the package in this folder
    """  # noqa: D301 - click wants the backspace itself
    from gazette.init import Wishes
    from gazette.init.model import LANGUAGES
    from gazette.init.types import plain_word
    from gazette.problem import Stop
    from gazette.publish import add_files

    if sys.stdin.isatty() and sys.stdout.isatty():
        title = _asked("Title", title)
        publisher = _asked("Publisher", publisher)
        if not languages:
            answer = _asked("Languages, the source first", None, "" if sources else LANGUAGES[0])
            languages = tuple(answer.replace(",", " ").split())
    _check_languages(languages, () if sources else LANGUAGES)
    if strategy and sources:
        raise click.UsageError("--strategy is a model of its own: it cannot be made --from data")
    name = plain_word(title or "", "-") or plain_word(folder.absolute().name, "-") or "publication"
    wishes = Wishes(name, title or "", publisher or "", licence or "", tuple(dict.fromkeys(languages)))
    try:
        made, guesses = _made(folder, sources, "strategy" if strategy else "trees", wishes)
        add_files(folder.absolute(), made)
    except Stop as stop:
        return report_stop(obj, stop)
    _tell(folder, made, guesses)
    status = _checked(obj, folder) if sources else 0
    tell(f"\nNext:  {_next(obj, folder)}    a preview in the browser, which follows your edits")
    return status


def _next(obj: dict[str, Any], folder: Path) -> str:
    """What is typed to see it: there, or from a clone, whose front door stays where it is."""
    where = shown(folder.absolute())
    if obj["program"].endswith("build.py"):
        return f"{obj['program']} --project {where} serve"
    return f"{'' if where == '.' else f'cd {where} && '}{obj['program']} serve"


def _asked(question: str, given: str | None, default: str = "") -> str:
    """What was given, or what is answered on the terminal."""
    if given is not None:
        return given
    return str(click.prompt(question, default=default, show_default=bool(default)))


def _check_languages(languages: tuple[str, ...], known: tuple[str, ...]) -> None:
    from gazette.model.language import is_known

    for code in languages:
        if known and code not in known:
            message = f"the model has texts in {', '.join(known)}, not in {code!r}"
            raise click.BadParameter(message, param_hint="--language")
        if not is_known(code):
            raise click.BadParameter(
                f"{code!r} is no code of a language, such as en", param_hint="--language"
            )


def _made(
    folder: Path, sources: tuple[Path, ...], model: str, wishes: "Wishes"
) -> tuple[dict[str, bytes], list[str]]:
    """The files, and what was guessed. Raises Stop."""
    from gazette.init.data import from_data
    from gazette.init.model import from_model
    from gazette.init.package import around, descriptor_of, from_package

    if not sources:
        return from_model(model, wishes), []
    descriptors = [path for source in sources if (path := descriptor_of(source.absolute())) is not None]
    if descriptors and len(sources) > 1:
        raise click.UsageError("a Data Package is a publication of its own: name it alone")
    if descriptors and descriptors[0].parent.resolve() == folder.resolve():
        return around(descriptors[0]), []
    return from_package(descriptors[0], wishes) if descriptors else from_data(sources, wishes)


def _tell(folder: Path, made: dict[str, bytes], guesses: list[str]) -> None:
    from gazette.init.data import TO_DO
    from gazette.report import harmless

    tell(f"{len(made):,} files written to {shown(folder.absolute())}:")
    for path in sorted(made):
        tell(f"  {harmless(path)}")
    if guesses:
        tell(f"\nWhat was guessed, which {TO_DO} lists too:")
        for line in guesses[:_MOST_GUESSES]:
            tell(f"  {harmless(line)}")
        if len(guesses) > _MOST_GUESSES:
            tell(f"  and {len(guesses) - _MOST_GUESSES:,} more")


def _checked(obj: dict[str, Any], folder: Path) -> int:
    """Check what was made of somebody's data, and show what is wrong with it."""
    from gazette.pipeline import check_project
    from gazette.project import Project

    outcome = check_project(Project(folder.absolute()), lambda _what: None)
    tell("")
    report(obj, "text", outcome)
    return outcome.status()
