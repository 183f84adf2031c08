"""The difference between two editions, as one value: everything that is in one and not in the other.

Rows are matched by id, names that changed are found first, and no pair of rows is ever compared that does
not share its id: time and memory grow with the size of the editions.
"""

from collections.abc import Iterator

from gazette.model import Catalog
from gazette.release.changes import Behind, Change, Changes, Edition
from gazette.release.compare.cells import judges, vocabularies
from gazette.release.compare.columns import column_changes, key_changes
from gazette.release.compare.likeness import find_renames
from gazette.release.compare.package import article_changes, articles_behind, differing, package_changes
from gazette.release.compare.records import Graves, Pair, record_changes
from gazette.release.content import Content, TableContent, content
from gazette.release.order import before, moved
from gazette.release.renames import Renames, follow


def diff(old: Catalog, new: Catalog, *, articles: bool = True) -> Changes:
    """All that differs between two publications. Without `articles` their pages are not compared."""
    first, second = content(old), content(new)
    renames = find_renames(first, second, new)
    first = follow(first, renames)
    pairs = _pairs(first, second, old, new, renames)
    changes = [*package_changes(first, second), *_renamed(renames), *_tables(first, second)]
    for pair in pairs:
        changes += _table(pair.old, pair.new)
        changes += record_changes(pair)
    behind = _behind(pairs, changes)
    if articles:
        changes += article_changes(first, second)
        behind += articles_behind(first, second)
    titles = {table.name: table.title for one in (old, new) for table in one.tables}
    return Changes(
        Edition(old.version, old.created),
        Edition(new.version, new.created),
        new.languages,
        tuple(changes),
        tuple(behind),
        articles,
        titles,
    )


def _pairs(first: Content, second: Content, old: Catalog, new: Catalog, renames: Renames) -> list[Pair]:
    words = vocabularies(old)
    # A tombstone may still say the name that a table had when the record went.
    graves, sealed = {**_graves(new, Renames()), **_graves(new, renames)}, _graves(old, renames)
    heirs = frozenset(
        (table, now)
        for table, names in renames.records.items()
        for gone, now in names.items()
        if (table, gone) in graves
    )
    was = {now: name for name, now in renames.tables.items()}
    return [
        Pair(
            old=first.tables[name],
            new=table,
            old_model=old.by_name[was.get(name, name)],
            model=new.by_name[name],
            judged=judges(new.by_name[name], new.source_language, words),
            named={now: key for key, now in renames.records.get(name, {}).items()},
            graves=graves,
            sealed=sealed,
            heirs=heirs,
        )
        for name, table in second.tables.items()
        if name in first.tables
    ]


def _graves(catalog: Catalog, renames: Renames) -> Graves:
    return {(renames.tables.get(one.table, one.table), one.record): one for one in catalog.tombstones}


def _renamed(renames: Renames) -> Iterator[Change]:
    for name, now in renames.tables.items():
        yield Change("table-renamed", now, old=name, new=now)
    for table, columns in renames.columns.items():
        for name, now in columns.items():
            yield Change("column-renamed", table, now, old=name, new=now)


def _tables(first: Content, second: Content) -> Iterator[Change]:
    for name, table in first.tables.items():
        if name not in second.tables:
            yield Change("table-removed", name, old=table)
    order = list(second.tables)
    shifted, places = moved(first.tables, order), before(order)
    for name, table in second.tables.items():
        if name not in first.tables:
            yield Change("table-added", name, new=table, after=places[name])
        elif name in shifted:
            yield Change("table-moved", name, after=places[name])


def _table(old: TableContent, new: TableContent) -> Iterator[Change]:
    for name, one, other in differing(old.facts, new.facts):
        yield Change("table-described", new.name, name=name, old=one, new=other)
    for name, one, other in differing(old.schema, new.schema):
        if name == "missingValues":
            yield Change("column-retyped", new.name, name=name, old=one, new=other)
        else:
            yield Change(
                "table-meaning-changed" if name == "rdfType" else "table-described",
                new.name,
                name=f"schema.{name}",
                old=one,
                new=other,
            )
    yield from column_changes(old, new)
    yield from key_changes(old, new)


def _behind(pairs: list[Pair], changes: list[Change]) -> list[Behind]:
    """Translations that stayed as they were beside a source text that changed in substance."""
    models = {pair.new.name: pair for pair in pairs}
    found = []
    for one in changes:
        if one.kind != "text-changed":
            continue
        pair = models[one.table]
        column = next(c for c in pair.model.columns if any(f.name == one.column for f in c.fields))
        for field in column.fields[1:]:
            now = pair.new.rows[one.record][field.name]
            before_ = pair.old.rows[one.record].get(field.name)
            if now is not None and now == before_ and field.language:
                found.append(Behind(one.table, one.record, column.name, field.language, one.label))
    return found
