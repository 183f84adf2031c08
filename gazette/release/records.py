"""What changed in the rows of a table that both editions have, cell by cell, and what that means.

A changed cell is a matter of substance, of spelling, of translation, or a move.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gazette.model import Catalog, Column, Field, Record, Table, Text, Tombstone, meaning
from gazette.model.cell import parse
from gazette.model.table import Value
from gazette.release.changes import Change, Kind
from gazette.release.content import Facts, Row, TableContent
from gazette.release.order import before, moved
from gazette.release.renames import evidence_columns
from gazette.release.schemas import READING
from gazette.release.spelling import Vocabulary, is_spelling, vocabulary

_HUMAN = {
    meaning.LABEL,
    meaning.DESCRIPTION,
    meaning.DEFINITION,
    meaning.NOTE,
    meaning.EXPANSION,
}
"""Meanings whose texts are prose also where the column's name ends in no language."""

Verdict = Callable[[Value, Value], Kind]


@dataclass(frozen=True, slots=True)
class Judged:
    """A column's field with the language of its texts (empty: no text) and what a changed cell of it is."""

    language: str
    kind: Verdict


def judges(table: Table, source_language: str, known: Mapping[str, Vocabulary]) -> Mapping[str, Judged]:
    """How to judge a changed cell, by the name of its field."""
    return {
        field.name: _judged(field, column, source_language, known)
        for column in table.columns
        for field in column.fields
    }


def vocabularies(catalog: Catalog) -> Mapping[str, Vocabulary]:
    """The words of all texts of an edition, by language."""
    texts: dict[str, list[str]] = {}
    for table in catalog.tables:
        for field in table.fields:
            language = _language(field, catalog.source_language)
            if language and field.type == "string":
                texts_of_language = texts.setdefault(language, [])
                texts_of_language += [
                    str(value) for record in table.records if (value := record.values[field.name])
                ]
    return {language: vocabulary(texts_of_language) for language, texts_of_language in texts.items()}


def recast(value: Value, facts: Facts) -> Value:
    """An old value as a column of a new type would read it; the value itself where it cannot."""
    if value is None:
        return None
    text = str(value).lower() if isinstance(value, bool) else str(value)
    try:
        return parse(text, facts)
    except (ValueError, ArithmeticError):
        return value


def same_value(old: Value, new: Value) -> bool:
    """True if two cells hold the same: 1 is not true, and 1.0 is not 1.00."""
    if old is new:
        return True
    return old == new and type(old) is type(new) and (not isinstance(old, Decimal) or str(old) == str(new))


def _judged(field: Field, column: Column, source: str, known: Mapping[str, Vocabulary]) -> Judged:
    if field.meaning in (meaning.PART_OF, meaning.POSITION):
        return Judged("", lambda _old, _new: "record-moved")
    language = _language(field, source)
    if not language:
        return Judged("", lambda _old, _new: "value-changed")
    if field.language is not None and field is not column.first:
        return Judged(language, lambda _old, _new: "translation-changed")
    words = known.get(language, {})

    def text(old: Value, new: Value) -> Kind:
        spelt = isinstance(old, str) and isinstance(new, str) and is_spelling(old, new, words)
        return "spelling-corrected" if spelt else "text-changed"

    return Judged(language, text)


def _language(field: Field, source: str) -> str:
    """The language of a column's texts; empty for codes, links, numbers and dates."""
    if field.language is not None:
        return field.language
    plain = field.type == "string" and field.reference is None and not field.allowed
    return source if plain and field.meaning in _HUMAN else ""


Tombstones = Mapping[tuple[str, str], Tombstone]
"""Tombstones by (new) table and old id."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A table of both editions, its old side under the new names. `judged` is by field.

    `renamed` are renamed records, new id to old; `tombstones` all tombstones of the new edition, and
    `older_tombstones` those that the old one had already; `successors` the records (table and new id) whose old id
    has a tombstone.
    """

    old: TableContent
    new: TableContent
    old_model: Table
    model: Table
    judged: Mapping[str, Judged]
    renamed: Mapping[str, str]
    tombstones: Tombstones
    older_tombstones: Tombstones
    successors: frozenset[tuple[str, str]]


