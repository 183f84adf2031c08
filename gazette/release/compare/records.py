"""What changed in the rows of a table that both editions have."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gazette.model import Record, Table, Text, Tombstone, meaning
from gazette.release.changes import Change, Kind
from gazette.release.compare.cells import Judged, recast, same_value
from gazette.release.compare.columns import READING
from gazette.release.content import Row, TableContent
from gazette.release.order import before, moved
from gazette.release.renames import evidence_columns

Graves = Mapping[tuple[str, str], Tombstone]
"""Tombstones by (new) table and old id."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A table of both editions, its old side under the new names. `judged` is by field.

    `named` are renamed records, new id to old; `graves` all tombstones of the new edition, `sealed` those
    that the old one had already; `heirs` the records (table and new id) whose old id has a tombstone.
    """

    old: TableContent
    new: TableContent
    old_model: Table
    model: Table
    judged: Mapping[str, Judged]
    named: Mapping[str, str]
    graves: Graves
    sealed: Graves
    heirs: frozenset[tuple[str, str]]


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
            reused = (new.name, key) in pair.sealed or (new.name, key) in pair.graves
            kind: Kind = "id-reused" if reused else "record-added"
            yield Change(kind, new.name, record=key, new=row, after=places[key], label=label(pair.model, row))
            continue
        if key in pair.named:
            was = pair.named[key]
            buried = _buried(pair, was, row)
            if (new.name, key) in pair.sealed:
                yield Change(
                    "id-reused", new.name, record=key, old=was, new=key, label=label(pair.model, row)
                )
            kind = "record-replaced" if buried else "record-renamed"
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
    return "record-withdrawn" if _buried(pair, key, row) else "record-removed"


def _buried(pair: Pair, key: str, row: Row) -> bool:
    """True if a tombstone stands for this row, or for the record whose evidence it is."""
    if (pair.new.name, key) in pair.graves:
        return True
    about = evidence_columns(pair.new)
    if about is None or any(name not in row for name in about):
        return False
    # Evidence of a renamed record follows it, so the row may already say the new id.
    record = (str(row[about[0]]), str(row[about[1]]))
    return record in pair.graves or record in pair.heirs


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
