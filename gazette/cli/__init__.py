"""The command line: each command parses, calls one function of the pipeline, and reports.

Heavy imports happen inside the commands, so that `--help` answers at once.
"""

import io
import os
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from gazette.cli.amend import rename, withdraw
from gazette.cli.build import build
from gazette.cli.check import check
from gazette.cli.diff import diff
from gazette.cli.explain import explain
from gazette.cli.extend import language, new, source
from gazette.cli.fix import fix
from gazette.cli.init import init
from gazette.cli.merge import merge
from gazette.cli.release import release
from gazette.cli.serve import serve
from gazette.cli.shared import mute, shown, tell
from gazette.cli.sheet import sheet
from gazette.cli.translate import translate
from gazette.project import DESCRIPTOR, YAML_DESCRIPTORS

_DATA = (".csv", ".tsv", ".xlsx")
_OF_THE_GROUP = {"--version", "--project"}


class WithDefault(click.Group):
    """A group with a default command: `build` for options alone and in a clone, else a word on what can be done."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default before the first word that is neither a command nor an option of the group."""
        if ctx.resilient_parsing:
            return super().parse_args(ctx, args)  # the shell completes what is typed
        place = 0
        while place < len(args) and args[place].partition("=")[0] == "--project":
            place += 1 if "=" in args[place] else 2
        rest = args[place:]
        if not rest and ctx.obj["root"] is None:
            args = [*args, "here"]
        elif not rest or (
            rest[0].startswith("-") and rest[0] not in _OF_THE_GROUP | set(ctx.help_option_names)
        ):
            args = [*args[:place], "build", *rest]
        return super().parse_args(ctx, args)


@click.group(cls=WithDefault, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--project",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder that holds datapackage.json.  [default: here]",
)
@click.version_option(package_name="gazette", prog_name="gazette")
@click.pass_context
def gazette(ctx: click.Context, project: Path | None) -> None:
    """Check a Data Package and publish it as datasets and a website.

    Without a command, `build.py` of a clone builds, and `gazette` says what can be done here. A first visit:

    \b
      gazette init site      a new publication, from a small model or your own data
      gazette check          what is wrong, where, and how to mend it
      gazette fix            mend what is safe, after showing it
      gazette serve          a preview that follows your edits
      gazette build          the whole site, in _site/
      gazette diff 1.0.0 .   what has changed since a release
      gazette explain CODE   what a problem means, with an example

    The shell completes commands and options after this line, here for bash (zsh_source, fish_source for others):

    \b
      eval "$(_GAZETTE_COMPLETE=bash_source gazette)"
    """  # noqa: D301 - click wants the backspace itself
    if project is not None:
        ctx.obj["root"] = project


@gazette.command(hidden=True)
@click.pass_obj
def here(obj: dict[str, Any]) -> int:
    """Say what is here and what can be done with it; what runs where no command is given."""
    root: Path = (obj["root"] or Path.cwd()).absolute()
    program = obj["program"]
    name = next((name for name in (DESCRIPTOR, *YAML_DESCRIPTORS) if (root / name).is_file()), None)
    if name is not None:
        tell(f"{shown(root / name)} is here: a publication. With it:\n")
        rows = {"check": "what is wrong, where, and how to mend it"}
        rows |= {"serve": "a preview that follows your edits", "build": "the whole site, in _site/"}
    else:
        data = sum(path.suffix.lower() in _DATA for path in root.glob("*"))
        tell(
            f"There is no publication here{f', but data in files: {data:,}' if data else ''}. To make one:\n"
        )
        rows = {"init site --from .": "from the data in this folder"} if data else {}
        rows |= {"init site": "from a small model", "init site --strategy": "from the model of a strategy"}
    width = max(map(len, rows))
    for words, what in rows.items():
        tell(f"  {program} {words:<{width}}  {what}")
    tell(f"\n{program} --help lists all commands.")
    return 0


for command in (
    init,
    build,
    check,
    fix,
    new,
    rename,
    withdraw,
    source,
    language,
    sheet,
    translate,
    merge,
    serve,
    diff,
    release,
    explain,
):
    gazette.add_command(command)


def main(root: Path | None = None, program: str = "gazette", arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the status: 0 clean, 1 problems, 2 wrong use, 75 already running.

    130 and 143 are those of a program that was interrupted (SIGINT) or terminated (SIGTERM): both end it alike, and
    what it was writing is taken back first.
    """
    _open_streams()
    ended = {"status": 130}

    def terminate(number: int, _frame: object) -> None:
        ended["status"] = 128 + number
        raise KeyboardInterrupt

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, terminate)
    obj = {"root": root, "program": program}
    try:
        status = gazette.main(
            args=None if arguments is None else list(arguments),
            prog_name=str(obj["program"]),
            obj=obj,
            standalone_mode=False,
        )
    except click.ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        return ended["status"]
    except (OSError, MemoryError) as refused:
        mute()
        reason = refused.strerror if isinstance(refused, OSError) else "there is not enough memory"
        where = f": {refused.filename}" if isinstance(refused, OSError) and refused.filename else ""
        click.echo(f"error: the computer refuses to go on: {reason}{where}", err=True)
        return 1
    return int(status or 0)


def _open_streams() -> None:
    """What the terminal cannot show is written out, as U+0627 would be; a closed stream swallows what is said."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - for as long as we run
        stream = getattr(sys, name)
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
