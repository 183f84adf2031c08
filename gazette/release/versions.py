"""data/versions.json: small and stable, for programs that ask whether there is something new."""

from collections.abc import Iterator

from gazette import urls
from gazette.artifact import Artifact
from gazette.jsontext import json_bytes
from gazette.model import Catalog
from gazette.release.freeze import SUMS
from gazette.release.history import History
from gazette.release.show.json import schema as changes_schema
from gazette.release.version import verdict

NAME = "versions.json"
SCHEMA = "versions.schema.json"
CHANGES = "changes.schema.json"
"""The schema of what `changes.json` and `diff --format json` hold."""
_VERSION = {"type": "string", "pattern": r"^[0-9]+\.[0-9]+\.[0-9]+$"}
_DATE = {"type": "string", "format": "date"}


def describe(catalog: Catalog, past: History) -> Iterator[Artifact]:
    """The list of versions with its JSON Schema, and that of differences, at addresses that never change."""
    yield Artifact(f"data/{NAME}", "application/json", json_bytes(versions(catalog, past)))
    yield Artifact(f"schema/{SCHEMA}", "application/schema+json", json_bytes(schema(catalog)))
    described = {**changes_schema(), "$id": urls.own(catalog.homepage, f"schema/{CHANGES}")}
    yield Artifact(f"schema/{CHANGES}", "application/schema+json", json_bytes(described))


def versions(catalog: Catalog, past: History) -> dict[str, object]:
    """What the list says: the newest version, and every version with its date, place and seal."""
    levels = {step.new.version: verdict(step.changes).level for step in past.steps}
    return {
        "name": catalog.name,
        "latest": past.newest.version if past.newest else None,
        "versions": [
            {
                "version": release.version,
                "date": release.date,
                "level": levels.get(release.version),
                "path": f"{release.version}/",
                "files": len(release.files),
                "checksums": f"{release.version}/{SUMS}",
            }
            for release in reversed(past.releases)
        ],
    }


def schema(catalog: Catalog) -> dict[str, object]:
    """The JSON Schema (2020-12) of the list."""
    version = {
        "version": _VERSION,
        "date": _DATE,
        "level": {"enum": ["major", "minor", "patch", "none", None]},
        "path": {"type": "string", "description": "Relative to this file."},
        "files": {"type": "integer", "minimum": 1},
        "checksums": {"type": "string", "description": "Relative to this file; for sha256sum -c."},
    }
    listed = {
        "type": "object",
        "properties": version,
        "required": list(version),
        "additionalProperties": False,
    }
    whole = {
        "name": {"type": "string"},
        "latest": {"anyOf": [_VERSION, {"type": "null"}]},
        "versions": {"type": "array", "items": listed, "description": "The newest first."},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": urls.own(catalog.homepage, f"schema/{SCHEMA}"),
        "type": "object",
        "properties": whole,
        "required": list(whole),
        "additionalProperties": False,
    }
