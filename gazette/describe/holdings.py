"""Which of the files already made hold a dataset's rows: those of `FORMATS`, as far as they exist."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe.made import Made
from gazette.formats import FORMATS, PACKAGE, Format
from gazette.model import Table

_VERSION = re.compile(r"data/([0-9]+\.[0-9]+\.[0-9]+[^/]*)/datapackage\.json")


@dataclass(frozen=True, slots=True)
class Holding:
    """A file and the format that it is in."""

    artifact: Artifact
    format: Format


def contract(held: Holding, table: Table | None, version: str) -> str | None:
    """The path of the schema that describes the file itself, if there is one: a JSON Schema for JSON.

    One line of JSON Lines is a row of the JSON file. Parquet and spreadsheets keep their types inside.
    """
    name = table.name if table else PACKAGE
    file = {
        "csv": f"{name}.tableschema.json",
        "json": f"{name}.json",
        "jsonl": f"{name}.json#/$defs/row",
        "nested": f"{name}.json",
    }.get(held.format.name)
    return urls.schema(version, file) if file else None


def holdings(made: Made, table: Table | None) -> Iterator[Holding]:
    """The files of a table, or (None) those that hold the whole package."""
    scope, name = ("table", table.name) if table else ("package", PACKAGE)
    for fmt in FORMATS.values():
        path = urls.data(fmt.file(name), made.edition)
        if fmt.scope == scope and path in made.by_path:
            yield Holding(made.by_path[path], fmt)


def editions(made: Made) -> list[str]:
    """The frozen editions that are published beside this one, the oldest first."""
    found = {match[1] for artifact in made.files if (match := _VERSION.fullmatch(artifact.path))}
    return sorted(found, key=_precedence)


def created(made: Made, version: str) -> str:
    """When a frozen edition was made (Data Package `created`), as its own descriptor says it."""
    descriptor = json.loads(made.by_path[urls.data("datapackage.json", version)].body)
    return str(descriptor.get("created", ""))


def _precedence(version: str) -> tuple[list[int], bool, str]:
    numbers, _, early = version.partition("-")
    return [int(number) for number in numbers.split(".")], not early, early
