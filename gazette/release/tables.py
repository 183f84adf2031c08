"""What changed in a table that both editions have: its description, columns, constraints, keys and rows.

A changed cell is a matter of substance, of spelling, of translation, or a move.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import takewhile
from typing import Literal

from gazette.jsontext import json_text
from gazette.model import Catalog, Field, Record, Table, Text, Tombstone, meaning
from gazette.model.cell import parse
from gazette.model.table import Value
from gazette.release.changes import Change, Kind
from gazette.release.content import Facts, Row, TableContent
from gazette.release.wording import Vocabulary, is_spelling, vocabulary

_LOWER = ("minLength", "minimum", "exclusiveMinimum")
_UPPER = ("maxLength", "maximum", "exclusiveMaximum")
_READING = {
    "type", "format", "trueValues", "falseValues", "decimalChar", "groupChar", "bareNumber", "itemType", "delimiter",
    "missingValues",
}  # fmt: skip
"""Properties that say how a cell is read: a change of one is a change of the type."""
_HUMAN = {meaning.LABEL, meaning.DESCRIPTION, meaning.DEFINITION, meaning.NOTE, meaning.EXPANSION}
"""Meanings whose texts are prose also where the column's name ends in no language."""
FIRST = ""
"""Stands for the item before the first one; no key is empty."""

Tombstones = Mapping[tuple[str, str], Tombstone]
"""Tombstones by (new) table and old id."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A table of both editions, its old side under the new names.

    `judged` is the language of a field's texts (empty: no text) and what a changed cell of it is; `words` are those
    of the old edition by language. `renamed` are renamed records, new id to old; `tombstones` all tombstones of the
    new edition, and `older_tombstones` those that the old one had already; `successors` the records (table and new
    id) whose old id has a tombstone.
    """

    old: TableContent
    new: TableContent
    old_model: Table
    model: Table
    judged: Mapping[str, tuple[str, Kind]]
    words: Mapping[str, Vocabulary]
    renamed: Mapping[str, str]
    tombstones: Tombstones
    older_tombstones: Tombstones
    successors: frozenset[tuple[str, str]]


def table_changes(pair: Pair) -> Iterator[Change]:
    """Everything that changed in a table."""
    old, new = pair.old, pair.new
    for name, was, now in differing(old.facts, new.facts):
        yield Change("table-described", new.name, name=name, old=was, new=now)
    for name, was, now in differing(old.schema, new.schema):
        if name == "missingValues":
            yield Change("column-retyped", new.name, name=name, old=was, new=now)
        else:
            kind = "table-meaning-changed" if name == "rdfType" else "table-described"
            yield Change(kind, new.name, name=f"schema.{name}", old=was, new=now)
    yield from _columns(old, new)
    yield from _keys(old, new)
    yield from _rows(pair)
    yield from _reused_ids(pair)


# ---- what both sides of a difference are held against


def differing(old: Facts, new: Facts) -> Iterator[tuple[str, object, object]]:
    """Properties that are not the same on both sides, with both values; None where there is none."""
    for name in dict.fromkeys((*old, *new)):
        was, now = old.get(name), new.get(name)
        if was != now or type(was) is not type(now):
            yield name, was, now


def places(
    old: Iterable[str], new: Iterable[str]
) -> Iterator[tuple[Literal["removed", "added", "moved", "kept"], str, str | None]]:
    """What became of each item of an ordered list, with the item behind which it stands now; removals first.

    As few as possible are called moved: the others stand in the same order on both sides.
    """
    before, after = {key: at for at, key in enumerate(old)}, list(new)
    present = set(after)
    for key in before:
        if key not in present:
            yield "removed", key, None
    common = [key for key in after if key in before]
    kept = {common[at] for at in _longest_rise([before[key] for key in common])}
    for key, behind in zip(after, (FIRST, *after), strict=False):
        yield "kept" if key in kept else "moved" if key in before else "added", key, behind


