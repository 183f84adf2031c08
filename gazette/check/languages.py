"""Languages: which texts still wait for their translation, and which are in a language nobody declared."""

from collections.abc import Iterator, Mapping, Sequence

from gazette.check.run import Run, constraints_of, listed
from gazette.load.article import LANGUAGE
from gazette.load.source import RawArticle, RawTable
from gazette.model import meaning
from gazette.model.question import base_of
from gazette.problem import Place, Problem
from gazette.project import DESCRIPTOR, PAGES

_SHOWN = 3
KEPT = (meaning.VARIANTS, meaning.TITLE, meaning.CITATION)
"""Texts that stand in a document's own languages only, or are forms of names: no translation of them is missing."""


def check_languages(run: Run) -> Iterator[Problem]:
    """Columns and pages, language by language. A column of one language, or of forms of names, waits for nothing."""
    languages = run.source.languages
    for table in run.tables():
        groups = groups_of(table, languages)
        for base, columns in groups.items():
            for language, column in columns.items():
                if language not in languages and any(code in languages for code in columns):
                    yield _undeclared(f"the column {base}_{language}", language, table.place(-1, column), run)
        for language in languages:
            yield from _untranslated(run, table, groups, language)
        yield from _unlabelled(table)
    yield from _articles(run)


def _unlabelled(table: RawTable) -> Iterator[Problem]:
    """Allowed values that readers are shown as they are written, where the others of their column have labels."""
    for at, column in enumerate(table.fields if table.schema else ()):
        labels, allowed = column.get("labels"), constraints_of(column).get("enum")
        if not isinstance(labels, Mapping) or not isinstance(allowed, list) or table.schema is None:
            continue
        bare = [str(value) for value in allowed if str(value) not in labels]
        if bare:
            have = "has" if len(bare) == 1 else "have"
            message = f"{table.name}: {listed(bare)} of {column['name']} {have} no label"
            place = table.schema.place(("fields", at, "labels"), key=True)
            yield Problem("missing-translation", message, place, hint="readers are shown the value itself")


def groups_of(table: RawTable, languages: Sequence[str]) -> dict[str, dict[str, int]]:
    """Columns that are one text in several languages: name without ending to language to column."""
    groups: dict[str, dict[str, int]] = {}
    for column, name in enumerate(table.header):
        base, _, ending = name.rpartition("_")
        if base and LANGUAGE.fullmatch(ending):
            groups.setdefault(base, {})[ending] = column
    for column, name in enumerate(table.header):
        if name in groups and (language := base_of(name, languages, table.header)[1]):
            groups[name][language] = column
    return groups


def _untranslated(
    run: Run, table: RawTable, groups: Mapping[str, Mapping[str, int]], language: str
) -> Iterator[Problem]:
    kept = {field.get("name") for field in table.fields if field.get("rdfType") in KEPT}
    declared = [
        [
            column
            for code, column in columns.items()
            if code in run.source.languages and table.header[column] not in kept
        ]
        for columns in groups.values()
    ]
    wanted = [
        (columns[language], others)
        for columns, others in zip(groups.values(), declared, strict=True)
        if language in columns and len(others) > 1
    ]
    whole = [not table.rows.torn and "" not in table.rows.columns[own] for own, _ in wanted]
    texts, missing = len(table.rows) * sum(whole), []
    wanted = [pair for pair, full in zip(wanted, whole, strict=True) if not full]
    for row, cells in run.rows(table) if wanted else ():
        for own, others in wanted:
            if any(cells[column] for column in others):
                texts += 1
                if not cells[own] and (table.name, row, own) not in run.marked:
                    missing.append((row, own))
    if missing:
        ids = list(
            dict.fromkeys(run.place(table, row, None).record or "" for row, _ in missing[: _SHOWN * 4])
        )
        more = ", …" if len(missing) > _SHOWN else ""
        share = f"{len(missing):,} of {texts:,} texts ({len(missing) / texts:.0%})"
        message = f"{table.name}: {share} have no {language}: {', '.join(ids[:_SHOWN])}{more}"
        yield Problem("missing-translation", message, run.place(table, *missing[0]))


def _articles(run: Run) -> Iterator[Problem]:
    languages = run.source.languages
    pages: dict[str, list[RawArticle]] = {}
    for article in run.source.articles:
        if article.language in languages:
            pages.setdefault(article.name, []).append(article)
        elif languages:
            yield _undeclared(
                f"the page {article.file.path}", article.language, Place(article.file.path), run
            )
    tables = {table.name for table in run.source.tables}
    unread = {problem.place.file for problem in run.source.problems}
    for name, articles in pages.items():
        if name in tables:
            message = f'a page and a table are both called "{name}", and would stand at one address'
            yield Problem(
                "article-name", message, Place(articles[0].file.path), hint="rename the page's files"
            )
        there = {article.language for article in articles}
        missing = [
            code for code in languages if code not in there and f"{PAGES}/{name}.{code}.md" not in unread
        ]
        if missing:
            message = f'the page "{name}" is missing in {", ".join(missing)}'
            hint = "readers of these languages are shown it in the source language"
            yield Problem("missing-article", message, Place(articles[0].file.path), hint=hint)


def _undeclared(what: str, language: str, place: Place, run: Run) -> Problem:
    message = f'{what} is in the language "{language}", which {DESCRIPTOR} does not declare'
    return Problem("undeclared-language", message, place, hint=f"declared: {', '.join(run.source.languages)}")