def record_changes(pair: Pair) -> Iterator[Change]:
    """Rows removed, added, renamed, reordered and changed, cell by cell."""
    old, new = pair.old, pair.new
    for key, row in old.rows.items():
        if key not in new.rows:
            yield Change(
                _removal(pair, key, row), new.name, record=key, old=row, label=label(pair.old_model, row)
            )
    places = before(list(new.rows))
    columns = [name for name in new.fields if name in old.fields]
    retyped = {name for name in columns if _read_otherwise(pair, name)}
    for key, row in new.rows.items():
        if key not in old.rows:
            reused = (new.name, key) in pair.older_tombstones or (new.name, key) in pair.tombstones
            kind: Kind = "id-reused" if reused else "record-added"
            yield Change(kind, new.name, record=key, new=row, after=places[key], label=label(pair.model, row))
            continue
        if key in pair.renamed:
            was = pair.renamed[key]
            replaced = _has_tombstone(pair, was, row)
            if (new.name, key) in pair.older_tombstones:
                yield Change(
                    "id-reused", new.name, record=key, old=was, new=key, label=label(pair.model, row)
                )
            kind = "record-replaced" if replaced else "record-renamed"
            yield Change(kind, new.name, record=key, old=was, new=key, label=label(pair.model, row))
        yield from _cells(pair, key, columns, retyped)
    if shifted := moved(old.rows, list(new.rows)):
        order = [{"record": key, "after": places[key]} for key in new.rows if key in shifted]
        yield Change("records-reordered", new.name, new=order)
    yield from _reused(pair)


def label(table: Table, row: Row) -> Text:
    """What readers call a row; empty where no column names it."""
    column = table.label_column
    if column is None or any(field.name not in row for field in column.fields):
        return Text()
    return table.text(Record(table.name, "", row, 0), column)


def _cells(pair: Pair, key: str, columns: list[str], retyped: set[str]) -> Iterator[Change]:
    old, new = pair.old.rows[key], pair.new.rows[key]
    for name in columns:
        was, now = old[name], new[name]
        if name in retyped:
            was = recast(was, pair.new.fields[name])
        if not same_value(was, now):
            judged = pair.judged[name]
            yield Change(
                judged.kind(was, now), pair.new.name, name, key, judged.language,
                old=was, new=now, label=label(pair.model, new),
            )  # fmt: skip


def _read_otherwise(pair: Pair, name: str) -> bool:
    old, new = pair.old.fields[name], pair.new.fields[name]
    return any(old.get(what) != new.get(what) for what in READING)


def _removal(pair: Pair, key: str, row: Row) -> Kind:
    return "record-withdrawn" if _has_tombstone(pair, key, row) else "record-removed"


def _has_tombstone(pair: Pair, key: str, row: Row) -> bool:
    """True if a tombstone stands for this row, or for the record whose evidence it is."""
    if (pair.new.name, key) in pair.tombstones:
        return True
    about = evidence_columns(pair.new)
    if about is None or any(name not in row for name in about):
        return False
    # Evidence of a renamed record follows it, so the row may already say the new id.
    record = (str(row[about[0]]), str(row[about[1]]))
    return record in pair.tombstones or record in pair.successors


def _reused(pair: Pair) -> Iterator[Change]:
    """Ids that stand for another record now: what they named before lives on under a new id."""
    column = pair.model.label_column
    if column is None or "id" not in pair.new.fields or column.first.name not in pair.old.fields:
        return
    name = column.first.name
    parents = [
        c.first.name for c in pair.model.columns_of(meaning.PART_OF) if c.first.name in pair.old.fields
    ]

    def identity(row: Row) -> tuple[object, ...] | None:
        return None if row[name] is None else (row[name], *(row[parent] for parent in parents))

    came: dict[tuple[object, ...], str] = {}
    for key, row in pair.new.rows.items():
        who = identity(row)
        if who is not None and (key not in pair.old.rows or identity(pair.old.rows[key]) != who):
            came[who] = key
    for key, row in pair.old.rows.items():
        who = identity(row)
        if who is None or key not in pair.new.rows or who not in came or came[who] == key:
            continue
        if identity(pair.new.rows[key]) != who:
            now = label(pair.model, pair.new.rows[key])
            yield Change("id-reused", pair.new.name, record=key, old=key, new=came[who], label=now)