def _longest_rise(numbers: list[int]) -> Iterator[int]:
    """The indices of a longest rising subsequence, the last first (patience sorting, n log n)."""
    tops: list[int] = []
    ends: list[int] = []
    back: list[int] = []
    for at, number in enumerate(numbers):
        pile = bisect_left(tops, number)
        back.append(ends[pile - 1] if pile else -1)
        tops[pile : pile + 1], ends[pile : pile + 1] = [number], [at]
    at = ends[-1] if ends else -1
    while at >= 0:
        yield at
        at = back[at]


# ---- columns, constraints and keys; both sides already bear the new names


def _columns(old: TableContent, new: TableContent) -> Iterator[Change]:
    """Columns removed, added, moved and changed."""
    name = new.name
    last = set(takewhile(lambda column: column not in old.fields, reversed(list(new.fields))))
    for step, column, after in places(old.fields, new.fields):
        if step == "removed":
            yield Change("column-removed", name, column, old=_with_cells(old, new, column))
        elif step == "added":
            kind = "column-appended" if column in last else "column-inserted"
            yield Change(kind, name, column, new=_with_cells(new, old, column), after=after)
        else:
            if step == "moved":
                yield Change("column-moved", name, column, after=after)
            yield from _field(name, column, old.fields[column], new.fields[column])


def _with_cells(table: TableContent, other: TableContent, column: str) -> Facts:
    """A column that only one side has, with its cells in the rows that both sides have."""
    cells = {
        key: row[column]
        for key, row in table.rows.items()
        if key in other.rows and row.get(column) is not None
    }
    return {"field": table.fields[column], "cells": cells}


def _field(table: str, column: str, old: Facts, new: Facts) -> Iterator[Change]:
    """What changed in a column, of which both field descriptors are given."""
    for name, was, now in differing(old, new):
        if name in ("name", "constraints"):
            continue
        if name == "labels" and all(value is None or isinstance(value, dict) for value in (was, now)):
            for value, called, calls in differing(inner(old, "labels"), inner(new, "labels")):
                yield Change("allowed-value-relabelled", table, column, name=value, old=called, new=calls)
            continue
        kind = "column-meaning-changed" if name == "rdfType" else "column-described"
        yield Change(
            "column-retyped" if name in _READING else kind, table, column, name=name, old=was, new=now
        )
    for name, was, now in differing(inner(old, "constraints"), inner(new, "constraints")):
        if name == "enum" and isinstance(was, list | tuple) and isinstance(now, list | tuple):
            before, values = allowed(was), allowed(now)
            for step, value, after in places(before, values):
                if step != "kept":
                    gone, come = before.get(value), values.get(value)
                    yield Change(
                        f"allowed-value-{step}", table, column, name=value, after=after,
                        old=gone if step == "removed" else None, new=come if step == "added" else None,
                    )  # fmt: skip
            continue
        kind = _direction(name, was, now)
        property_ = f"constraints.{name}" if kind == "column-described" else name
        yield Change(kind, table, column, name=property_, old=was, new=now)


def inner(facts: Facts, name: str) -> Facts:
    """The `constraints` or `labels` of a field; empty where it has none."""
    value = facts.get(name)
    return value if isinstance(value, Mapping) else {}


def allowed(values: object) -> dict[str, object]:
    """Allowed values by how they are written."""
    listed = values if isinstance(values, list | tuple) else ()
    return {value if isinstance(value, str) and value else json_text(value): value for value in listed}


def _direction(name: str, old: object, new: object) -> Kind:
    """Tightened, loosened or, where both say the same in other words, a matter of description.

    What cannot be compared, such as two patterns, counts as tightened: some value may no longer pass.
    """
    if old is None or new is None:
        return "constraint-tightened" if old is None else "constraint-loosened"
    order: int | None = None
    try:
        before, after = Decimal(str(old)), Decimal(str(new))
        order = (before > after) - (before < after)
    except InvalidOperation:
        if isinstance(old, str) and isinstance(new, str) and len(old) == len(new):
            order = (old > new) - (old < new)  # dates, as ISO 8601 writes them
    if order == 0:
        return "column-described"
    if order is None or name not in (*_LOWER, *_UPPER):
        return "constraint-tightened"
    return "constraint-tightened" if (order < 0) == (name in _LOWER) else "constraint-loosened"


