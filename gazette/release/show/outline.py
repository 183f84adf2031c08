"""A difference laid out for reading: sections, entries and the wordings in them. Every report shows this."""

from collections.abc import Sequence
from dataclasses import dataclass

from gazette.model import Text
from gazette.model.text import cut
from gazette.release.changes import Behind, Change, Changes
from gazette.release.kinds import CHANGED, DESCRIBED, IN_SECTION, KINDS, LEVELS
from gazette.release.show.sentences import (
    BEHIND,
    BEHIND_LINE,
    BEHIND_PAGE,
    LONGEST,
    Words,
    property_name,
    sentence,
    shown,
)
from gazette.release.version import level
from gazette.release.wording import Run, wording

_CELLS = frozenset(IN_SECTION[CHANGED])
_IN_COLUMN = _CELLS | {"article-changed"}
_SPOKEN = frozenset(IN_SECTION[DESCRIBED])


@dataclass(frozen=True, slots=True)
class Detail:
    """One change inside an entry: where, what kind in words, and both sides as they are shown."""

    place: str
    language: str
    says: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a reader is told. `record` is the address `table/id` where it is about a record."""

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
            else [_entry(change, language, words) for change in of_section]
        )
        sections.append(Section(words(title), tuple(entries)))
    behind = tuple(_behind(text, language, words) for text in changes.behind)
    sections.append(Section(words(BEHIND), behind))
    return tuple(section for section in sections if section.entries)


def _entry(change: Change, language: str, words: Words) -> Entry:
    details = (_detail(change, "", words),) if change.kind in _SPOKEN else ()
    record = f"{change.table}/{change.record}" if change.record else ""
    label, spoken = _label(change.label, language)
    return Entry(level(change), sentence(change, words), record, label, spoken, details)


def _records(changes: Sequence[Change], language: str, words: Words) -> list[Entry]:
    """One entry a record, with all that changed in it; the records of a table stand together."""
    groups: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        groups.setdefault((change.table, change.record), []).append(change)
    entries = []
    for table, record in sorted(groups, key=lambda address: address[0]):
        group = groups[table, record]
        label, spoken = _label(group[0].label, language)
        details = tuple(_detail(change, words(KINDS[change.kind].sentence), words) for change in group)
        gravest = max((level(change) for change in group), key=LEVELS.index)
        entries.append(Entry(gravest, "", f"{table}/{record}", label, spoken, details))
    return entries


def _detail(change: Change, says: str, words: Words) -> Detail:
    old, new = change.old, change.new
    if isinstance(old, str) and isinstance(new, str):
        runs = wording(old, new)
    else:
        runs = (Run("deleted", shown(old, words)), Run("inserted", shown(new, words)))
    return Detail(
        change.column if change.kind in _IN_COLUMN else property_name(change), change.language, says, runs
    )


def _behind(text: Behind, language: str, words: Words) -> Entry:
    label, spoken = _label(text.label, language)
    line = words(BEHIND_LINE if text.table else BEHIND_PAGE) % {
        "column": text.column,
        "language": text.language,
    }
    return Entry("patch", line, f"{text.table}/{text.record}".lstrip("/"), label, spoken)


def _label(label: Text, language: str) -> tuple[str, str]:
    best = label.best(language)
    if best is None:
        return "", ""
    return cut(best.text, LONGEST), best.language
