"""Write the documents that list things, from the program itself; --check only says whether they are fresh."""

import ast
import sys
from pathlib import Path

import click

from gazette.cli import gazette
from gazette.formats import FORMATS, Format
from gazette.problem import codes

DOCS = Path(__file__).resolve().parent


def commands() -> str:
    """The help of every command, as the command line prints it."""
    parts = [
        "# Commands",
        "",
        "In a clone `python build.py` is the command; installed from a wheel it is `gazette`.",
        "",
    ]
    context = click.Context(gazette, info_name="build.py", terminal_width=100, max_content_width=100)
    parts += ["```", gazette.get_help(context), "```", ""]
    for name in sorted(gazette.commands):
        inner = click.Context(
            gazette.commands[name], info_name=f"build.py {name}", terminal_width=100, max_content_width=100
        )
        parts += [f"## {name}", "", "```", gazette.commands[name].get_help(inner), "```", ""]
    return "\n".join(parts)


def problems() -> str:
    """Every problem code with its explanation and example."""
    parts = [
        "# Problems",
        "",
        "What the publisher can find wrong. `build.py explain CODE` shows the same.",
        "",
    ]
    for code in sorted(codes().values(), key=lambda one: one.name):
        parts += [f"## {code.name}", "", f"**{code.title}** ({code.severity})", "", code.explanation, ""]
        parts += ["```", code.example, "```", ""]
    return "\n".join(parts)


def formats() -> str:
    """Every format that datasets are published in."""
    rows = [_row(one) for one in FORMATS.values()]
    return "\n".join(
        [
            "# Formats",
            "",
            "| format | file | media type | one file for each |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def modules() -> str:
    """What each module of the publisher is for: the first sentence of its docstring."""
    lines = ["# Modules", "", "| module | what it is for |", "|---|---|"]
    for path in sorted((DOCS.parent / "gazette").rglob("*.py")):
        purpose = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").partition("\n\n")[0]
        name = str(path.relative_to(DOCS.parent)).removesuffix("/__init__.py").removesuffix(".py")
        lines.append(f"| `{name.replace('/', '.')}` | {' '.join(purpose.split()).replace('|', '/')} |")
    return "\n".join([*lines, ""])


def _row(one: Format) -> str:
    file = one.file() if one.scope == "package" else one.file("…")
    return f"| {one.title} | `{file}` | `{one.media_type}` | {one.scope} |"


PAGES = {"commands.md": commands, "problems.md": problems, "formats.md": formats, "modules.md": modules}


def main() -> int:
    """Status 1 if --check finds a document that is not what the program would write."""
    stale = []
    for name, write in PAGES.items():
        text = write()
        if "--check" in sys.argv:
            path = DOCS / name
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                stale.append(name)
        else:
            (DOCS / name).write_text(text, encoding="utf-8")
    if stale:
        sys.stderr.write(f"not fresh: {', '.join(stale)}; run: uv run python docs/refresh.py\n")
    return int(bool(stale))


if __name__ == "__main__":
    sys.exit(main())
