"""The words of every report: how it begins, a change in one sentence, and a value as it is put into one.

English is the key under which a catalogue of words has the others; `%(name)s` marks what is put in.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from gazette.jsontext import json_text
from gazette.model.text import cut
from gazette.release.changes import Change, Changes, Edition
from gazette.release.content import TableContent
from gazette.release.kinds import CLAUSE_OF, KINDS
from gazette.release.version import next_version, verdict

LEVEL_WORDS = {
    "major": "A major version: who reads the data by name or by place must look.",
    "minor": "A minor version: something is new or says something else; every name and place still holds.",
    "patch": "A patch: the substance is the same.",
    "none": "Nothing changed.",
}

BEHIND = "Translations that fell behind"
BEHIND_LINE = "%(column)s in %(language)s: the source text changed and this translation did not."
BEHIND_PAGE = "The page in %(language)s: the source page changed and this translation did not."
EMPTY = "nothing"
WORKING_TREE = "the working tree"
LONGEST = 160
"""Characters of a value or a label that a sentence bears."""

Words = Callable[[str], str]
"""From an English sentence to that of another language; `%(name)s` marks what is put in."""


def english(words: str) -> str:
    """The words themselves."""
    return words


def fit_to_print(character: str) -> bool:
    """True for what may stand in a report as it is; French no-break spaces do, which Python calls unprintable."""
    return character.isprintable() or character in "\u00a0\u202f"


def shown(value: object, words: Words) -> str:
    """A value in a sentence: short, and never nothing at all."""
    if value is None or value == "":
        return words(EMPTY)
    if isinstance(value, str):
        text = value
    elif isinstance(value, list) and all(isinstance(item, str) for item in value):
        text = ", ".join(value)
    else:
        text = _plain(value)
    return text if len(text) <= LONGEST else cut(text, LONGEST)


def sentence(change: Change, words: Words) -> str:
    """A change in one sentence."""
    return words(KINDS[change.kind].sentence) % _facts(change, words)


def _facts(change: Change, words: Words) -> dict[str, str]:
    side = change.new if change.new is not None else change.old
    rows = len(side.rows) if isinstance(side, TableContent) else len(side) if isinstance(side, list) else 0
    target = str(side.get("table") or change.table) if isinstance(side, Mapping) else ""
    return {
        "table": change.table,
        "column": change.column,
        "record": change.record,
        "language": change.language,
        "name": property_name(change),
        "old": _in_sentence(change.old, words),
        "new": _in_sentence(change.new, words),
        "rows": f"{rows:,}",
        "target": target,
    }


def _in_sentence(value: object, words: Words) -> str:
    return "" if isinstance(value, TableContent) else shown(value, words)


def property_name(change: Change) -> str:
    """The property, constraint or value of a change, as readers know it."""
    return change.name.removeprefix("schema.").removeprefix("constraints.")


def _plain(value: object) -> str:
    try:
        return json_text(value)
    except (TypeError, ValueError):
        return str(value)


def heading(changes: Changes, words: Words) -> Iterator[str]:
    """A few lines: the two editions, the level in words, the version, and each forcing clause with its count."""
    called = verdict(changes)
    yield f"{_named(changes.old, words)} → {_named(changes.new, words)}"
    yield words(LEVEL_WORDS[called.level])
    if changes:
        yield words("After %(old)s this makes it %(new)s, because:") % {
            "old": changes.old.version,
            "new": called_version(changes) or "?",
        }
    counted = Counter(CLAUSE_OF[change.kind].words for change in called.forcing)
    for clause in called.clauses:
        yield f"  - {words(clause.words)} ({counted[clause.words]:,}×)"
    if not changes.articles:
        yield words("Pages were not compared: one of the two editions holds none.")


def _named(edition: Edition, words: Words) -> str:
    facts = f"{edition.version}, {edition.created[:10]}"
    if edition.name and edition.name != edition.version:
        return f"{words(edition.name) if edition.name == WORKING_TREE else edition.name} ({facts})"
    return f"{edition.version} ({edition.created[:10]})"


def called_version(changes: Changes) -> str | None:
    """The version that follows the old edition's; None where that is no version of three numbers."""
    try:
        return next_version(changes.old.version, verdict(changes))
    except ValueError:
        return None
