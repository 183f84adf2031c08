"""The difference between two editions, as one value: everything that is in one and not in the other.

Rows are matched by id, names that changed are discovered first, and no pair of rows is ever compared that does
not share its id: time and memory grow with the size of the editions.
"""

from collections.abc import Iterator

from gazette.model import Catalog, Text
from gazette.release.changes import Behind, Change, Changes, Edition
from gazette.release.content import Content, Renames, content, find_renames, follow
from gazette.release.tables import (
    Pair,
    Tombstones,
    differing,
    judged,
    places,
    table_changes,
    vocabularies,
)
from gazette.release.wording import is_spelling


def diff(old: Catalog, new: Catalog, *, articles: bool = True) -> Changes:
    """All that differs between two publications. Without `articles` their pages are not compared."""
    first, second = content(old), content(new)
    renames = find_renames(first, second, new)
    first = follow(first, renames)
    pairs = _pairs(first, second, old, new, renames)
    changes = [*_package(first, second), *_tables(first, second, renames)]
    for pair in pairs.values():
        changes += table_changes(pair)
    behind = [*_behind(pairs, changes)]
    if articles:
        changes += _articles(first, second)
        behind += _articles_behind(first, second)
    return Changes(
        Edition(old.version, old.created),
        Edition(new.version, new.created),
        new.languages,
        tuple(changes),
        tuple(behind),
        articles,
    )


def _pairs(first: Content, second: Content, old: Catalog, new: Catalog, renames: Renames) -> dict[str, Pair]:
    words = vocabularies(old)
    # A tombstone may still say the name that a table had when the record went.
    tombstones = {**_tombstones(new, Renames()), **_tombstones(new, renames)}
    older_tombstones = _tombstones(old, renames)
    successors = frozenset(
        (table, now)
        for table, names in renames.records.items()
        for gone, now in names.items()
        if (table, gone) in tombstones
    )
    former = {now: name for name, now in renames.tables.items()}
    return {
        name: Pair(
            old=first.tables[name],
            new=table,
            old_model=old.by_name[former.get(name, name)],
            model=new.by_name[name],
            judged=judged(new.by_name[name], new.source_language),
            words=words,
            renamed={now: gone for gone, now in renames.records.get(name, {}).items()},
            tombstones=tombstones,
            older_tombstones=older_tombstones,
            successors=successors,
        )
        for name, table in second.tables.items()
        if name in first.tables
    }


def _tombstones(catalog: Catalog, renames: Renames) -> Tombstones:
    return {
        (renames.tables.get(stone.table, stone.table), stone.record): stone for stone in catalog.tombstones
    }


def _package(old: Content, new: Content) -> Iterator[Change]:
    """Facts and languages of the package."""
    for name, was, now in differing(old.facts, new.facts):
        yield Change("package-described", name=name, old=was, new=now)
    for step, language, after in places(old.languages, new.languages):
        if step != "kept":
            yield Change(f"language-{step}", language=language, name=language, after=after)
    if old.languages[:1] != new.languages[:1]:
        yield Change("source-language-changed", old=old.languages[0], new=new.languages[0])


def _tables(old: Content, new: Content, renames: Renames) -> Iterator[Change]:
    """Tables and columns renamed, and tables removed, added and moved."""
    for name, now in renames.tables.items():
        yield Change("table-renamed", now, old=name, new=now)
    for table, columns in renames.columns.items():
        for name, now in columns.items():
            yield Change("column-renamed", table, now, old=name, new=now)
    for step, name, after in places(old.tables, new.tables):
        if step != "kept":
            gone = old.tables[name] if step == "removed" else None
            yield Change(
                f"table-{step}",
                name,
                old=gone,
                new=None if name in old.tables else new.tables[name],
                after=after,
            )


def _behind(pairs: dict[str, Pair], changes: list[Change]) -> Iterator[Behind]:
    """Translations that stayed as they were beside a source text that changed in substance."""
    for change in changes:
        if change.kind != "text-changed":
            continue
        pair = pairs[change.table]
        column = next(c for c in pair.model.columns if any(f.name == change.column for f in c.fields))
        for field in column.fields[1:]:
            now = pair.new.rows[change.record][field.name]
            was = pair.old.rows[change.record].get(field.name)
            if now is not None and now == was and field.language:
                yield Behind(change.table, change.record, column.name, field.language, change.label)


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
        for part, was, now in differing(before, facts):
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
