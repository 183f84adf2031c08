"""The difference between two editions, as one value: everything that is in one and not in the other.

Rows are matched by id, names that changed are found first, and no pair of rows is ever compared that does
not share its id: time and memory grow with the size of the editions.
"""

from collections.abc import Iterator, Mapping

from gazette.model import Catalog, Text
from gazette.release.changes import Behind, Change, Changes, Edition, Kind
from gazette.release.content import Content, Facts, TableContent, content
from gazette.release.order import before, moved
from gazette.release.records import Pair, Tombstones, judges, record_changes, vocabularies
from gazette.release.renames import Renames, find_renames, follow
from gazette.release.schemas import column_changes, key_changes
from gazette.release.spelling import is_spelling


def diff(old: Catalog, new: Catalog, *, articles: bool = True) -> Changes:
    """All that differs between two publications. Without `articles` their pages are not compared."""
    first, second = content(old), content(new)
    renames = find_renames(first, second, new)
    first = follow(first, renames)
    pairs = _pairs(first, second, old, new, renames)
    changes = [*_package(first, second), *_renamed(renames), *_tables(first, second)]
    for pair in pairs:
        changes += _table(pair.old, pair.new)
        changes += record_changes(pair)
    behind = _behind(pairs, changes)
    if articles:
        changes += _articles(first, second)
        behind += _articles_behind(first, second)
    titles = {table.name: table.title for catalog in (old, new) for table in catalog.tables}
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
    tombstones, older_tombstones = (
        {**_tombstones(new, Renames()), **_tombstones(new, renames)},
        _tombstones(old, renames),
    )
    successors = frozenset(
        (table, now)
        for table, names in renames.records.items()
        for gone, now in names.items()
        if (table, gone) in tombstones
    )
    was = {now: name for name, now in renames.tables.items()}
    return [
        Pair(
            old=first.tables[name],
            new=table,
            old_model=old.by_name[was.get(name, name)],
            model=new.by_name[name],
            judged=judges(new.by_name[name], new.source_language, words),
            renamed={now: key for key, now in renames.records.get(name, {}).items()},
            tombstones=tombstones,
            older_tombstones=older_tombstones,
            successors=successors,
        )
        for name, table in second.tables.items()
        if name in first.tables
    ]


def _tombstones(catalog: Catalog, renames: Renames) -> Tombstones:
    return {
        (renames.tables.get(stone.table, stone.table), stone.record): stone for stone in catalog.tombstones
    }


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
    for name, was, now in _differing(old.facts, new.facts):
        yield Change("table-described", new.name, name=name, old=was, new=now)
    for name, was, now in _differing(old.schema, new.schema):
        if name == "missingValues":
            yield Change("column-retyped", new.name, name=name, old=was, new=now)
        else:
            yield Change(
                "table-meaning-changed" if name == "rdfType" else "table-described",
                new.name,
                name=f"schema.{name}",
                old=was,
                new=now,
            )
    yield from column_changes(old, new)
    yield from key_changes(old, new)


def _behind(pairs: list[Pair], changes: list[Change]) -> list[Behind]:
    """Translations that stayed as they were beside a source text that changed in substance."""
    models = {pair.new.name: pair for pair in pairs}
    behind = []
    for change in changes:
        if change.kind != "text-changed":
            continue
        pair = models[change.table]
        column = next(c for c in pair.model.columns if any(f.name == change.column for f in c.fields))
        for field in column.fields[1:]:
            now = pair.new.rows[change.record][field.name]
            was = pair.old.rows[change.record].get(field.name)
            if now is not None and now == was and field.language:
                behind.append(Behind(change.table, change.record, column.name, field.language, change.label))
    return behind


def _package(old: Content, new: Content) -> Iterator[Change]:
    """Facts and languages of the package."""
    for name, was, now in _differing(old.facts, new.facts):
        yield Change("package-described", name=name, old=was, new=now)
    for language in old.languages:
        if language not in new.languages:
            yield Change("language-removed", language=language, name=language)
    shifted, places = moved(old.languages, new.languages), before(new.languages)
    for language in new.languages:
        if language not in old.languages or language in shifted:
            kind: Kind = "language-moved" if language in shifted else "language-added"
            yield Change(kind, language=language, name=language, after=places[language])
    if old.languages[:1] != new.languages[:1]:
        yield Change("source-language-changed", old=old.languages[0], new=new.languages[0])


def _articles(old: Content, new: Content) -> Iterator[Change]:
    """Pages that people write, by name and language."""
    for (name, language), facts in old.articles.items():
        if (name, language) not in new.articles:
            yield Change("article-removed", language=language, name=name, old=facts)
    for (name, language), facts in new.articles.items():
        before = old.articles.get((name, language))
        if before is None:
            yield Change("article-added", language=language, name=name, new=facts)
            continue
        for part, was, now in _differing(before, facts):
            yield Change("article-changed", column=part, language=language, name=name, old=was, new=now)


def _articles_behind(old: Content, new: Content) -> Iterator[Behind]:
    """Pages whose source changed in substance while a translation stayed as it was."""
    source = new.languages[0]
    for (name, language), facts in new.articles.items():
        first, second = old.articles.get((name, source)), new.articles.get((name, source))
        if language == source or old.articles.get((name, language)) != facts or not first or not second:
            continue
        if any(
            first[part] != second[part] and not is_spelling(str(first[part]), str(second[part]))
            for part in ("title", "summary", "body")
        ):
            yield Behind("", name, "", language, Text(((source, str(second["title"])),)))


def _differing(old: Facts, new: Facts) -> Iterator[tuple[str, object, object]]:
    """Properties that are not the same on both sides, with both values; None where there is none."""
    both: Mapping[str, None] = dict.fromkeys((*old, *new))
    for name in both:
        was, now = old.get(name), new.get(name)
        if was != now or type(was) is not type(now):
            yield name, was, now
