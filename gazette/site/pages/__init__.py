"""Every kind of page: pure functions from the model to `Page` values, one file a kind."""

from collections.abc import Callable, Iterator, Sequence

from gazette.artifact import Artifact
from gazette.model import Catalog
from gazette.site.page import Page
from gazette.site.pages import articles, datasets, door, glossary, home, lists, missing, records, source
from gazette.site.reader import Reader
from gazette.site.words import load_words

KINDS: dict[str, Callable[[Reader], Iterator[Page]]] = {
    "home": home.pages,
    "list": lists.pages,
    "record": records.pages,
    "dataset": datasets.pages,
    "source": source.pages,
    "glossary": glossary.pages,
    "article": articles.pages,
}
"""Kinds of page that exist in every language."""

ALONE: dict[str, Callable[[Sequence[Reader]], Iterator[Page]]] = {
    "door": door.pages,
    "missing": missing.pages,
}
"""Pages that exist once, for all languages."""


def all_pages(catalog: Catalog, files: Sequence[Artifact]) -> Iterator[Page]:
    """Every page of the site; `files` are the data files that pages offer for download.

    Raises gazette.site.words.MissingWordError if an interface word is missing in one of the languages.
    """
    by_path = {made.path: made for made in files}
    readers = [Reader(catalog, load_words(language), by_path) for language in catalog.languages]
    for alone in ALONE.values():
        yield from alone(readers)
    for reader in readers:
        for kind in KINDS.values():
            yield from kind(reader)
