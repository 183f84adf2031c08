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
    for one in changes.changes:
        of_table.setdefault(one.table, []).append(one)
    gone = {one.table for one in changes.of("table-removed")}
    behind = {one.table: one.after or "" for one in changes.of("table-added", "table-moved")}
    order = placed((name for name in before.tables if name not in gone | set(behind)), behind)
    added = {one.table: one.new for one in changes.of("table-added")}
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
    for one in changes.of("column-renamed"):
        columns.setdefault(one.table, {})[str(one.old)] = one.column
    records: dict[str, dict[str, str]] = {}
    for one in changes.of("record-renamed", "record-replaced"):
        records.setdefault(one.table, {})[str(one.old)] = one.record
    return Renames({str(one.old): one.table for one in changes.of("table-renamed")}, columns, records)


def amended(facts: Facts, changes: Iterable[Change]) -> Facts:
    """Facts with the new value of each change, or without the property where it has none."""
    found = dict(facts)
    for one in changes:
        name = one.name.removeprefix("schema.")
        if one.new is None:
            found.pop(name, None)
        else:
            found[name] = one.new
    return found


def _table(table: TableContent, changes: Iterable[Change]) -> TableContent:
    told = list(changes)
    described = [one for one in told if one.kind in ("table-described", "table-meaning-changed")]
    described += [one for one in told if one.name == "missingValues" and not one.column]
    inside = [one for one in described if one.name.startswith("schema.") or one.name == "missingValues"]
    fields = replayed_fields(table.fields, told)
    primary, unique, foreign = replayed_keys(table, told)
    return TableContent(
        name=table.name,
        facts=amended(table.facts, (one for one in described if one not in inside)),
        schema=amended(table.schema, inside),
        fields=fields,
        primary_key=primary,
        unique_keys=unique,
        foreign_keys=foreign,
        rows=_rows(table, fields, told),
    )


def _rows(table: TableContent, fields: Mapping[str, Facts], told: list[Change]) -> Mapping[str, Row]:
    retyped = {one.column for one in told if one.kind == "column-retyped" and one.column}
    cells: dict[str, dict[str, object]] = {}
    whole: dict[str, Row] = {}
    behind: dict[str, str] = {}
    gone: set[str] = set()
    for one in told:
        if one.kind in ("record-removed", "record-withdrawn"):
            gone.add(one.record)
        elif one.kind in ("record-added", "id-reused") and isinstance(one.new, Mapping):
            whole[one.record], behind[one.record] = one.new, one.after or ""
        elif one.kind == "records-reordered" and isinstance(one.new, list):
            behind |= {item["record"]: item["after"] for item in one.new}
        elif one.record and one.column:
            cells.setdefault(one.record, {})[one.column] = one.new
        elif one.kind in ("column-appended", "column-inserted") and isinstance(one.new, Mapping):
            for key, value in one.new["cells"].items():
                cells.setdefault(key, {})[one.column] = value
    order = placed((key for key in table.rows if key not in gone and key not in behind), behind)

    def row(key: str) -> Row:
        old, new = table.rows[key], cells.get(key, {})
        found: dict[str, object] = {}
        for name in fields:
            value = old.get(name)
            found[name] = (
                new[name] if name in new else recast(value, fields[name]) if name in retyped else value
            )
        return found  # type: ignore[return-value]  # cells of changes are typed values

    return {key: whole[key] if key in whole else row(key) for key in order}


def _languages(old: tuple[str, ...], changes: Changes) -> list[str]:
    gone = {one.name for one in changes.of("language-removed")}
    behind = {one.name: one.after or "" for one in changes.of("language-added", "language-moved")}
    return placed((code for code in old if code not in gone | set(behind)), behind)


def _articles(old: Mapping[tuple[str, str], Facts], changes: Changes) -> Mapping[tuple[str, str], Facts]:
    found = dict(old)
    for one in changes.of("article-removed"):
        del found[one.name, one.language]
    for one in changes.of("article-added"):
        found[one.name, one.language] = one.new if isinstance(one.new, Mapping) else {}
    for one in changes.of("article-changed"):
        found[one.name, one.language] = {**found[one.name, one.language], one.column: one.new}
    return found


