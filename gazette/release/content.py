"""What two editions are compared by: their content without the accidents of storage, and under the same names.

Where a file lies, its size, hash and media type follow from the content and from the folder, as a table's
identifier follows from the package's and its languages from its columns, and where the site stands is no content;
they differ between a working tree and a frozen release although nothing has changed, so they are left out here.

Both the comparison and its replay first let the old content follow the names that changed; what then still differs
are changes of substance. References follow too: a link to a renamed record is not a changed link.
What bears another name is discovered by hashing what names do not touch, never by comparing pairs, and claimed only
where it is certain: exactly one candidate that went and one that came.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from gazette.model import Catalog, Table, meaning
from gazette.model.table import Value

Facts = Mapping[str, object]
Row = Mapping[str, Value]
T = TypeVar("T")
Names = Mapping[str, str]
"""Old name to new name."""

_PACKAGE_STORAGE = {"resources", "languages", "distributions", "homepage", "version", "created", "fileName"}
_TABLE_STORAGE = {
    "name", "id", "path", "schema", "bytes", "hash", "format", "mediatype", "encoding", "dialect", "languages",
}  # fmt: skip
_SCHEMA_APART = {"fields", "primaryKey", "uniqueKeys", "foreignKeys", "$id"}
_ROUNDS = 8
"""Records whose parents were renamed too are discovered a level at a time."""


@dataclass(frozen=True, slots=True, order=True)
class ForeignKey:
    """Columns whose values stand in columns of a table; `table` is empty where it is the same table."""

    columns: tuple[str, ...]
    table: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableContent:
    """A table: what its resource says, its schema in parts, and its rows by key in the order of the file."""

    name: str
    facts: Facts
    schema: Facts
    fields: Mapping[str, Facts]
    primary_key: tuple[str, ...]
    unique_keys: tuple[tuple[str, ...], ...]
    foreign_keys: tuple[ForeignKey, ...]
    rows: Mapping[str, Row]

    @property
    def evidence_columns(self) -> tuple[str, str] | None:
        """The columns of an evidence table that name the table and the record that a row is about."""
        if meaning.role_of(self.schema) != "evidence":
            return None
        table, record = (
            next((name for name, facts in self.fields.items() if facts.get("rdfType") == wanted), None)
            for wanted in (meaning.EVIDENCE_TABLE, meaning.EVIDENCE_RECORD)
        )
        return (table, record) if table and record else None


@dataclass(frozen=True, slots=True)
class Content:
    """A publication. `articles` are by name and language, each as its head's facts and its body."""

    version: str
    created: str
    facts: Facts
    languages: tuple[str, ...]
    tables: Mapping[str, TableContent]
    articles: Mapping[tuple[str, str], Facts]


@dataclass(frozen=True, slots=True)
class Renames:
    """Old to new: names of tables, of columns by (new) table, and keys of records by (new) table."""

    tables: Names = field(default_factory=dict)
    columns: Mapping[str, Names] = field(default_factory=dict)
    records: Mapping[str, Names] = field(default_factory=dict)


# ---- the content of an edition


def content(catalog: Catalog) -> Content:
    """The content of a publication; its cells are shared with the catalogue, not copied."""
    return Content(
        catalog.version,
        catalog.created,
        _filled(catalog.descriptor, _PACKAGE_STORAGE),
        catalog.languages,
        {table.name: _table(table) for table in catalog.tables},
        {
            (page.name, page.language): {
                "title": page.title,
                "summary": page.summary,
                "order": page.order,
                "body": page.body,
            }
            for page in catalog.articles
        },
    )


def _table(table: Table) -> TableContent:
    schema = table.schema
    return TableContent(
        name=table.name,
        facts=_filled(table.descriptor, _TABLE_STORAGE),
        schema=_filled(schema, _SCHEMA_APART),
        fields={str(described["name"]): _field(described) for described in _objects(schema.get("fields"))},
        primary_key=_names(schema.get("primaryKey")),
        unique_keys=tuple(sorted(_names(key) for key in _list(schema.get("uniqueKeys")))),
        foreign_keys=tuple(
            sorted(_foreign_key(key, table.name) for key in _objects(schema.get("foreignKeys")))
        ),
        rows=_rows(table),
    )


def _rows(table: Table) -> Mapping[str, Row]:
    """The rows in the order of the file, by their id, else their primary key, made unique by counting."""
    names = [column.name for column in table.fields]
    columns = [] if "id" in names else [name for name in table.primary_key if name in names]
    times: dict[str, int] = {}
    rows: dict[str, Row] = {}
    for record in table.records:
        named = "/".join(str(record.values[name]) for name in columns) if columns else record.id
        plain = key = named or "#"
        while key in rows:
            times[plain] = times.get(plain, 1) + 1
            key = f"{plain}#{times[plain]}"
        rows[key] = record.values
    return rows


def _field(described: Facts) -> Facts:
    facts = _filled(described, ())
    constraints = facts.get("constraints")
    if isinstance(constraints, Mapping):
        # "required": false says what leaving it out says.
        facts["constraints"] = {
            name: rule for name, rule in constraints.items() if rule is not None and rule is not False
        }
    return {name: value for name, value in facts.items() if name not in ("constraints", "labels") or value}


def _foreign_key(key: Facts, own: str) -> ForeignKey:
    target = key.get("reference")
    reference: Facts = target if isinstance(target, Mapping) else {}
    table = str(reference.get("resource") or "")
    return ForeignKey(
        _names(key.get("fields")), "" if table == own else table, _names(reference.get("fields"))
    )


def _filled(facts: Facts, apart: set[str] | tuple[()]) -> dict[str, object]:
    return {name: value for name, value in facts.items() if name not in apart and value is not None}


