"""What the search finds: a record, a term or a page, by its own texts, and by kind, rank and row of the matrix.

Nothing of a page's furniture is indexed: no menu, no list of other records, no citation, no download. What a
result says beside its name, its kind and where it belongs, can be searched as well, and counts for less.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from gazette.model import Record, Table, meaning
from gazette.site.alphabet import without_article
from gazette.site.page import View
from gazette.site.reader import Reader
from gazette.urls import INDEX

_ELISION, _SPLIT = re.compile(r"(?<=\w)’(?=\w)"), "\u02bc "
"""Pagefind takes what stands before and after an apostrophe for one word; a space parts them, so that the word after
a French article can be found. Another apostrophe before it tells the search page which spaces to take out again."""

_WORD = re.compile(r"[^\W\d_]{4,}")
"""A word that is long enough to be recognised when it is misspelt."""
_ASIDE = 0.1
"""The weight of a text that stands aside; the smallest that is still found first by its name."""


@dataclass(frozen=True, slots=True)
class Document:
    """A result as it is indexed: its path, what it can be narrowed by, its HTML, and the words of its names."""

    path: str
    facets: Mapping[str, str]
    body: bytes
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A result: where it leads (a path, perhaps with a fragment), its name, its kind, what it stands in, its texts.

    A text that is Markup is HTML that was cleaned before; any other is escaped here. `facets` narrow results.
    `behind` are words that it does not say but means, `known` other names of it: both are searched and never shown.
    What stands `aside`, as a page about the edition does, is found by its texts after all that is no such page.
    """

    address: str
    title: str
    kind: str
    within: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    facets: Mapping[str, str] = field(default_factory=dict)
    behind: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    aside: bool = False

    @property
    def path(self) -> str:
        """The path of its document, of which the search page makes the address again: a fragment is a folder `~…`."""
        page, _, fragment = self.address.partition("#")
        return page.removesuffix(INDEX) + (f"~{fragment}/{INDEX}" if fragment else INDEX)

    def document(self, language: str) -> "Document":
        """The whole document that is indexed for it."""
        names = () if self.aside else (self.title, *self.known)
        words = {word for name in names for word in _WORD.findall(name.casefold())}
        return Document(self.path, self.facets, self._html(language), tuple(sorted(words)))

    def _html(self, language: str) -> bytes:
        # The name is searched as metadata; a document without a text would not be indexed at all.
        texts = [Markup("<p>{}</p>").format(text) for text in self.texts or (self.title,)]
        whole = " ".join((self.title, *(one.striptags() for one in texts)))
        said = {
            "title": self.title,
            "kind": self.kind,
            "within": " · ".join(self.within),
            "bare": " ".join(without_article(whole, language)),
            "behind": " ".join(self.behind),
            "known": "; ".join(self.known),
        }
        head = Markup().join(
            Markup('<meta data-pagefind-meta="{}[content]" content="{}">').format(name, text)
            for name, text in said.items()
            if text
        )
        page = Markup(
            '<!doctype html><html lang="{}"><head>{}</head>'
            '<body data-pagefind-body><div data-pagefind-weight="{}">{}</div></body></html>'
        )
        weight = _ASIDE if self.aside else 1
        return _ELISION.sub(_SPLIT, page.format(language, head, weight, Markup().join(texts))).encode()


def found(reader: Reader, table: Table, record: Record, address: str, terms: Sequence[View] = ()) -> Found:
    """A record by its name, by what its columns say in words, and by what the terms in them stand for."""
    return Found(
        address,
        reader.label(record)["text"],
        reader.phrase(table.singular)["text"],
        tuple(label["text"] for label in standing(reader, record)),
        tuple(dict.fromkeys(_texts(reader, table, record))),
        facets(reader, record),
        tuple(term["full"] for term in terms if term["full"]),
        tuple(reader.once(_synonyms).get((table.name, record.id), ())),
    )


def _synonyms(reader: Reader) -> dict[tuple[str, str], list[str]]:
    """The words by which readers look for records, by table and id, from tables of such words."""
    words: dict[tuple[str, str], list[str]] = {}
    for table in reader.catalog.of_role("synonym"):
        target, column = table.column(meaning.EVIDENCE_RECORD), table.column(meaning.VARIANTS)
        for row in table.records:
            record = reader.catalog.target(row, target) if target else None
            named = table.text(row, column).get(reader.language)
            if record is not None and named:
                words.setdefault((record.table, record.id), []).extend(map(str.strip, named.split(";")))
    return words


def _texts(reader: Reader, table: Table, record: Record) -> Iterator[str]:
    """The record's texts in the page's language: no code, no date, no address, no name of another record."""
    for column in table.columns:
        if column is table.label_column or column.meaning in (meaning.VARIANTS, meaning.CITATION):
            continue
        if not (column.translated or column.meaning in _SAID):
            continue
        view = reader.value("", table, record, column)
        if view is not None:
            yield view["text"]


_SAID = {meaning.DESCRIPTION, meaning.DEFINITION, meaning.ABBREVIATION, meaning.EXPANSION}


def facets(reader: Reader, record: Record) -> dict[str, str]:
    """The facets and the record's values, in the words of the page."""
    catalog = reader.catalog
    said = {reader.words("Kind"): reader.phrase(catalog.by_name[record.table].title)["text"]}
    for one in (*catalog.ancestors(record), record):
        table = catalog.by_name[one.table]
        if _ranks(table):
            said[reader.phrase(table.singular)["text"]] = reader.label(one)["text"]
    return said


def standing(reader: Reader, record: Record) -> Iterator[View]:
    """The names of the rank and of the row of the matrix in which a record stands, itself left out."""
    for one in reader.catalog.ancestors(record):
        if _ranks(reader.catalog.by_name[one.table]):
            yield reader.label(one)


def _ranks(table: Table) -> bool:
    return table.descriptor.get("home") == "lead" or table.descriptor.get("matrix") is True
