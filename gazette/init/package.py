"""A publication around a Data Package that is there: its descriptor and files as they are, and what a project needs."""

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from gazette.init import Wishes, as_json, files_around
from gazette.init.data import TO_DO, to_do
from gazette.init.read import MOST_FILES, unreadable
from gazette.load.gate import Gate
from gazette.load.json import read_json
from gazette.load.source import TextFile
from gazette.load.yaml import is_yaml, read_yaml
from gazette.problem import Problem, Stop
from gazette.project import DESCRIPTOR, YAML_DESCRIPTORS

NAMES = (DESCRIPTOR, *YAML_DESCRIPTORS)


def descriptor_of(path: Path) -> Path | None:
    """The descriptor that this path is, or that the folder holds; None if there is none."""
    if path.is_dir():
        return next((path / name for name in NAMES if (path / name).is_file()), None)
    return path if path.suffix.lower() in (".json", ".yaml", ".yml") else None


def from_package(path: Path, wishes: Wishes) -> tuple[dict[str, bytes], list[str]]:
    """The files of a publication of this package, and what is to be looked at. Raises Stop."""
    gate = Gate(path.parent)
    descriptor = _read(gate, path.name)
    guesses: list[str] = []
    made: dict[str, bytes] = {}
    for named in _named(descriptor):
        if "://" in named:
            guesses.append(
                f"{DESCRIPTOR}: {named} lies elsewhere and was not fetched: put the file here and name it."
            )
        else:
            made[PurePosixPath(named).as_posix()] = _body(gate, named)
        if len(made) > MOST_FILES * 10:
            raise unreadable(str(path), f"it names more than {MOST_FILES * 10:,} files", "split the package")
    if wishes.title:
        descriptor["title"] = wishes.title
    if wishes.publisher:
        descriptor["contributors"] = [
            *descriptor.get("contributors", []),
            {"title": wishes.publisher, "roles": ["publisher"]},
        ]
    if wishes.licence:
        descriptor["licenses"] = [{"name": wishes.licence}]
    if wishes.languages:
        descriptor["languages"] = list(wishes.languages)
    changed = wishes.title or wishes.publisher or wishes.licence or wishes.languages
    kept = path.name == DESCRIPTOR and not changed
    made[DESCRIPTOR] = _body(gate, path.name) if kept else as_json(descriptor)
    if guesses:
        made[TO_DO] = to_do(guesses)
    title = descriptor.get("title") or descriptor.get("name") or wishes.name
    return files_around(str(title)) | made, guesses


def around(path: Path) -> dict[str, bytes]:
    """What a project needs beside a package that stays where it is: the files that are not there yet. Raises Stop."""
    descriptor = _read(Gate(path.parent), path.name)
    files = files_around(str(descriptor.get("title") or descriptor.get("name") or path.parent.name))
    return {name: body for name, body in files.items() if not os.path.lexists(path.parent / name)}


def _read(gate: Gate, name: str) -> dict[str, Any]:
    """The descriptor as a value, of which only the shape that is needed here is looked at. Raises Stop."""
    hint = "name a datapackage.json with a list of resources"
    body = _body(gate, name, hint)
    try:
        file = TextFile(name, body, body.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise unreadable(name, "it is not in UTF-8", hint) from None
    found = read_yaml(file) if is_yaml(name) else read_json(file)
    if isinstance(found, Problem):
        raise Stop(found, status=2)
    if not isinstance(found.value.get("resources"), list):
        raise unreadable(name, "it is no descriptor of a Data Package", hint)
    return dict(found.value)


def _named(descriptor: dict[str, Any]) -> Iterator[str]:
    """Every file that the descriptor names: parts of data, schemas, dialects."""
    for resource in descriptor["resources"]:
        if isinstance(resource, dict):
            paths = resource.get("path", [])
            parts = paths if isinstance(paths, list) else [paths]
            for named in (*parts, resource.get("schema"), resource.get("dialect")):
                if isinstance(named, str) and named:
                    yield named


def _body(gate: Gate, path: str, hint: str = "") -> bytes:
    """The bytes of a file in the package's folder. Raises Stop for one that is outside, a link, or cannot be read."""
    body = gate.bytes_of(path)
    if body is None:
        raise Stop(*(gate.problems or unreadable(path, "it cannot be read", hint).problems), status=2)
    return body
