"""Write the documents that list things, from the program itself; --check only says whether they are fresh."""

import ast
import json
import sys
from pathlib import Path
from typing import Any

import click

from gazette.check.profile import profile
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
    commands = dict(gazette.commands)
    for name, group in gazette.commands.items():
        if isinstance(group, click.Group):
            commands |= {f"{name} {inner}": command for inner, command in group.commands.items()}
    for name, command in sorted(commands.items()):
        if not command.hidden:
            inner = click.Context(
                command, info_name=f"build.py {name}", terminal_width=100, max_content_width=100
            )
            parts += [f"## {name}", "", "```", command.get_help(inner), "```", ""]
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


Json = dict[str, Any]
DESCRIBED = {
    "datapackage": {
        "The package": "",
        "A resource": "resource",
        "A contributor": "contributor",
        "A licence": "licenses/items",
        "A source": "sources/items",
        "A term of a vocabulary": "concept",
    },
    "publisher": {
        "How it is shown: `publisher`": "",
        "Colours: `theme`": "theme",
        "A table: `tables`": "tables/additionalProperties",
    },
    "tableschema": {
        "A Table Schema": "",
        "A field": "field",
        "Constraints of a field": "constraints",
        "A foreign key": "foreignKeys/items",
    },
}
"""Headings of the reference, and where each of these objects stands in its profile."""


def descriptor() -> str:
    """What a descriptor may say: every property that the publisher knows, from its profiles."""
    parts = [
        "# What a descriptor may say",
        "",
        "The properties of `datapackage.json` and of Table Schemas that the publisher makes something of, from the",
        "profiles that `check` uses for a package with rules of its own (`schemas/package.json`). Of other packages",
        "less is asked: what the Data Package standard asks. Texts may have translations beside them: `title_fr`.",
        "What a column or a table means is said with `rdfType`; `gazette/model/meaning.py` lists the meanings.",
        "",
    ]
    for name, headings in DESCRIBED.items():
        whole = profile(name)
        for heading, path in headings.items():
            place: Any = whole if not path else whole.get("$defs", {})
            for step in path.split("/") if path else ():
                place = place[step] if step in place else whole["properties"][step]
            parts += [
                f"## {heading}",
                "",
                "| property | what it says | it must |",
                "|---|---|---|",
            ]
            parts += [
                _property(name, described, place, whole) for name, described in place["properties"].items()
            ]
            parts.append("")
    return "\n".join(parts)


def _property(name: str, described: Json, place: Json, whole: Json) -> str:
    """A property's row: for what, how; required ones are marked."""
    required = " (required)" if name in place.get("required", ()) else ""
    must = _must(described, whole)
    cells = (f"`{name}`{required}", described.get("description", ""), must)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _must(described: Json, whole: Json) -> str:
    """What the value must be, in the words of the messages of `check` where they have some."""
    reference = str(described.get("$ref", "")).removeprefix("#/$defs/")
    described = {**(whole["$defs"][reference] if reference else {}), **described}
    if "must" in described:
        return str(described["must"])
    if "const" in described:
        return f"be `{json.dumps(described['const'])}`"
    if "enum" in described:
        return "be " + ", ".join(
            f"`{value if isinstance(value, str) else json.dumps(value)}`" for value in described["enum"]
        )
    kinds = described.get("type", "object")
    words = {
        "string": "a text",
        "array": "a list",
        "object": "an object",
        "integer": "a whole number",
        "number": "a number",
        "boolean": "true or false",
    }
    return "be " + " or ".join(words[kind] for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _row(one: Format) -> str:
    file = one.file("package") if one.scope == "package" else one.file("…")
    return f"| {one.title} | `{file}` | `{one.media_type}` | {one.scope} |"


PAGES = {
    "descriptor.md": descriptor,
    "commands.md": commands,
    "problems.md": problems,
    "formats.md": formats,
    "modules.md": modules,
}


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
