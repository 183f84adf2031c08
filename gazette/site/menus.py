"""The menus: a short one at the head of every page, and everything in groups at its foot."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gazette import urls
from gazette.formats import FORMATS
from gazette.model import Table, meaning
from gazette.site.crosswalk import crosswalks
from gazette.site.page import View
from gazette.site.reader import Reader


class Entry(NamedTuple):
    """A place of the site: its path and what it is called."""

    path: str
    phrase: View


SHORT = 4
"""Where the descriptor marks no table for the menu, the first few stand in it."""


def head(reader: Reader, path: str, section: str) -> list[View]:
    """The short menu: what is read most, then (`behind`) what stands behind it."""
    short = reader.once("short menu", lambda: (list(_main(reader)), list(_behind(reader))))
    main, behind = ([_shown(path, section, entry) for entry in entries] for entries in short)
    return [*main, *({**entry, "first": number == 0} for number, entry in enumerate(behind))]


def foot(reader: Reader, path: str, section: str) -> list[View]:
    """Everything, in groups: the publication's tables, ways through it, what stands behind it."""
    return [
        {"title": title, "entries": [_shown(path, section, entry) for entry in entries]}
        for title, entries in reader.once("whole menu", lambda: _groups(reader))
        if entries
    ]


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


def has_matrix(reader: Reader) -> bool:
    """True if some table gives the rows of a matrix and tags fill it."""
    return bool(matrix_rows(reader)) and bool(reader.tags)


def matrix_rows(reader: Reader) -> Sequence[Table]:
    """The tables whose records are rows of the matrix."""
    return [table for table in reader.paged if table.descriptor.get("matrix") is True]


def _main(reader: Reader) -> Iterator[Entry]:
    language, words = reader.language, reader.words
    yield Entry(urls.strategy(language), reader.phrase(words("Full text")))
    marked = [table for table in reader.paged if table.descriptor.get("menu") is True]
    yield from (_table(reader, table) for table in marked or reader.paged[:SHORT])
    if dated(reader):
        yield Entry(urls.roadmap(language), reader.phrase(words("Roadmap")))
    if has_matrix(reader):
        yield Entry(urls.matrix(language), reader.phrase(words("Matrix")))


def _tables(reader: Reader) -> Iterator[Entry]:
    yield from (_table(reader, table) for table in reader.paged)


def _table(reader: Reader, table: Table) -> Entry:
    return Entry(urls.table(reader.language, table.name), reader.phrase(table.title))


def _ways(reader: Reader) -> Iterator[Entry]:
    language, words = reader.language, reader.words
    yield Entry(urls.strategy(language), reader.phrase(words("Full text")))
    if len(reader.catalog.languages) > 1:
        yield Entry(urls.parallel(language), reader.phrase(words("Side by side")))
    if dated(reader):
        yield Entry(urls.roadmap(language), reader.phrase(words("Roadmap")))
    if has_matrix(reader):
        yield Entry(urls.matrix(language), reader.phrase(words("Matrix")))
        yield Entry(urls.briefing(language), reader.phrase(words("Briefing")))
    yield from (_table(reader, found.table) for found in crosswalks(reader.catalog))
    yield Entry(urls.a_to_z(language), reader.phrase(words("A to Z")))


def _behind(reader: Reader) -> Iterator[Entry]:
    language, words = reader.language, reader.words
    if reader.catalog.of_role("passage"):
        yield Entry(urls.source(language), reader.phrase(words("Source")))
    if reader.catalog.of_role("term"):
        yield Entry(urls.glossary(language), reader.phrase(words("Glossary")))
    yield Entry(urls.datasets(language), reader.phrase(words("Data")))
    if reader.past.releases:
        yield Entry(urls.changes(language), reader.phrase(words("What has changed")))
    if reader.searchable:
        yield Entry(urls.search(language), reader.phrase(words("Search")))


def _further(reader: Reader) -> Iterator[Entry]:
    """What has no room in the short menu."""
    language, words = reader.language, reader.words
    if any(urls.answer(one.name) in reader.files for one in reader.catalog.questions):
        yield Entry(urls.questions(language), reader.phrase(words("Worked questions")))
    if urls.data(FORMATS["sqlite"].file()) in reader.files:
        yield Entry(urls.explore(language), reader.phrase(words("Ask a question of your own")))
    yield Entry(urls.quality(language), reader.phrase(words("Quality")))


def _articles(reader: Reader) -> Iterator[Entry]:
    for article in sorted(reader.catalog.articles, key=lambda one: (one.order, one.name)):
        if article.language == reader.language:
            yield Entry(urls.page(reader.language, article.name), reader.phrase(article.title))


def _shown(path: str, section: str, entry: Entry) -> View:
    target, phrase = entry
    return {**phrase, "href": urls.relative(path, target), "current": target == section, "first": False}