def _keys(old: TableContent, new: TableContent) -> Iterator[Change]:
    """Primary, unique and foreign keys that came, went or changed."""
    name = new.name
    if old.primary_key != new.primary_key:
        yield Change("primary-key-changed", name, old=list(old.primary_key), new=list(new.primary_key))
    for unique in (*old.unique_keys, *new.unique_keys):
        columns = "+".join(unique)
        if unique not in new.unique_keys:
            yield Change("unique-key-removed", name, columns, old=list(unique))
        elif unique not in old.unique_keys:
            yield Change("unique-key-added", name, columns, new=list(unique))
    for key in (*old.foreign_keys, *new.foreign_keys):
        columns = "+".join(key.columns)
        written = {"columns": list(key.columns), "table": key.table, "targets": list(key.targets)}
        if key not in new.foreign_keys:
            yield Change("foreign-key-removed", name, columns, old=written)
        elif key not in old.foreign_keys:
            fresh = not any(column in old.fields for column in key.columns)
            kind = "foreign-key-of-new-column" if fresh else "foreign-key-added"
            yield Change(kind, name, columns, new=written)


# ---- rows


def _rows(pair: Pair) -> Iterator[Change]:
    """Rows removed, added, renamed, reordered and changed, cell by cell."""
    old, new, name = pair.old, pair.new, pair.new.name
    columns = [
        (column, any(old.fields[column].get(what) != facts.get(what) for what in _READING))
        for column, facts in new.fields.items()
        if column in old.fields
    ]
    shifted = []
    for step, key, after in places(old.rows, new.rows):
        if step == "removed":
            row = old.rows[key]
            kind = "record-withdrawn" if _has_tombstone(pair, key, row) else "record-removed"
            yield Change(kind, name, record=key, old=row, label=label(pair.old_model, row))
            continue
        row = new.rows[key]
        if step == "added":
            reused = (name, key) in pair.older_tombstones or (name, key) in pair.tombstones
            kind = "id-reused" if reused else "record-added"
            yield Change(kind, name, record=key, new=row, after=after, label=label(pair.model, row))
            continue
        if key in pair.renamed:
            was = pair.renamed[key]
            if (name, key) in pair.older_tombstones:
                yield Change("id-reused", name, record=key, old=was, new=key, label=label(pair.model, row))
            kind = "record-replaced" if _has_tombstone(pair, was, row) else "record-renamed"
            yield Change(kind, name, record=key, old=was, new=key, label=label(pair.model, row))
        yield from _cells(pair, key, columns)
        if step == "moved":
            shifted.append({"record": key, "after": after})
    if shifted:
        placed = all(table.column(meaning.POSITION) for table in (pair.old_model, pair.model))
        yield Change("records-resorted" if placed else "records-reordered", name, new=shifted)


def _cells(pair: Pair, key: str, columns: list[tuple[str, bool]]) -> Iterator[Change]:
    """Cells of a row that changed; `columns` are those of both sides, each with whether it is read otherwise."""
    old, new = pair.old.rows[key], pair.new.rows[key]
    for column, retyped in columns:
        was = recast(old[column], pair.new.fields[column]) if retyped else old[column]
        now = new[column]
        if not _same_value(was, now):
            language, kind = pair.judged[column]
            if kind == "text-changed" and isinstance(was, str) and isinstance(now, str):
                spelling = is_spelling(was, now, pair.words.get(language, {}))
                kind = "spelling-corrected" if spelling else kind
            named = label(pair.model, new)
            yield Change(kind, pair.new.name, column, key, language, old=was, new=now, label=named)


