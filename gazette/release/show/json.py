"""A difference for programs, by the published JSON Schema `gazette/release/changes.schema.json`.

One flat list of changes; members that a kind does not need are left out, and an absent `old` or `new` means
that there was or is nothing. Changed texts come with their wording, word by word.
"""

import datetime
import json
from collections.abc import Mapping
from importlib.resources import files

from gazette.jsontext import json_bytes
from gazette.model import Text
from gazette.release.changes import Change, Changes, Edition
from gazette.release.content import TableContent
from gazette.release.kinds import CLAUSE_OF
from gazette.release.show.sentences import Words, called_version, english
from gazette.release.version import verdict
from gazette.release.wording import wording

Json = dict[str, object]
_WORDED = ("text-changed", "spelling-corrected", "translation-changed", "article-changed")


def json_report(changes: Changes, words: Words = english) -> str:  # noqa: ARG001 - the reports share a shape
    """The whole difference as JSON."""
    return json_bytes(as_json(changes)).decode()


def as_json(changes: Changes) -> Json:
    """The whole difference as JSON values."""
    called = verdict(changes)
    return {
        "old": _edition(changes.old),
        "new": _edition(changes.new),
        "verdict": {
            "level": called.level,
            **({"version": version} if (version := called_version(changes)) else {}),
            "because": [{"level": clause.level, "clause": clause.words} for clause in called.clauses],
        },
        "pagesCompared": changes.articles,
        "counts": dict(changes.counts),
        "changes": [_change(change) for change in changes.changes],
        "behind": [
            _filled(
                {
                    "table": text.table,
                    "record": text.record,
                    "column": text.column,
                    "language": text.language,
                    "label": dict(text.label.entries),
                }
            )
            for text in changes.behind
        ],
    }


def schema() -> Mapping[str, object]:
    """The published JSON Schema of this report."""
    published: Mapping[str, object] = json.loads(
        files("gazette.release").joinpath("changes.schema.json").read_text(encoding="utf-8")
    )
    return published


def _edition(edition: Edition) -> Json:
    return {"version": edition.version, "created": edition.created, **_filled({"name": edition.name})}


def _change(change: Change) -> Json:
    old, new = change.old, change.new
    words = (
        wording(old, new) if change.kind in _WORDED and isinstance(old, str) and isinstance(new, str) else ()
    )
    members: Json = {
        "kind": change.kind,
        "level": CLAUSE_OF[change.kind].level,
        **_filled(
            {
                "table": change.table,
                "column": change.column,
                "record": change.record,
                "language": change.language,
                "name": change.name,
                "label": _label(change.label),
            }
        ),
    }
    members |= {name: _value(side) for name, side in (("old", old), ("new", new)) if side is not None}
    members |= {"after": change.after} if change.after is not None else {}
    return members | ({"wording": [[run.kind, run.text] for run in words]} if words else {})


def _label(label: Text) -> Json:
    # A table in no language names its records under no code; JSON readers get "und", as BCP 47 has it.
    return {code or "und": words for code, words in label.entries}


def _filled(members: Json) -> Json:
    return {name: value for name, value in members.items() if value not in ("", {})}


def _value(value: object) -> object:
    match value:
        case TableContent():
            keys: Json = {"primaryKey": list(value.primary_key)}
            keys["uniqueKeys"] = [list(key) for key in value.unique_keys]
            keys["foreignKeys"] = [
                {"fields": list(key.columns), "resource": key.table, "targets": list(key.targets)}
                for key in value.foreign_keys
            ]
            schema = {"fields": [dict(field) for field in value.fields.values()], **keys, **value.schema}
            rows = [{"record": key, "values": _value(row)} for key, row in value.rows.items()]
            return {"resource": _value(value.facts), "schema": _value(schema), "rows": rows}
        case datetime.date():
            return value.isoformat()
        case Mapping():
            return {str(name): _value(item) for name, item in value.items()}
        case list() | tuple():
            return [_value(item) for item in value]
        case _:
            return value
