"""Names that changed, and a content in which everything already bears its new name.

Both the comparison and its replay first let the old content follow the renames; what then still differs
are changes of substance. References follow too: a link to a renamed record is not a changed link.
What bears another name is discovered by hashing what names do not touch, never by comparing pairs, and claimed only
where it is certain: exactly one candidate that went and one that came.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from gazette.model import Catalog, Table, meaning
from gazette.model.table import Value
from gazette.release.content import Content, Facts, ForeignKey, Row, TableContent

T = TypeVar("T")
Names = Mapping[str, str]
"""Old name to new name."""
_ROUNDS = 8
"""Records whose parents were renamed too are discovered a level at a time."""


@dataclass(frozen=True, slots=True)
class Renames:
    """Old to new: names of tables, of columns by (new) table, and keys of records by (new) table."""

    tables: Names = field(default_factory=dict)
    columns: Mapping[str, Names] = field(default_factory=dict)
    records: Mapping[str, Names] = field(default_factory=dict)


def follow(old: Content, renames: Renames) -> Content:
    """The old content under the new names."""
    if not (renames.tables or renames.columns or renames.records):
        return old
    tables = [_table(table, renames) for table in old.tables.values()]
    return replace(old, tables={table.name: table for table in tables})


def _table(table: TableContent, renames: Renames) -> TableContent:
    name = renames.tables.get(table.name, table.name)
    columns = renames.columns.get(name, {})
    keys = renames.records.get(name, {})

    def column(name: str) -> str:
        return columns.get(name, name)

    def several(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(column(name) for name in names)

    def foreign(key: ForeignKey) -> ForeignKey:
        target = renames.tables.get(key.table, key.table)
        beyond = renames.columns.get(target or name, {})
        return ForeignKey(several(key.columns), target, tuple(beyond.get(name, name) for name in key.targets))

    followed = replace(
        table,
        name=name,
        fields={column(name): {**facts, "name": column(name)} for name, facts in table.fields.items()},
        primary_key=several(table.primary_key),
        unique_keys=tuple(sorted(several(key) for key in table.unique_keys)),
        foreign_keys=tuple(sorted(foreign(key) for key in table.foreign_keys)),
    )
    mend = _mender(followed, renames)
    return replace(
        followed,
        rows={
            keys.get(key, key): mend({column(c): v for c, v in row.items()} if columns else row)
            for key, row in table.rows.items()
        },
    )


def _mender(table: TableContent, renames: Renames) -> Callable[[Row], Row]:
    """What gives a row its new id and lets its references follow."""
    cells: list[tuple[str, Names]] = []
    if renames.records.get(table.name):
        cells.append(("id", renames.records[table.name]))
    for key in table.foreign_keys:
        followed = renames.records.get(key.table or table.name)
        if followed and len(key.columns) == 1 and key.targets == ("id",):
            cells.append((key.columns[0], followed))
    evidence = evidence_columns(table)

    def mend(row: Row) -> Row:
        news: dict[str, Value] = {}
        for column, names in cells:
            value = row.get(column)
            if isinstance(value, str) and value in names:
                news[column] = names[value]
        if evidence:
            named, record = str(row[evidence[0]]), str(row[evidence[1]])
            now = renames.tables.get(named, named)
            successor = renames.records.get(now, {}).get(record, record)
            news |= {evidence[0]: now, evidence[1]: successor} if (now, successor) != (named, record) else {}
        return {**row, **news} if news else row

    return mend if cells or evidence else lambda row: row


def evidence_columns(table: TableContent) -> tuple[str, str] | None:
    """The columns of an evidence table that name the table and the record that a row is about."""
    if meaning.role_of(table.schema) != "evidence":
        return None
    named = _meaning(table.fields, meaning.EVIDENCE_TABLE)
    record = _meaning(table.fields, meaning.EVIDENCE_RECORD)
    return (named, record) if named and record else None


def _meaning(fields: Mapping[str, Facts], wanted: str) -> str | None:
    return next((name for name, facts in fields.items() if facts.get("rdfType") == wanted), None)


def find_renames(old: Content, new: Content, catalog: Catalog) -> Renames:
    """Every rename from the old content to the new one, whose model is `catalog`."""
    renames = Renames(tables=_renamed_tables(old, new))
    renames = replace(renames, columns=_renamed_columns(follow(old, renames), new))
    for _ in range(_ROUNDS):
        followed = follow(old, renames)
        pairs_of_table = {
            name: pairs
            for name, table in new.tables.items()
            if name in followed.tables
            and (pairs := _renamed_records(followed.tables[name], table, catalog.by_name[name]))
        }
        if not pairs_of_table:
            break
        # Keys of `pairs_of_table` are what earlier rounds left behind, so no name is renamed twice.
        merged = {name: {**renames.records.get(name, {}), **pairs} for name, pairs in pairs_of_table.items()}
        renames = replace(renames, records={**renames.records, **merged})
    return renames


def _renamed_tables(old: Content, new: Content) -> Names:
    def likeness(table: TableContent) -> Hashable:
        return tuple(table.fields), tuple(sorted(table.rows))

    return _pairs(old.tables, new.tables, likeness)


def _renamed_columns(old: Content, new: Content) -> Mapping[str, Names]:
    renamed = {}
    for name, table in new.tables.items():
        if name not in old.tables:
            continue
        before = old.tables[name]
        common = [key for key in table.rows if key in before.rows]
        pairs = _pairs_of_columns(before, table, common)
        if pairs:
            renamed[name] = pairs
    return renamed


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


def _renamed_records(before: TableContent, table: TableContent, model: Table) -> Names:
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
    name_of: dict[Hashable, str | None] = {}
    for name in names:
        like = likeness(items[name])
        name_of[like] = None if like is None or like in name_of else name
    return {like: name for like, name in name_of.items() if name is not None}
