"""Every kind of page: pure functions from the model to `Page` values, one file a kind."""

from collections.abc import Callable, Iterator, Sequence

from gazette.artifact import Artifact
from gazette.model import Catalog
from gazette.release.history import History
from gazette.site.page import Page
from gazette.site.pages import (
    a_to_z,
    articles,
    briefing,
    changes,
    crosswalk,
    datasets,
    difference,
    door,
    editions,
    explore,
    glossary,
    home,
    lists,
    matrix,
    missing,
    parallel,
    permanent,
    quality,
    questions,
    records,
    roadmap,
    search,
    source,
    status,
    strategy,
    withdrawn,
)
from gazette.site.reader import Reader
from gazette.site.words import load_words

KINDS: dict[str, Callable[[Reader], Iterator[Page]]] = {
    "home": home.pages,
    "list": lists.pages,
    "record": records.pages,
    "strategy": strategy.pages,
    "parallel": parallel.pages,
    "roadmap": roadmap.pages,
    "status": status.pages,
    "matrix": matrix.pages,
    "crosswalk": crosswalk.pages,
    "briefing": briefing.pages,
    "a-to-z": a_to_z.pages,
    "search": search.pages,
    "dataset": datasets.pages,
    "questions": questions.pages,
    "explore": explore.pages,
    "quality": quality.pages,
    "changes": changes.pages,
    "difference": difference.pages,
    "tombstone": withdrawn.pages,
    "source": source.pages,
    "glossary": glossary.pages,
    "article": articles.pages,
}
"""Kinds of page that exist in every language."""

ALONE: dict[str, Callable[[Sequence[Reader]], Iterator[Page]]] = {
    "door": door.pages,
    "missing": missing.pages,
    "permanent": permanent.pages,
    "edition": editions.pages,
}
"""Pages that exist once, for all languages."""


def all_pages(
    catalog: Catalog,
    files: Sequence[Artifact],
    past: History | None = None,
    *,
    searchable: bool = False,
    drawable: bool = False,
) -> Iterator[Page]:
    """Every page of the site; `files` are the data files that pages offer for download, `past` the releases.

    `searchable` says that a search index is going to be made of the pages, `drawable` that pictures are drawn as PNG.

    Raises gazette.site.words.MissingWordError if an interface word is missing in one of the languages.
    """
    by_path = {made.path: made for made in files}
    before = past or History()
    readers = [
        Reader(catalog, load_words(language), by_path, searchable, before, drawable)
        for language in catalog.languages
    ]
    for alone in ALONE.values():
        yield from alone(readers)
    for reader in readers:
        for kind in KINDS.values():
            yield from kind(reader)
