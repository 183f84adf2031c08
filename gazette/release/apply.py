"""A difference replayed: applied to the content of the old edition it gives the content of the new one.

It is the proof that a difference is complete; `equality.same` says exactly what "the same" means.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from gazette.model import Catalog
from gazette.release.apply_schema import replayed_fields, replayed_keys
from gazette.release.changes import Change, Changes
from gazette.release.compare.cells import recast
from gazette.release.content import Content, Facts, Row, TableContent, content
from gazette.release.order import placed
from gazette.release.renames import Renames, follow


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
