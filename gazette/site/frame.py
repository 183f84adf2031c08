"""What every page has around it: title, addresses, the switch of languages, the menus, the foot."""

from collections.abc import Callable, Sequence

from gazette import urls
from gazette.model import Table, meaning
from gazette.model.language import own_name
from gazette.model.text import cut
from gazette.site import jsonld, menus
from gazette.site.cards import card
from gazette.site.page import Page, View
from gazette.site.policy import POLICIES, POLICY
from gazette.site.reader import Reader

STYLE = "static/style.css"
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
        "description": cut(description, DESCRIPTION),
        "site": reader.once("site", lambda: reader.phrase(catalog.title)),
        "is_home": path == urls.home(language),
        "home": urls.relative(path, urls.home(language)),
        "style": urls.relative(path, STYLE),
        "canonical": reader.canonical(path),
        "languages": [_switch(reader, path, code, target) for code, target in alternates.items()],
        "default": urls.absolute(urls.base(catalog.homepage, path), alternates[catalog.source_language]),
        "menu": menus.head(reader, path, section or path),
        "contents": menus.foot(reader, path, section or path),
        "site_script": urls.relative(path, SCRIPT),
        "icon": urls.relative(path, ICON),
        "manifest": urls.relative(path, MANIFEST),
        "policy": POLICIES.get(template, POLICY),
        "record_json": None,
        "card": reader.once("card", lambda: card(reader)),
        "unreleased": reader.past.unreleased is not None,
        "all_changes": urls.relative(path, urls.changes(language)) if reader.past.releases else None,
        "found": (),
        "trail": list(trail),
        "jsonld": jsonld.way(reader, path, trail, title),
        "schema_org": [],
        "notice": reader.once("notice", lambda: translation_notice(reader)),
        "foot": reader.once("foot", lambda: _foot(reader)),
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


def _foot(reader: Reader) -> View:
    catalog = reader.catalog
    return {
        "version": catalog.version,
        "date": reader.date(catalog.created),
        "licences": licence_views(reader, None),
        "notice": reader.phrase(catalog.about.notice) if catalog.about.notice else None,
        "repository": catalog.repository,
        "contact": catalog.contact,
    }