def label(table: Table, row: Row) -> Text:
    """What readers call a row; empty where no column names it."""
    column = table.label_column
    if column is None or any(field.name not in row for field in column.fields):
        return Text()
    return table.text(Record(table.name, "", row, 0), column)


def recast(value: Value, facts: Facts) -> Value:
    """An old value as a column of a new type would read it; the value itself where it cannot."""
    if value is None:
        return None
    try:
        return parse(str(value).lower() if isinstance(value, bool) else str(value), facts)
    except (ValueError, ArithmeticError):
        return value


def _same_value(old: Value, new: Value) -> bool:
    """True if two cells hold the same: 1 is not true, and 1.0 is not 1.00."""
    if old is new:
        return True
    return old == new and type(old) is type(new) and (not isinstance(old, Decimal) or str(old) == str(new))


def _has_tombstone(pair: Pair, key: str, row: Row) -> bool:
    """True if a tombstone stands for this row, or for the record whose evidence it is."""
    if (pair.new.name, key) in pair.tombstones:
        return True
    about = pair.new.evidence_columns
    if about is None or any(column not in row for column in about):
        return False
    # Evidence of a renamed record follows it, so the row may already say the new id.
    record = (str(row[about[0]]), str(row[about[1]]))
    return record in pair.tombstones or record in pair.successors


def _reused_ids(pair: Pair) -> Iterator[Change]:
    """Ids that stand for another record now: what they named before lives on under a new id."""
    old, new, column = pair.old, pair.new, pair.model.label_column
    if column is None or "id" not in new.fields or column.first.name not in old.fields:
        return
    parents = (part.first.name for part in pair.model.columns_of(meaning.PART_OF))
    names = (column.first.name, *(parent for parent in parents if parent in old.fields))

    def identity(row: Row) -> tuple[object, ...] | None:
        return None if row[names[0]] is None else tuple(row[name] for name in names)

    came: dict[tuple[object, ...] | None, str] = {
        who: key
        for key, row in new.rows.items()
        if (who := identity(row)) is not None and (key not in old.rows or identity(old.rows[key]) != who)
    }
    for key, row in old.rows.items():
        who = identity(row)
        if key in new.rows and came.get(who, key) != key and identity(new.rows[key]) != who:
            now = label(pair.model, new.rows[key])
            yield Change("id-reused", new.name, record=key, old=key, new=came[who], label=now)


# ---- how a changed cell is judged


def judged(table: Table, source_language: str) -> Mapping[str, tuple[str, Kind]]:
    """By the name of a field: the language of its texts (empty: no text), and what a changed cell of it is."""
    kinds: dict[str, tuple[str, Kind]] = {}
    for column in table.columns:
        for field in column.fields:
            language = _language(field, source_language)
            if field.meaning in (meaning.PART_OF, meaning.POSITION):
                kinds[field.name] = "", "record-moved"
            elif not language:
                kinds[field.name] = "", "value-changed"
            elif field.language is not None and field is not column.first:
                kinds[field.name] = language, "translation-changed"
            else:
                kinds[field.name] = language, "text-changed"
    return kinds


def vocabularies(catalog: Catalog) -> Mapping[str, Vocabulary]:
    """The words of all texts of an edition, by language."""
    texts: dict[str, list[str]] = {}
    for table in catalog.tables:
        for field in table.fields:
            language = _language(field, catalog.source_language)
            if language and field.type == "string":
                cells = (record.values[field.name] for record in table.records)
                texts.setdefault(language, []).extend(str(cell) for cell in cells if cell)
    return {language: vocabulary(of_language) for language, of_language in texts.items()}


def _language(field: Field, source: str) -> str:
    """The language of a column's texts; empty for codes, links, numbers and dates."""
    if field.language is not None:
        return field.language
    plain = field.type == "string" and field.reference is None and not field.allowed
    return source if plain and field.meaning in _HUMAN else ""
