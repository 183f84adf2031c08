"""A difference laid out for reading, which every report shows: how it begins, sections, entries and their wordings.

English is the key under which a catalogue of words has the others; `%(name)s` marks what is put in.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gazette.jsontext import json_text
from gazette.model import Text
from gazette.model.text import cut
from gazette.release.changes import (
    CHANGED,
    CLAUSE_OF,
    DESCRIBED,
    IN_SECTION,
    KINDS,
    LEVELS,
    Behind,
    Change,
    Changes,
    Edition,
    next_version,
)
from gazette.release.content import TableContent
from gazette.release.wording import Run, wording

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
_LONGEST = 160
"""Characters of a value or a label that a sentence bears."""

Words = Callable[[str], str]
"""From an English sentence to that of another language; `%(name)s` marks what is put in."""


def english(words: str) -> str:
    """The words themselves."""
    return words


@dataclass(frozen=True, slots=True)
class Detail:
    """One change inside an entry: where, what kind in words, and both sides of it."""

    place: str
    language: str
    says: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a reader learns of a change, or of all changes of a record, whose address `table/id` is `record`."""

    level: str
    sentence: str
    record: str = ""
    label: str = ""
    label_language: str = ""
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report."""

    title: str
    entries: tuple[Entry, ...]


def outline(changes: Changes, words: Words) -> tuple[Section, ...]:
    """All sections that have entries, removals first, and last the translations that fell behind."""
    language = changes.languages[0] if changes.languages else ""
    sections = []
    for title, kinds in IN_SECTION.items():
        of_section = changes.of(*kinds)
        entries = (
            _records(of_section, language, words)
            if title == CHANGED
            else [_entry(change, title, language, words) for change in of_section]
        )
        sections.append(Section(words(title), tuple(entries)))
    behind = tuple(_behind(text, language, words) for text in changes.behind)
    sections.append(Section(words(BEHIND), behind))
    return tuple(section for section in sections if section.entries)


def _entry(change: Change, section: str, language: str, words: Words) -> Entry:
    details = (_detail(change, "", words),) if section == DESCRIBED else ()
    record = f"{change.table}/{change.record}" if change.record else ""
    return Entry(change.level, sentence(change, words), record, *_label(change.label, language), details)


def _records(changes: Sequence[Change], language: str, words: Words) -> Iterator[Entry]:
    """One entry a record, with all that changed in it; the records of a table stand together."""
    groups: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        groups.setdefault((change.table, change.record), []).append(change)
    for table, record in sorted(groups, key=lambda address: address[0]):
        group = groups[table, record]
        details = tuple(_detail(change, words(KINDS[change.kind].sentence), words) for change in group)
        level = max((change.level for change in group), key=LEVELS.index)
        yield Entry(level, "", f"{table}/{record}", *_label(group[0].label, language), details)


def _behind(text: Behind, language: str, words: Words) -> Entry:
    line = words(BEHIND_LINE if text.table else BEHIND_PAGE)
    says = line % {"column": text.column, "language": text.language}
    return Entry("patch", says, f"{text.table}/{text.record}".lstrip("/"), *_label(text.label, language))


def _detail(change: Change, says: str, words: Words) -> Detail:
    old, new = change.old, change.new
    if isinstance(old, str) and isinstance(new, str):
        runs = wording(old, new)
    else:
        runs = (Run("deleted", _value(old, words)), Run("inserted", _value(new, words)))
    in_column = change.kind == "article-changed" or KINDS[change.kind].section == CHANGED
    return Detail(change.column if in_column else _name(change), change.language, says, runs)


def _label(label: Text, language: str) -> tuple[str, str]:
    best = label.best(language)
    return (cut(best.text, _LONGEST), best.language) if best else ("", "")


# ---- sentences


def heading(changes: Changes, words: Words) -> Iterator[str]:
    """A few lines: the two editions, the level in words, the version, and each forcing clause with its count."""
    yield f"{_edition(changes.old, words)} → {_edition(changes.new, words)}"
    yield words(LEVEL_WORDS[changes.level])
    if changes:
        yield words("After %(old)s this makes it %(new)s, because:") % {
            "old": changes.old.version,
            "new": following_version(changes) or "?",
        }
    counted = Counter(CLAUSE_OF[change.kind].words for change in changes.forcing)
    for clause in changes.clauses:
        yield f"  - {words(clause.words)} ({counted[clause.words]:,}×)"
    if not changes.articles:
        yield words("Pages were not compared: one of the two editions holds none.")


def _edition(edition: Edition, words: Words) -> str:
    facts = f"{edition.version}, {edition.created[:10]}"
    if edition.name and edition.name != edition.version:
        return f"{words(edition.name) if edition.name == WORKING_TREE else edition.name} ({facts})"
    return f"{edition.version} ({edition.created[:10]})"


def following_version(changes: Changes) -> str | None:
    """The version that follows the old edition's; None where that is no version of three numbers."""
    try:
        return next_version(changes.old.version, changes.level)
    except ValueError:
        return None


def sentence(change: Change, words: Words) -> str:
    """A change in one sentence."""
    side = change.new if change.new is not None else change.old
    rows = len(side.rows) if isinstance(side, TableContent) else len(side) if isinstance(side, list) else 0
    return words(KINDS[change.kind].sentence) % {
        "table": change.table,
        "column": change.column,
        "record": change.record,
        "language": change.language,
        "name": _name(change),
        "old": "" if isinstance(change.old, TableContent) else _value(change.old, words),
        "new": "" if isinstance(change.new, TableContent) else _value(change.new, words),
        "rows": f"{rows:,}",
        "target": str(side.get("table") or change.table) if isinstance(side, Mapping) else "",
    }


def _name(change: Change) -> str:
    """The property, constraint or value of a change, as readers know it."""
    return change.name.removeprefix("schema.").removeprefix("constraints.")


def _value(value: object, words: Words) -> str:
    """A value in a sentence: short, and never nothing at all."""
    if value is None or value == "":
        return words(EMPTY)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = ", ".join(value)
    if not isinstance(value, str):
        try:
            value = json_text(value)
        except (TypeError, ValueError):
            value = str(value)
    return value if len(value) <= _LONGEST else cut(value, _LONGEST)


def fit_to_print(character: str) -> bool:
    """True for what may stand in a report as it is; French no-break spaces do, which Python calls unprintable."""
    return character.isprintable() or character in "\u00a0\u202f"
