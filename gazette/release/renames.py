"""Names that changed, and a content in which everything already bears its new name.

Both the comparison and its replay first let the old content follow the renames; what then still differs
are changes of substance. References follow too: a link to a renamed record is not a changed link.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from gazette.model import meaning
from gazette.model.table import Value
from gazette.release.content import Content, Facts, ForeignKey, Row, TableContent

Names = Mapping[str, str]
"""Old name to new name."""


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

    def column(one: str) -> str:
        return columns.get(one, one)

    def several(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(column(one) for one in names)

    def foreign(key: ForeignKey) -> ForeignKey:
        target = renames.tables.get(key.table, key.table)
        beyond = renames.columns.get(target or name, {})
        return ForeignKey(several(key.columns), target, tuple(beyond.get(one, one) for one in key.targets))

    followed = replace(
        table,
        name=name,
        fields={column(one): {**facts, "name": column(one)} for one, facts in table.fields.items()},
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
            heir = renames.records.get(now, {}).get(record, record)
            news |= {evidence[0]: now, evidence[1]: heir} if (now, heir) != (named, record) else {}
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
