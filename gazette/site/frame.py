"""What every page has around it: title, addresses, policy, the switch of languages, menus, foot."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from gazette import urls
from gazette.formats import FORMATS
from gazette.model import Table, meaning
from gazette.model.language import own_name
from gazette.model.text import cut
from gazette.site import jsonld
from gazette.site.cards import card
from gazette.site.crosswalk import crosswalks
from gazette.site.page import Page, View
from gazette.site.reader import Reader

STYLE, PAPER = "static/style.css", "static/print.css"
SCRIPT = "static/site.js"
ICON = "static/icon.svg"
MANIFEST = "static/site.webmanifest"
DESCRIPTION = 300
"""Characters of the description that engines and previews show of a page."""


def frame(
    reader: Reader,
    template: str,
    at: Callable[[str], str],
    title: View,
    *,
    description: str,
    trail: Sequence[View] = (),
    section: str | None = None,
    **content: object,
) -> Page:
    """A page of the site. `at` gives its path in each language; `trail` are the steps from home to it.

    `section` is the path of the menu entry under which it stands; `content` is what its template shows.
    """
    catalog, language = reader.catalog, reader.language
    path = at(language)
    alternates = {code: at(code) for code in catalog.languages}
    view: View = {
        "_": reader.words,
        "count": reader.words.count,
        "lang": language,
        "dir": reader.words.direction,
        "title": title,
        "description": cut(description or str(title["text"]), DESCRIPTION),
        "site": reader.once(_site),
        "logo": urls.relative(path, f"static/{catalog.logo.name}") if catalog.logo else None,
        "is_home": path == urls.home(language),
        "home": urls.relative(path, urls.home(language)),
        "style": urls.relative(path, STYLE),
        "paper": urls.relative(path, PAPER),
        "canonical": reader.canonical(path),
        "languages": [_switch(reader, path, code, target) for code, target in alternates.items()],
        "default": urls.absolute(urls.base(catalog.homepage, path), alternates[catalog.source_language]),
        "is_search": path == urls.search(language),
        "menu": head_menu(reader, path, section or path),
        "contents": foot_menu(reader, path, section or path),
        "search": urls.relative(path, urls.search(language)) if reader.searchable else None,
        "site_script": urls.relative(path, SCRIPT),
        "icon": urls.relative(path, ICON),
        "manifest": urls.relative(path, MANIFEST),
        "policy": POLICIES.get(template, POLICY),
        "record_json": None,
        "card": reader.once(card),
        "unreleased": reader.past.pending,
        "all_changes": urls.relative(path, urls.changes(language)) if reader.past.releases else None,
        "found": (),
        "trail": list(trail),
        "jsonld": jsonld.way(reader, path, trail, title),
        "schema_org": [],
        "notice": reader.once(translation_notice),
        "foot": reader.once(_foot),
        **content,
    }
    return Page(path, template, view, language, alternates)


def step(reader: Reader, start: str, target: str, phrase: View) -> View:
    """One step of the trail from home to a page."""
    return {**phrase, "href": reader.href(start, target)}


def translation_notice(reader: Reader) -> View | None:
    """The state of this language's texts; None in the source language."""
    if reader.language == reader.catalog.source_language:
        return None
    return state(reader, reader.language)


def state(reader: Reader, code: str) -> View | None:
    """What the texts in a language are worth, as the languages table says it; None where it says nothing."""
    for table in reader.catalog.of_role("language"):
        row, column = table.by_id.get(code), table.column(meaning.KIND)
        if row is not None and column is not None:
            value = reader.value(urls.home(reader.language), table, row, column)
            if value is not None:
                return value
    return None


def _switch(reader: Reader, path: str, code: str, target: str) -> View:
    return {
        "code": code,
        "name": own_name(code),
        "short": code.upper() if own_name(code).isascii() or own_name(code)[0].isascii() else None,
        "href": urls.relative(path, target),
        "absolute": urls.absolute(urls.base(reader.catalog.homepage, path), target),
        "current": code == reader.language,
    }


