"""Words of the glossary in running text: where each is used first on a page, it links to its entry."""

import re
from collections.abc import Iterator
from functools import lru_cache

from gazette.model import Text
from gazette.site.page import View
from gazette.site.reader import Reader


class Marker:
    """Splits texts into plain parts and terms; a term that was linked once on the page stays plain after."""

    def __init__(self, reader: Reader, start: str) -> None:
        self._reader, self._start = reader, start
        self._seen: set[str] = set()

    def parts(self, text: Text) -> list[View]:
        """The text in the reader's language, in parts: a term has `href`."""
        phrase = self._reader.phrase(text)
        language = phrase["lang"] or self._reader.language
        known = dict(_known(self._reader, language))
        parts: list[View] = []
        for piece in _pieces(phrase["text"], known):
            target = known.get(piece)
            first = target is not None and target not in self._seen
            if first and target is not None:
                self._seen.add(target)
            href = self._reader.href(self._start, target) if first else None
            parts.append({**phrase, "text": piece, "href": href})
        return parts

    def used(self, *texts: Text) -> list[View]:
        """The terms that stand in these texts, each once, as links."""
        return [part for text in texts for part in self.parts(text) if part["href"]]


def _known(reader: Reader, language: str) -> Iterator[tuple[str, str]]:
    """Every name of a term in a language, with the address of its entry."""
    for table in reader.catalog.of_role("term"):
        for record in table.records:
            name, address = table.label(record).get(language), reader.address(record)
            if name and address:
                yield name, address


def _pieces(text: str, known: dict[str, str]) -> Iterator[str]:
    if not known:
        yield text
        return
    yield from (piece for piece in _pattern(tuple(sorted(known))).split(text) if piece)


@lru_cache(maxsize=8)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Finds whole names, the longest first."""
    longest = sorted(names, key=len, reverse=True)
    return re.compile(r"(?<!\w)(" + "|".join(re.escape(name) for name in longest) + r")(?!\w)")
