"""A difference laid out for reading: sections, entries and the wordings in them. Every report shows this."""

from collections.abc import Sequence
from dataclasses import dataclass

from gazette.model import Text
from gazette.release.changes import Behind, Change, Changes
from gazette.release.show.phrases import BEHIND, BEHIND_LINE, BEHIND_PAGE, PHRASES, SECTIONS, Words
from gazette.release.show.sentences import LONGEST, sentence, shown, told_name
from gazette.release.version import LEVELS, level
from gazette.release.wording import Run, wording

_CELLS = frozenset(SECTIONS["Changed records"])
_IN_COLUMN = _CELLS | {"article-changed"}
_SPOKEN = frozenset(SECTIONS["Descriptions and pages"])


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
    found = []
    for title, kinds in SECTIONS.items():
        told = changes.of(*kinds)
        entries = (
            _records(told, language, words)
            if kinds[0] in _CELLS
            else [_entry(c, language, words) for c in told]
        )
        found.append(Section(words(title), tuple(entries)))
    found.append(Section(words(BEHIND), tuple(_behind(one, language, words) for one in changes.behind)))
    return tuple(section for section in found if section.entries)


def _entry(change: Change, language: str, words: Words) -> Entry:
    details = (_detail(change, "", words),) if change.kind in _SPOKEN else ()
    record = f"{change.table}/{change.record}" if change.record else ""
    label, spoken = _label(change.label, language)
    return Entry(level(change), sentence(change, words), record, label, spoken, details)


def _records(told: Sequence[Change], language: str, words: Words) -> list[Entry]:
    """One entry a record, with all that changed in it; the records of a table stand together."""
    groups: dict[tuple[str, str], list[Change]] = {}
    for change in told:
        groups.setdefault((change.table, change.record), []).append(change)
    found = []
    for table, record in sorted(groups, key=lambda one: one[0]):
        group = groups[table, record]
        label, spoken = _label(group[0].label, language)
        details = tuple(_detail(one, words(PHRASES[one.kind]), words) for one in group)
        gravest = max((level(one) for one in group), key=LEVELS.index)
        found.append(Entry(gravest, "", f"{table}/{record}", label, spoken, details))
    return found


def _detail(change: Change, says: str, words: Words) -> Detail:
    old, new = change.old, change.new
    if isinstance(old, str) and isinstance(new, str):
        runs = wording(old, new)
    else:
        runs = (Run("deleted", shown(old, words)), Run("inserted", shown(new, words)))
    return Detail(
        change.column if change.kind in _IN_COLUMN else told_name(change), change.language, says, runs
    )


def _behind(one: Behind, language: str, words: Words) -> Entry:
    label, spoken = _label(one.label, language)
    said = BEHIND_LINE if one.table else BEHIND_PAGE
    told = words(said) % {"column": one.column, "language": one.language}
    return Entry("patch", told, f"{one.table}/{one.record}".lstrip("/"), label, spoken)


def _label(label: Text, language: str) -> tuple[str, str]:
    best = label.best(language)
    if best is None:
        return "", ""
    short = best.text if len(best.text) <= LONGEST else best.text[: LONGEST - 1].rstrip() + "…"
    return short, best.language
