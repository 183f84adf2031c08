"""A change in one sentence, and a value as it is put into one."""

from collections.abc import Mapping

from gazette.jsontext import json_text
from gazette.release.changes import Change
from gazette.release.content import TableContent
from gazette.release.show.phrases import EMPTY, PHRASES, Words

LONGEST = 160
"""Characters of a value or a label that a sentence bears."""


def shown(value: object, words: Words) -> str:
    """A value in a sentence: short, and never nothing at all."""
    if value is None or value == "":
        return words(EMPTY)
    if isinstance(value, str):
        text = value
    elif isinstance(value, list) and all(isinstance(one, str) for one in value):
        text = ", ".join(value)
    else:
        text = _plain(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def sentence(change: Change, words: Words) -> str:
    """A change in one sentence."""
    return words(PHRASES[change.kind]) % _facts(change, words)


def _facts(change: Change, words: Words) -> dict[str, str]:
    side = change.new if change.new is not None else change.old
    rows = len(side.rows) if isinstance(side, TableContent) else len(side) if isinstance(side, list) else 0
    target = str(side.get("table") or change.table) if isinstance(side, Mapping) else ""
    return {
        "table": change.table,
        "column": change.column,
        "record": change.record,
        "language": change.language,
        "name": told_name(change),
        "old": _in_sentence(change.old, words),
        "new": _in_sentence(change.new, words),
        "rows": f"{rows:,}",
        "target": target,
    }


def _in_sentence(value: object, words: Words) -> str:
    return "" if isinstance(value, TableContent) else shown(value, words)


def told_name(change: Change) -> str:
    """The property, constraint or value of a change, as readers are told it."""
    return change.name.removeprefix("schema.").removeprefix("constraints.")


def _plain(value: object) -> str:
    try:
        return json_text(value)
    except (TypeError, ValueError):
        return str(value)
