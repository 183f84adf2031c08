"""Words of the glossary in running text: where each is used first on a page, it links to its entry."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from gazette.model import Record, Table, Text, meaning
from gazette.site.page import View
from gazette.site.reader import Reader


class Marker:
    """Splits texts into plain parts and terms; a term that was linked once on the page stays plain after."""

    def __init__(self, reader: Reader, start: str) -> None:
        self._reader, self._start = reader, start
        self._seen: set[str] = set()

    def parts(self, text: Text) -> list[View]:
        """The text in the reader's language, in parts: a term has `href`, and `full` if it stands for more words."""
        phrase = self._reader.phrase(text)
        language = phrase["lang"] or self._reader.language
        known = {name: term for term in _known(self._reader, language) for name in term.names}
        parts: list[View] = []
        for piece in _pieces(phrase["text"], known):
            term = known.get(piece)
            if term is None or term.address in self._seen:
                parts.append({**phrase, "text": piece, "href": None, "full": None})
                continue
            self._seen.add(term.address)
            href = self._reader.href(self._start, term.address)
            parts.append({**phrase, "text": piece, "href": href, "full": term.full})
        return parts

    def used(self, *texts: Text) -> list[View]:
        """The terms that stand in these texts, each once, as links."""
        return [part for text in texts for part in self.parts(text) if part["href"]]


@dataclass(frozen=True, slots=True)
class _Term:
    """What a term is called in a language, the address of its entry, and what an abbreviation stands for."""

    names: tuple[str, ...]
    address: str
    full: str | None


def _known(reader: Reader, language: str) -> Iterator[_Term]:
    """Every term that has a name in a language."""
    for table in reader.catalog.of_role("term"):
        for record in table.records:
            name, address = table.label(record).get(language), reader.address(record)
            if name and address:
                yield _Term(_forms(name, language), address, _full(reader, table, record))


def _forms(name: str, language: str) -> tuple[str, ...]:
    """The name, and the plural that English gives to an abbreviation."""
    return (name, f"{name}s") if language == "en" and name.isupper() else (name,)


def _full(reader: Reader, table: Table, record: Record) -> str | None:
    column = table.column(meaning.EXPANSION)
    said = reader.value("", table, record, column) if column else None
    return said["text"] if said else None


def _pieces(text: str, known: Mapping[str, _Term]) -> Iterator[str]:
    if not known:
        yield text
        return
    yield from (piece for piece in _pattern(tuple(sorted(known))).split(text) if piece)


@lru_cache(maxsize=8)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Finds whole names, the longest first."""
    longest = sorted(names, key=len, reverse=True)
    return re.compile(r"(?<!\w)(" + "|".join(re.escape(name) for name in longest) + r")(?!\w)")
