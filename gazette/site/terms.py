"""Words of the glossary in running text: where each is used first on a page, it links to its entry."""

from gazette.model import Text, meaning
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
        names = self._reader.terms.get(phrase["lang"] or self._reader.language)
        if names is None:
            return [{**phrase, "full": None}]
        parts: list[View] = []
        plain: View = {}
        for piece, key in names.parts(phrase["text"]):
            if key is None or key in self._seen:
                if parts and parts[-1] is plain:
                    plain["text"] += piece
                else:
                    plain = {**phrase, "text": piece, "full": None}
                    parts.append(plain)
                continue
            self._seen.add(key)
            parts.append({**phrase, "text": piece, **self._entry(key)})
        return parts

    def used(self, *texts: Text) -> list[View]:
        """The terms that stand in these texts, each once, as links."""
        return [part for text in texts for part in self.parts(text) if part["href"]]

    def _entry(self, key: str) -> View:
        """Where a term is explained, and what it stands for."""
        name, _, row = key.partition("/")
        table = self._reader.catalog.by_name[name]
        record, column = table.by_id[row], table.column(meaning.EXPANSION)
        full = self._reader.value("", table, record, column) if column else None
        return {
            "href": self._reader.href(self._start, self._reader.address(record)),
            "full": full["text"] if full else None,
        }
