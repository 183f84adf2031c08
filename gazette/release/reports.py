"""A difference as a report: `DIFF_REPORTERS` has a function for each form, from changes (and words) to a text.

The JSON keeps the published schema `changes.schema.json` beside this file: one flat list of changes, in which
members that a kind does not need are left out, and an absent `old` or `new` means that there was or is nothing.
The page of HTML needs nothing else: no script, no request, light and dark, printable.
"""

import datetime
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from importlib.resources import files

from gazette.jsontext import json_bytes
from gazette.model import Text
from gazette.release.changes import Change, Changes, Edition
from gazette.release.content import TableContent
from gazette.release.markdown import markdown
from gazette.release.outline import Words, fit_to_print, following_version, heading, outline
from gazette.release.wording import Run, wording

Json = dict[str, object]
_WORDED = ("text-changed", "spelling-corrected", "translation-changed", "article-changed")


# ---- a terminal


def text(changes: Changes, words: Words) -> str:
    """Plain lines, with all that changed; `[-old-]` and `{+new+}` in the wording, as `git diff --word-diff` has it."""
    lines = list(heading(changes, words))
    for section in outline(changes, words):
        lines += ["", f"{section.title} ({len(section.entries):,})"]
        for entry in section.entries:
            named = f"{entry.record} “{entry.label}”" if entry.label else entry.record
            parts = (entry.sentence, f"({named})" if entry.sentence and named else named)
            lines.append("  " + " ".join(part for part in parts if part))
            for detail in entry.details:
                place = f"{detail.place}: " if detail.place else ""
                says = f"{detail.says} " if detail.says else ""
                lines.append(f"      {place}{says}{_marked(detail.runs)}")
    # A terminal obeys control characters, and texts come from anywhere.
    return "".join(
        character if fit_to_print(character) or character == "\n" else f"\\x{ord(character):02x}"
        for character in "\n".join(lines) + "\n"
    )


def _marked(runs: tuple[Run, ...]) -> str:
    signs = {"equal": "%s", "deleted": "[-%s-]", "inserted": "{+%s+}"}
    return " ".join("".join(signs[run.kind] % run.text for run in runs).split("\n"))


# ---- a browser


def html(changes: Changes, words: Words) -> str:
    """The whole page; the template engine is imported only where it is asked for."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("gazette.release", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    title, *lines = heading(changes, words)
    report = environment.get_template("difference.html").render(
        title=title,
        lead=[line for line in lines if not line.startswith("  - ")],
        clauses=[line.removeprefix("  - ") for line in lines if line.startswith("  - ")],
        sections=outline(changes, words),
        words=words,
    )
    # HTML has no way to write most control characters, not even escaped.
    return "".join(
        character if fit_to_print(character) or character in "\n " else "\ufffd" for character in report
    )


# ---- programs


def as_json(changes: Changes) -> str:
    """The whole difference as JSON."""
    version = following_version(changes)
    because = [{"level": clause.level, "clause": clause.words} for clause in changes.clauses]
    whole = {
        "old": _edition(changes.old),
        "new": _edition(changes.new),
        "verdict": {"level": changes.level, **({"version": version} if version else {}), "because": because},
        "pagesCompared": changes.articles,
        "counts": dict(changes.counts),
        "changes": [_change(change) for change in changes.changes],
        "behind": [_filled({**asdict(text), "label": _label(text.label)}) for text in changes.behind],
    }
    return json_bytes(whole).decode()


def schema_of(name: str) -> Mapping[str, object]:
    """The published JSON Schema of this report (`changes`) or of the list of versions (`versions`)."""
    text = files("gazette.release").joinpath(f"{name}.schema.json").read_text(encoding="utf-8")
    published: Mapping[str, object] = json.loads(text)
    return published


def _edition(edition: Edition) -> Json:
    return {"version": edition.version, "created": edition.created, **_filled({"name": edition.name})}


def _change(change: Change) -> Json:
    old, new = change.old, change.new
    runs = (
        wording(old, new) if change.kind in _WORDED and isinstance(old, str) and isinstance(new, str) else ()
    )
    about = {
        "table": change.table,
        "column": change.column,
        "record": change.record,
        "language": change.language,
        "name": change.name,
        "label": _label(change.label),
    }
    beside = {
        "old": _value(old),
        "new": _value(new),
        "after": change.after,
        "wording": [[run.kind, run.text] for run in runs] or None,
    }
    return {
        "kind": change.kind,
        "level": change.level,
        **_filled(about),
        **{name: value for name, value in beside.items() if value is not None},
    }


def _label(label: Text) -> Json:
    # A table in no language names its records under no code; JSON readers get "und", as BCP 47 has it.
    return {code or "und": words for code, words in label.entries}


def _filled(members: Mapping[str, object]) -> Json:
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


DIFF_REPORTERS: Mapping[str, Callable[[Changes, Words], str]] = {
    "text": text,
    "json": lambda changes, _: as_json(changes),
    "markdown": markdown,
    "html": html,
}
"""Reporters by name of their form."""