def replayed_fields(old: Mapping[str, Facts], told: Iterable[Change]) -> Mapping[str, Facts]:
    """The new columns in their order."""
    of_column: dict[str, list[Change]] = {}
    fields = dict(old)
    behind: dict[str, str] = {}
    for one in told:
        if one.kind == "column-removed":
            del fields[one.column]
        elif one.kind in (*_ADDED, "column-moved"):
            behind[one.column] = one.after or ""
            if isinstance(one.new, Mapping):
                fields[one.column] = one.new["field"]
        elif one.column and not one.record:
            of_column.setdefault(one.column, []).append(one)
    order = placed((name for name in fields if name not in behind), behind)
    return {name: _field(fields[name], of_column.get(name, ())) for name in order}


def replayed_keys(
    table: TableContent, told: Iterable[Change]
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...], tuple[ForeignKey, ...]]:
    """The new primary key, unique keys and foreign keys."""
    primary, unique, foreign = table.primary_key, set(table.unique_keys), set(table.foreign_keys)
    for one in told:
        if one.kind == "primary-key-changed":
            primary = _names(one.new)
        elif one.kind == "unique-key-removed":
            unique.discard(_names(one.old))
        elif one.kind == "unique-key-added":
            unique.add(_names(one.new))
        elif one.kind == "foreign-key-removed":
            foreign.discard(_foreign(one.old))
        elif one.kind in ("foreign-key-added", "foreign-key-of-new-column"):
            foreign.add(_foreign(one.new))
    return primary, tuple(sorted(unique)), tuple(sorted(foreign))


def _field(facts: Facts, told: Iterable[Change]) -> Facts:
    properties = dict(facts)
    constraints, called = dict(inner(facts, "constraints")), dict(inner(facts, "labels"))
    values: list[Change] = []
    for one in told:
        if one.kind in _VALUE:
            values.append(one)
        elif one.kind == "allowed-value-relabelled":
            _put(called, one.name, one.new)
        elif one.kind in _RULE or one.name.startswith("constraints."):
            _put(constraints, one.name.removeprefix("constraints."), one.new)
        elif one.kind in _PROPERTY:
            _put(properties, one.name, one.new)
    if values:
        constraints["enum"] = _allowed(allowed(constraints.get("enum")), values)
    _put(properties, "constraints", constraints or None)
    if isinstance(properties.get("labels"), Mapping) or called:
        _put(properties, "labels", called or None)
    return properties


def _allowed(old: dict[str, object], told: Iterable[Change]) -> list[object]:
    behind: dict[str, str] = {}
    values = dict(old)
    for one in told:
        if one.kind == "allowed-value-removed":
            del values[one.name]
        else:
            behind[one.name] = one.after or ""
            if one.kind == "allowed-value-added":
                values[one.name] = one.new
    return [values[key] for key in placed((key for key in values if key not in behind), behind)]


def _put(facts: dict[str, object], name: str, value: object) -> None:
    if value is None:
        facts.pop(name, None)
    else:
        facts[name] = value


def _names(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list) else ()


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


def same(one: Content, other: Content) -> bool:
    """True if two contents are equal: the order of tables, columns, rows and languages counts.

    So does the type of every value and every digit of a number. The order of properties, keys and articles
    does not, nor does the difference between a property that is null or an empty object and one that is absent.
    """
    return _spelt(one) == _spelt(other)


def _spelt(value: object) -> object:
    match value:
        case Content():
            parts = [value.version, value.created, value.facts, value.languages, list(value.tables.values())]
            return [_spelt(one) for one in (*parts, {"|".join(k): v for k, v in value.articles.items()})]
        case TableContent():
            ordered = [(name, value.fields[name]) for name in value.fields], list(value.rows.items())
            keys = [value.primary_key, value.unique_keys, [repr(one) for one in value.foreign_keys]]
            return [_spelt(one) for one in (value.name, value.facts, value.schema, *ordered, *keys)]
        case Mapping():
            return {name: _spelt(one) for name, one in value.items()}
        case list() | tuple():
            return [_spelt(one) for one in value]
        case _:
            return type(value).__name__, str(value)