def licence_views(reader: Reader, table: Table | None) -> list[View]:
    """The licences of a table, or of the whole, as links; one without an address is said only."""
    return [
        {**reader.phrase(licence.titles, missing=licence.name), "href": licence.path or None}
        for licence in reader.catalog.licences_of(table)
    ]


def _site(reader: Reader) -> View:
    return reader.phrase(reader.catalog.title)


def _foot(reader: Reader) -> View:
    catalog = reader.catalog
    return {
        "version": catalog.version,
        "date": reader.date(catalog.created) if catalog.created else None,
        "licences": licence_views(reader, None),
        "notice": reader.phrase(catalog.about.notice) if catalog.about.notice else None,
        "repository": catalog.repository,
        "contact": catalog.contact,
    }


POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
)
"""The Content-Security-Policy of every page. Nothing inline runs; data blocks (JSON-LD) are no scripts to it."""

_WASM = POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'")
POLICIES = {"search.html": _WASM, "explore.html": _WASM}
"""Policies of pages that need more, by template: they compile WebAssembly of our own; no text is evaluated."""

HEADERS = {
    "Content-Security-Policy": f"{_WASM}; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What a host that can send headers sends with every page; the data files may be read from anywhere.

A browser obeys this policy and the page's own: the header allows what the widest page needs, each page narrows it.
"""


class Entry(NamedTuple):
    """A place of the site: its path and what it is called."""

    path: str
    phrase: View


MOST = 40
"""Tables in the menu at the foot: the page of all datasets leads to more."""
SHORT = 4
"""Where the descriptor marks no table for the menu, the first few stand in it."""


KINDS = 5
"""Entries of the menu at the head, where nobody has chosen them: what is read most, and the data."""


def head_menu(reader: Reader, path: str, section: str) -> list[View]:
    """The short menu: what is read most, and the data; all the rest stands at the foot of every page."""
    return [_shown(path, section, entry) for entry in reader.once(_short)]


def foot_menu(reader: Reader, path: str, section: str) -> list[View]:
    """Everything, in groups: the publication's tables, ways through it, what stands behind it."""
    return [
        {"title": title, "entries": [_shown(path, section, entry) for entry in entries]}
        for title, entries in reader.once(_groups)
        if entries
    ]


def _short(reader: Reader) -> list[Entry]:
    chosen, data = list(_chosen(reader)), _data(reader)
    main = chosen or list(_main(reader))[: KINDS - 1]
    return [*main, *([] if data in main else [data])]


def _groups(reader: Reader) -> list[tuple[str, list[Entry]]]:
    words = reader.words
    return [
        (words("Contents"), list(_tables(reader))),
        (words("Ways to read"), list(_ways(reader))),
        (words("Behind it"), [*_behind(reader), *_further(reader)]),
        (words("About this edition"), list(_articles(reader))),
    ]


def dated(reader: Reader) -> list[Table]:
    """The substantive tables whose records have dates, or would have if the source said them."""
    return [table for table in reader.paged if table.column(meaning.DATE) is not None]


def is_plan(reader: Reader) -> bool:
    """True for a package that says what its tables are in a strategy."""
    return any("stratml" in table.descriptor for table in reader.paged)


def has_matrix(reader: Reader) -> bool:
    """True if some table gives the rows of a matrix and tags fill it."""
    return bool(matrix_rows(reader)) and bool(reader.tags)


def matrix_rows(reader: Reader) -> Sequence[Table]:
    """The tables whose records are rows of the matrix."""
    return [table for table in reader.paged if table.descriptor.get("matrix") is True]


def _main(reader: Reader) -> Iterator[Entry]:
    language, words = reader.language, reader.words
    marked = [table for table in reader.paged if table.descriptor.get("menu") is True]
    yield from (_table(reader, table) for table in marked or (*reader.paged, *reader.plain)[:SHORT])
    if dated(reader):
        yield Entry(urls.roadmap(language), reader.phrase(words("Roadmap")))
    if reader.progress.updates:
        yield Entry(urls.status(language), reader.phrase(words("Progress")))
    if has_matrix(reader):
        yield Entry(urls.matrix(language), reader.phrase(words("Matrix")))
    if reader.paged:
        yield Entry(urls.strategy(language), reader.phrase(words("Full text")))


def _chosen(reader: Reader) -> Iterator[Entry]:
    """The tables and articles that the settings put into the menu, in their order."""
    tables = {
        name: one for one in reader.catalog.tables for name in (one.descriptor.get("originalName"), one.name)
    }
    articles = {one.name: one for one in reader.catalog.articles if one.language == reader.language}
    for name in reader.catalog.settings.menu:
        if name in tables:
            shown = tables[name].paged or tables[name].role == "data"
            yield _table(reader, tables[name] if shown else replace(tables[name], role="data"))
        elif name in articles:
            yield Entry(urls.page(reader.language, name), reader.phrase(articles[name].title))


def _tables(reader: Reader) -> Iterator[Entry]:
    yield from (_table(reader, table) for table in (*reader.paged, *reader.plain)[:MOST])


def _table(reader: Reader, table: Table) -> Entry:
    where = urls.dataset if table.role == "data" else urls.table
    return Entry(where(reader.language, table.name), reader.phrase(table.title))


def _ways(reader: Reader) -> Iterator[Entry]:
    language, words = reader.language, reader.words
    if reader.paged:
        yield Entry(urls.strategy(language), reader.phrase(words("Full text")))
    if reader.paged and len(reader.catalog.languages) > 1:
        yield Entry(urls.parallel(language), reader.phrase(words("Side by side")))
    if dated(reader):
        yield Entry(urls.roadmap(language), reader.phrase(words("Roadmap")))
    if reader.progress.updates:
        yield Entry(urls.status(language), reader.phrase(words("Progress")))
    if has_matrix(reader):
        yield Entry(urls.matrix(language), reader.phrase(words("Matrix")))
        yield Entry(urls.briefing(language), reader.phrase(words("Briefing")))
    yield from (_table(reader, found.table) for found in crosswalks(reader.catalog))
    if reader.paged or reader.catalog.of_role("term"):
        yield Entry(urls.a_to_z(language), reader.phrase(words("A to Z")))


def _data(reader: Reader) -> Entry:
    return Entry(urls.datasets(reader.language), reader.phrase(reader.words("Data")))


def _behind(reader: Reader) -> Iterator[Entry]:
    language, words = reader.language, reader.words
    if reader.catalog.of_role("passage"):
        yield Entry(urls.source(language), reader.phrase(words("Source")))
    if reader.catalog.of_role("term"):
        yield Entry(urls.glossary(language), reader.phrase(words("Glossary")))
    yield _data(reader)
    if reader.past.releases:
        yield Entry(urls.changes(language), reader.phrase(words("What has changed")))
    if reader.searchable:
        yield Entry(urls.search(language), reader.phrase(words("Search")))


def _further(reader: Reader) -> Iterator[Entry]:
    """What has no room in the short menu."""
    language, words = reader.language, reader.words
    if any(urls.answer(one.name) in reader.files for one in reader.catalog.questions):
        yield Entry(urls.questions(language), reader.phrase(words("Worked questions")))
    if urls.data(FORMATS["sqlite"].file(reader.catalog.file_name)) in reader.files:
        yield Entry(urls.explore(language), reader.phrase(words("Ask a question of your own")))
    if is_plan(reader):
        yield Entry(urls.unsaid(language), reader.phrase(words("What is not said")))
    yield Entry(urls.quality(language), reader.phrase(words("Quality")))


def _articles(reader: Reader) -> Iterator[Entry]:
    for article in sorted(reader.catalog.articles, key=lambda one: (one.order, one.name)):
        if article.language == reader.language:
            yield Entry(urls.page(reader.language, article.name), reader.phrase(article.title))


def _shown(path: str, section: str, entry: Entry) -> View:
    target, phrase = entry
    return {**phrase, "href": urls.relative(path, target), "current": target == section}
