"""A difference replayed: applied to the content of the old edition it gives the content of the new one.

It is the proof that a difference is complete; `same` says exactly what "the same" means.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from gazette.model import Catalog
from gazette.release.changes import Change, Changes
from gazette.release.content import Content, Facts, ForeignKey, Renames, Row, TableContent, content, follow
from gazette.release.tables import FIRST, allowed, inner, recast

_ADDED = ("column-appended", "column-inserted")
_PROPERTY = ("column-described", "column-retyped", "column-meaning-changed")
_RULE = ("constraint-tightened", "constraint-loosened")
_VALUE = ("allowed-value-removed", "allowed-value-added", "allowed-value-moved")


def apply(changes: Changes, old: Catalog) -> Content:
    """The content of the new edition, from the old edition and the difference.

    Where pages were not compared, the old edition's stand in the result.
    """
    named = renames(changes)
    before = follow(content(old), named)
    of_table: dict[str, list[Change]] = {}
    for change in changes.changes:
        of_table.setdefault(change.table, []).append(change)
    gone = {change.table for change in changes.of("table-removed")}
    behind = {change.table: change.after or "" for change in changes.of("table-added", "table-moved")}
    order = placed((name for name in before.tables if name not in gone | set(behind)), behind)
    added = {change.table: change.new for change in changes.of("table-added")}
    tables = {}
    for name in order:
        whole = added.get(name)
        tables[name] = (
            whole if isinstance(whole, TableContent) else _table(before.tables[name], of_table.get(name, ()))
        )
    return replace(
        before,
        version=changes.new.version,
        created=changes.new.created,
        facts=amended(before.facts, changes.of("package-described")),
        languages=tuple(_languages(before.languages, changes)),
        tables=tables,
        articles=_articles(before.articles, changes),
    )


def renames(changes: Changes) -> Renames:
    """The names that changed, as the difference tells them."""
    columns: dict[str, dict[str, str]] = {}
    for change in changes.of("column-renamed"):
        columns.setdefault(change.table, {})[str(change.old)] = change.column
    records: dict[str, dict[str, str]] = {}
    for change in changes.of("record-renamed", "record-replaced"):
        records.setdefault(change.table, {})[str(change.old)] = change.record
    return Renames(
        {str(change.old): change.table for change in changes.of("table-renamed")}, columns, records
    )


def amended(facts: Facts, changes: Iterable[Change]) -> Facts:
    """Facts with the new value of each change, or without the property where it has none."""
    new = dict(facts)
    for change in changes:
        name = change.name.removeprefix("schema.")
        if change.new is None:
            new.pop(name, None)
        else:
            new[name] = change.new
    return new


def _table(table: TableContent, changes: Iterable[Change]) -> TableContent:
    listed = list(changes)
    described = [change for change in listed if change.kind in ("table-described", "table-meaning-changed")]
    described += [change for change in listed if change.name == "missingValues" and not change.column]
    inside = [
        change for change in described if change.name.startswith("schema.") or change.name == "missingValues"
    ]
    fields = replayed_fields(table.fields, listed)
    primary, unique, foreign = replayed_keys(table, listed)
    return TableContent(
        name=table.name,
        facts=amended(table.facts, (change for change in described if change not in inside)),
        schema=amended(table.schema, inside),
        fields=fields,
        primary_key=primary,
        unique_keys=unique,
        foreign_keys=foreign,
        rows=_rows(table, fields, listed),
    )


def _rows(table: TableContent, fields: Mapping[str, Facts], listed: list[Change]) -> Mapping[str, Row]:
    retyped = {change.column for change in listed if change.kind == "column-retyped" and change.column}
    cells: dict[str, dict[str, object]] = {}
    whole: dict[str, Row] = {}
    behind: dict[str, str] = {}
    gone: set[str] = set()
    for change in listed:
        if change.kind in ("record-removed", "record-withdrawn"):
            gone.add(change.record)
        elif change.kind in ("record-added", "id-reused") and isinstance(change.new, Mapping):
            whole[change.record], behind[change.record] = change.new, change.after or ""
        elif change.kind in ("records-reordered", "records-resorted") and isinstance(change.new, list):
            behind |= {item["record"]: item["after"] for item in change.new}
        elif change.record and change.column:
            cells.setdefault(change.record, {})[change.column] = change.new
        elif change.kind in ("column-appended", "column-inserted") and isinstance(change.new, Mapping):
            for key, value in change.new["cells"].items():
                cells.setdefault(key, {})[change.column] = value
    order = placed((key for key in table.rows if key not in gone and key not in behind), behind)

    def row(key: str) -> Row:
        old, new = table.rows[key], cells.get(key, {})
        values: dict[str, object] = {}
        for name in fields:
            value = old.get(name)
            values[name] = (
                new[name] if name in new else recast(value, fields[name]) if name in retyped else value
            )
        return values  # type: ignore[return-value]  # cells of changes are typed values

    return {key: whole[key] if key in whole else row(key) for key in order}


def _languages(old: tuple[str, ...], changes: Changes) -> list[str]:
    gone = {change.name for change in changes.of("language-removed")}
    behind = {change.name: change.after or "" for change in changes.of("language-added", "language-moved")}
    return placed((code for code in old if code not in gone | set(behind)), behind)


def _articles(old: Mapping[tuple[str, str], Facts], changes: Changes) -> Mapping[tuple[str, str], Facts]:
    articles = dict(old)
    for change in changes.of("article-removed"):
        del articles[change.name, change.language]
    for change in changes.of("article-added"):
        articles[change.name, change.language] = change.new if isinstance(change.new, Mapping) else {}
    for change in changes.of("article-changed"):
        articles[change.name, change.language] = {
            **articles[change.name, change.language],
            change.column: change.new,
        }
    return articles


def replayed_fields(old: Mapping[str, Facts], listed: Iterable[Change]) -> Mapping[str, Facts]:
    """The new columns in their order."""
    of_column: dict[str, list[Change]] = {}
    fields = dict(old)
    behind: dict[str, str] = {}
    for change in listed:
        if change.kind == "column-removed":
            del fields[change.column]
        elif change.kind in (*_ADDED, "column-moved"):
            behind[change.column] = change.after or ""
            if isinstance(change.new, Mapping):
                fields[change.column] = change.new["field"]
        elif change.column and not change.record:
            of_column.setdefault(change.column, []).append(change)
    order = placed((name for name in fields if name not in behind), behind)
    return {name: _field(fields[name], of_column.get(name, ())) for name in order}


def replayed_keys(
    table: TableContent, listed: Iterable[Change]
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...], tuple[ForeignKey, ...]]:
    """The new primary key, unique keys and foreign keys."""
    primary, unique, foreign = table.primary_key, set(table.unique_keys), set(table.foreign_keys)
    for change in listed:
        if change.kind == "primary-key-changed":
            primary = _names(change.new)
        elif change.kind == "unique-key-removed":
            unique.discard(_names(change.old))
        elif change.kind == "unique-key-added":
            unique.add(_names(change.new))
        elif change.kind == "foreign-key-removed":
            foreign.discard(_foreign(change.old))
        elif change.kind in ("foreign-key-added", "foreign-key-of-new-column"):
            foreign.add(_foreign(change.new))
    return primary, tuple(sorted(unique)), tuple(sorted(foreign))


def _field(facts: Facts, listed: Iterable[Change]) -> Facts:
    properties = dict(facts)
    constraints, called = dict(inner(facts, "constraints")), dict(inner(facts, "labels"))
    values: list[Change] = []
    for change in listed:
        if change.kind in _VALUE:
            values.append(change)
        elif change.kind == "allowed-value-relabelled":
            _put(called, change.name, change.new)
        elif change.kind in _RULE or change.name.startswith("constraints."):
            _put(constraints, change.name.removeprefix("constraints."), change.new)
        elif change.kind in _PROPERTY:
            _put(properties, change.name, change.new)
    if values:
        constraints["enum"] = _allowed(allowed(constraints.get("enum")), values)
    _put(properties, "constraints", constraints or None)
    if isinstance(properties.get("labels"), Mapping) or called:
        _put(properties, "labels", called or None)
    return properties


def _allowed(old: dict[str, object], listed: Iterable[Change]) -> list[object]:
    behind: dict[str, str] = {}
    values = dict(old)
    for change in listed:
        if change.kind == "allowed-value-removed":
            del values[change.name]
        else:
            behind[change.name] = change.after or ""
            if change.kind == "allowed-value-added":
                values[change.name] = change.new
    return [values[key] for key in placed((key for key in values if key not in behind), behind)]


def _put(facts: dict[str, object], name: str, value: object) -> None:
    if value is None:
        facts.pop(name, None)
    else:
        facts[name] = value


def _names(value: object) -> tuple[str, ...]:
    return tuple(str(name) for name in value) if isinstance(value, list) else ()


def _foreign(value: object) -> ForeignKey:
    facts = value if isinstance(value, Mapping) else {}
    return ForeignKey(_names(facts.get("columns")), str(facts.get("table", "")), _names(facts.get("targets")))


def placed(kept: Iterable[str], after: Mapping[str, str]) -> list[str]:
    """The list in which the kept items stand in their order and each other item behind the one it names."""
    follower = {behind: key for key, behind in after.items()}
    whole: list[str] = []
    for item in (FIRST, *kept):
        key: str | None = item
        while key is not None:
            whole.append(key)
            key = follower.get(key)
    return whole[1:]


def same(first: Content, second: Content) -> bool:
    """True if two contents are equal: the order of tables, columns, rows and languages counts.

    So does the type of every value and every digit of a number. The order of properties, keys and articles
    does not, nor does the difference between a property that is null or an empty object and first that is absent.
    """
    return _spelt(first) == _spelt(second)


def _spelt(value: object) -> object:
    match value:
        case Content():
            parts = [value.version, value.created, value.facts, value.languages, list(value.tables.values())]
            return [_spelt(part) for part in (*parts, {"|".join(k): v for k, v in value.articles.items()})]
        case TableContent():
            ordered = [(name, value.fields[name]) for name in value.fields], list(value.rows.items())
            keys = [value.primary_key, value.unique_keys, [repr(part) for part in value.foreign_keys]]
            return [_spelt(part) for part in (value.name, value.facts, value.schema, *ordered, *keys)]
        case Mapping():
            return {name: _spelt(part) for name, part in value.items()}
        case list() | tuple():
            return [_spelt(part) for part in value]
        case _:
            return type(value).__name__, str(value)
