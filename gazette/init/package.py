"""A publication around a Data Package that is there: its descriptor and files as they are, and what a project needs."""

import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from gazette.init import Wishes, as_json, files_around
from gazette.init.data import TO_DO, to_do
from gazette.init.read import MOST_BYTES, MOST_FILES, unreadable
from gazette.project import DESCRIPTOR

NAMES = (DESCRIPTOR, "datapackage.yaml", "datapackage.yml")


def descriptor_of(path: Path) -> Path | None:
    """The descriptor that this path is, or that the folder holds; None if there is none."""
    if path.is_dir():
        return next((path / name for name in NAMES if (path / name).is_file()), None)
    return path if path.suffix.lower() in (".json", ".yaml", ".yml") else None


def from_package(path: Path, wishes: Wishes) -> tuple[dict[str, bytes], list[str]]:
    """The files of a publication of this package, and what is to be looked at. Raises Stop."""
    descriptor = _read(path)
    guesses: list[str] = []
    made: dict[str, bytes] = {}
    for named in _named(descriptor):
        if "://" in named:
            guesses.append(
                f"{DESCRIPTOR}: {named} lies elsewhere and was not fetched: put the file here and name it."
            )
        else:
            made[PurePosixPath(named).as_posix()] = _body(path, named)
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
    made[DESCRIPTOR] = path.read_bytes() if kept else as_json(descriptor)
    if guesses:
        made[TO_DO] = to_do(guesses)
    title = descriptor.get("title") or descriptor.get("name") or wishes.name
    return files_around(str(title)) | made, guesses


def _read(path: Path) -> dict[str, Any]:
    """The descriptor as a value, of which only the shape that is needed here is looked at."""
    hint = "name a datapackage.json with a list of resources"
    try:
        if path.stat().st_size > MOST_BYTES:
            raise unreadable(str(path), f"it has more than {MOST_BYTES:,} bytes", hint)
        text = path.read_text(encoding="utf-8-sig")
        value = json.loads(text) if path.suffix.lower() == ".json" else _yaml(text)
    except OSError as error:
        raise unreadable(str(path), (error.strerror or "it cannot be opened").lower(), hint) from error
    except (ValueError, RecursionError) as error:
        raise unreadable(str(path), "it is no valid JSON or YAML in UTF-8", hint) from error
    if not isinstance(value, dict) or not isinstance(value.get("resources"), list):
        raise unreadable(str(path), "it is no descriptor of a Data Package", hint)
    return value


def _yaml(text: str) -> object:
    """YAML as a value. Raises ValueError, also for aliases, which can make a short text a huge value."""
    import yaml

    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text)):
            raise ValueError("aliases")
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError("no YAML") from error


def _named(descriptor: dict[str, Any]) -> Iterator[str]:
    """Every file that the descriptor names: parts of data, schemas, dialects."""
    for resource in descriptor["resources"]:
        if isinstance(resource, dict):
            paths = resource.get("path", [])
            parts = paths if isinstance(paths, list) else [paths]
            for named in (*parts, resource.get("schema"), resource.get("dialect")):
                if isinstance(named, str) and named:
                    yield named


def _body(descriptor: Path, named: str) -> bytes:
    """The bytes of a file inside the package's folder. Raises Stop for one outside."""
    source, parts = str(descriptor), PurePosixPath(named).parts
    hint = "a package holds its own files, named by paths below its folder"
    if named.startswith("/") or "\\" in named or ".." in parts or any(part.startswith(".") for part in parts):
        raise unreadable(source, f'it names "{named[:100]}", which is no plain path in its folder', hint)
    path = descriptor.parent.joinpath(*parts)
    if not path.is_file() or path.resolve() != descriptor.parent.resolve().joinpath(*parts):
        raise unreadable(source, f'it names "{named[:100]}", which is no file of its folder', hint)
    if path.stat().st_size > MOST_BYTES:
        raise unreadable(source, f'"{named[:100]}" has more than {MOST_BYTES:,} bytes', "split the file")
    try:
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise unreadable(str(path), reason, "check its permissions") from error
