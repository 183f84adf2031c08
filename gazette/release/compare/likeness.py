"""What bears another name now: found by hashing what names do not touch, never by comparing pairs.

A rename is claimed only where it is certain: exactly one candidate that went and one that came.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from gazette.model import Catalog, Table, meaning
from gazette.release.content import Content, Facts, Row, TableContent
from gazette.release.renames import Names, Renames, follow

T = TypeVar("T")

_ROUNDS = 8
"""Records whose parents were renamed too are found a level at a time."""


def find_renames(old: Content, new: Content, catalog: Catalog) -> Renames:
    """Every rename from the old content to the new one, whose model is `catalog`."""
    renames = Renames(tables=_tables(old, new))
    renames = replace(renames, columns=_columns(follow(old, renames), new))
    for _ in range(_ROUNDS):
        followed = follow(old, renames)
        found = {
            name: pairs
            for name, table in new.tables.items()
            if name in followed.tables
            and (pairs := _records(followed.tables[name], table, catalog.by_name[name]))
        }
        if not found:
            break
        # Keys of `found` are what earlier rounds left behind, so no name is renamed twice.
        merged = {name: {**renames.records.get(name, {}), **pairs} for name, pairs in found.items()}
        renames = replace(renames, records={**renames.records, **merged})
    return renames


def _tables(old: Content, new: Content) -> Names:
    def likeness(table: TableContent) -> Hashable:
        return tuple(table.fields), tuple(sorted(table.rows))

    return _pairs(old.tables, new.tables, likeness)


def _columns(old: Content, new: Content) -> Mapping[str, Names]:
    found = {}
    for name, table in new.tables.items():
        if name not in old.tables:
            continue
        before = old.tables[name]
        common = [key for key in table.rows if key in before.rows]
        pairs = _pairs_of_columns(before, table, common)
        if pairs:
            found[name] = pairs
    return found


def _pairs_of_columns(before: TableContent, table: TableContent, common: list[str]) -> Names:
    gone = {name: (before, facts) for name, facts in before.fields.items() if name not in table.fields}
    come = {name: (table, facts) for name, facts in table.fields.items() if name not in before.fields}
    names = {id(facts): name for name, (_, facts) in (*gone.items(), *come.items())}

    def likeness(side: tuple[TableContent, Facts]) -> Hashable:
        where, facts = side
        cells = tuple(where.rows[key][names[id(facts)]] for key in common)
        # Where every cell is empty the cells say nothing, and only the same description does.
        described = tuple(sorted((k, str(v)) for k, v in facts.items() if k != "name"))
        return (str(facts.get("type")), cells) if any(c is not None for c in cells) else described

    return _pairs(gone, come, likeness)


def _records(before: TableContent, table: TableContent, model: Table) -> Names:
    if "id" not in before.fields or "id" not in table.fields:
        return {}
    column = model.label_column
    parents = [c.first.name for c in model.columns_of(meaning.PART_OF) if c.first.name in before.fields]
    names = [column.first.name, *parents] if column else [c for c in table.fields if c != "id"]
    if column is not None and column.first.name not in before.fields:
        return {}

    def likeness(row: Row) -> Hashable:
        if column is not None and row[column.first.name] is None:
            return None
        return tuple(row.get(name) for name in names)

    return _pairs(before.rows, table.rows, likeness)


def _pairs(old: Mapping[str, T], new: Mapping[str, T], likeness: Callable[[T], Hashable]) -> Names:
    gone = _single((name for name in old if name not in new), old, likeness)
    come = _single((name for name in new if name not in old), new, likeness)
    return {gone[like]: name for like, name in come.items() if like in gone}


def _single(
    names: Iterable[str], items: Mapping[str, T], likeness: Callable[[T], Hashable]
) -> dict[Hashable, str]:
    """Names by likeness, where only one item has it; an item like nothing (None) is left out."""
    found: dict[Hashable, str | None] = {}
    for name in names:
        like = likeness(items[name])
        found[like] = None if like is None or like in found else name
    return {like: name for like, name in found.items() if name is not None}