def _names(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(str(name) for name in _list(value))


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


def _objects(value: object) -> list[Facts]:
    return [item for item in _list(value) if isinstance(item, Mapping)]


# ---- the old content under the new names


def follow(old: Content, renames: Renames) -> Content:
    """The old content under the new names."""
    if not (renames.tables or renames.columns or renames.records):
        return old
    tables = [_renamed(table, renames) for table in old.tables.values()]
    return replace(old, tables={table.name: table for table in tables})


def _renamed(table: TableContent, renames: Renames) -> TableContent:
    name = renames.tables.get(table.name, table.name)
    columns, keys = renames.columns.get(name, {}), renames.records.get(name, {})

    def several(names: tuple[str, ...], new: Names = columns) -> tuple[str, ...]:
        return tuple(new.get(column, column) for column in names)

    def foreign(key: ForeignKey) -> ForeignKey:
        target = renames.tables.get(key.table, key.table)
        return ForeignKey(
            several(key.columns), target, several(key.targets, renames.columns.get(target or name, {}))
        )

    fields = {columns.get(column, column): facts for column, facts in table.fields.items()}
    renamed = replace(
        table,
        name=name,
        fields={column: {**facts, "name": column} for column, facts in fields.items()},
        primary_key=several(table.primary_key),
        unique_keys=tuple(sorted(several(key) for key in table.unique_keys)),
        foreign_keys=tuple(sorted(foreign(key) for key in table.foreign_keys)),
    )
    mend = _reference_mender(renamed, renames)
    rows = {
        keys.get(key, key): mend({columns.get(c, c): v for c, v in row.items()} if columns else row)
        for key, row in table.rows.items()
    }
    return replace(renamed, rows=rows)


def _reference_mender(table: TableContent, renames: Renames) -> Callable[[Row], Row]:
    """What gives a row its new id and lets its references follow."""
    cells = [("id", renames.records.get(table.name))]
    cells += [
        (key.columns[0], renames.records.get(key.table or table.name))
        for key in table.foreign_keys
        if len(key.columns) == 1 and key.targets == ("id",)
    ]
    followed = [(column, names) for column, names in cells if names]
    evidence = table.evidence_columns

    def mend(row: Row) -> Row:
        changed: dict[str, Value] = {}
        for column, names in followed:
            value = row.get(column)
            if isinstance(value, str) and value in names:
                changed[column] = names[value]
        if evidence:
            about, record = str(row[evidence[0]]), str(row[evidence[1]])
            now = renames.tables.get(about, about)
            successor = renames.records.get(now, {}).get(record, record)
            changed |= (
                {evidence[0]: now, evidence[1]: successor} if (now, successor) != (about, record) else {}
            )
        return {**row, **changed} if changed else row

    return mend if followed or evidence else lambda row: row


# ---- which names changed


def find_renames(old: Content, new: Content, catalog: Catalog) -> Renames:
    """Every rename from the old content to the new one, whose model is `catalog`."""
    renames = Renames(
        tables=_certain(
            old.tables, new.tables, lambda table: (tuple(table.fields), tuple(sorted(table.rows)))
        )
    )
    followed = follow(old, renames)
    both = [name for name in new.tables if name in followed.tables]
    columns = {name: _renamed_columns(followed.tables[name], new.tables[name]) for name in both}
    renames = replace(renames, columns={name: names for name, names in columns.items() if names})
    for _ in range(_ROUNDS):
        followed = follow(old, renames)
        records = {
            name: _renamed_records(followed.tables[name], new.tables[name], catalog.by_name[name])
            for name in both
        }
        if not any(records.values()):
            break
        # Earlier rounds have renamed what they were certain of, so no name is renamed twice.
        merged = {
            name: {**renames.records.get(name, {}), **names} for name, names in records.items() if names
        }
        renames = replace(renames, records={**renames.records, **merged})
    return renames


def _renamed_columns(old: TableContent, new: TableContent) -> Names:
    common = [key for key in new.rows if key in old.rows]

    def likeness(column: tuple[TableContent, str]) -> Hashable:
        table, name = column
        facts = table.fields[name]
        cells = tuple(table.rows[key][name] for key in common)
        # Where every cell is empty the cells say nothing, and only the same description does.
        described = tuple(sorted((k, str(v)) for k, v in facts.items() if k != "name"))
        return (str(facts.get("type")), cells) if any(c is not None for c in cells) else described

    before, after = ({name: (table, name) for name in table.fields} for table in (old, new))
    return _certain(before, after, likeness)


def _renamed_records(old: TableContent, new: TableContent, model: Table) -> Names:
    label = model.label_column
    if not {"id", label.first.name if label else "id"} <= old.fields.keys() or "id" not in new.fields:
        return {}
    parents = [c.first.name for c in model.columns_of(meaning.PART_OF) if c.first.name in old.fields]
    names = [label.first.name, *parents] if label else [column for column in new.fields if column != "id"]

    def likeness(row: Row) -> Hashable:
        if label is not None and row[label.first.name] is None:
            return None
        return tuple(row.get(name) for name in names)

    return _certain(old.rows, new.rows, likeness)


def _certain(old: Mapping[str, T], new: Mapping[str, T], likeness: Callable[[T], Hashable]) -> Names:
    """Names that went to names that came, where only one on each side is like that; None is like nothing."""
    sides: list[dict[Hashable, str | None]] = []
    for items, others in ((old, new), (new, old)):
        name_of: dict[Hashable, str | None] = {}
        for name, item in items.items():
            if name not in others:
                like = likeness(item)
                name_of[like] = None if like is None or like in name_of else name
        sides.append(name_of)
    gone, come = sides
    return {was: now for like, now in come.items() if now is not None and (was := gone.get(like)) is not None}
