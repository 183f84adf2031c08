"""Every kind of page: pure functions from the model to `Page` values, one file a kind."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar

from gazette.artifact import Artifact
from gazette.model import Catalog
from gazette.release.history import History
from gazette.site.page import Page, Parts
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
    unsaid,
    withdrawn,
)
from gazette.site.reader import Reader
from gazette.site.units import Unit
from gazette.site.words import load_words

Readers = TypeVar("Readers")


def _whole(pages: Callable[[Readers], Iterator[Page]]) -> Callable[[Readers], Parts]:
    """A kind whose pages are made together."""

    def parts(readers: Readers) -> Parts:
        yield "", partial(pages, readers)

    return parts


KINDS: dict[str, Callable[[Reader], Parts]] = {
    "home": _whole(home.pages),
    "list": lists.parts,
    "record": records.parts,
    "strategy": _whole(strategy.pages),
    "parallel": _whole(parallel.pages),
    "roadmap": _whole(roadmap.pages),
    "status": _whole(status.pages),
    "matrix": _whole(matrix.pages),
    "crosswalk": _whole(crosswalk.pages),
    "briefing": _whole(briefing.pages),
    "a-to-z": _whole(a_to_z.pages),
    "search": _whole(search.pages),
    "dataset": datasets.parts,
    "questions": _whole(questions.pages),
    "explore": _whole(explore.pages),
    "unsaid": _whole(unsaid.pages),
    "quality": _whole(quality.pages),
    "changes": _whole(changes.pages),
    "difference": _whole(difference.pages),
    "tombstone": _whole(withdrawn.pages),
    "source": source.parts,
    "glossary": _whole(glossary.pages),
    "article": _whole(articles.pages),
}
"""Kinds of page that exist in every language."""

ALONE: dict[str, Callable[[Sequence[Reader]], Parts]] = {
    "door": _whole(door.pages),
    "missing": _whole(missing.pages),
    "permanent": permanent.parts,
    "edition": _whole(editions.pages),
}
"""Pages that exist once, for all languages."""


def readers_of(
    catalog: Catalog,
    files: Mapping[str, Artifact],
    past: History,
    *,
    searchable: bool = False,
    drawable: bool = False,
) -> list[Reader]:
    """A reader of each language; `files` are the data files that pages offer for download, `past` the releases.

    `searchable` says that a search index is going to be made of the pages, `drawable` that pictures are drawn as PNG.
    """
    return [
        Reader(catalog, load_words(language), files, searchable, past, drawable, outlives=True)
        for language in catalog.languages
    ]


def all_units(readers: Sequence[Reader]) -> Iterator[Unit]:
    """Every page of the site, in units.

    Making one raises gazette.site.words.MissingWordError if an interface word is missing in one of the languages.
    """
    for name, alone in ALONE.items():
        for part, make in alone(readers):
            yield Unit(f"{name}//{part}", make)
    for reader in readers:
        for name, kind in KINDS.items():
            for part, make in kind(reader):
                yield Unit(f"{name}/{reader.language}/{part}", make)


def all_pages(catalog: Catalog, files: Sequence[Artifact], past: History | None = None) -> Iterator[Page]:
    """Every page of the site."""
    for unit in all_units(readers_of(catalog, {made.path: made for made in files}, past or History())):
        yield from unit.pages()
