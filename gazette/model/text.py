"""Human text in several languages, and the rule for what a reader is shown."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_SPACE = re.compile(r"[^\S\u00a0\u2007\u202f]+")
"""Where a line may break; no-break spaces are left what they are."""
_HANGING = " \t\r\n\u00a0\u202f,;:،؛·–—-(«“‹"
"""What may not stand before the sign that a text was cut."""


def one_line(text: str) -> str:
    """The text with every run of spaces and line ends as one space; no-break spaces stay."""
    return _SPACE.sub(" ", text).strip(" ")


def cut(text: str, most: int) -> str:
    """The text on one line, of at most `most` characters: what is longer ends between two words, with `…`.

    It is not cut at a no-break space either. A single word that is longer is cut before a letter, not before a mark.
    """
    whole = one_line(text)
    if len(whole) <= most:
        return whole
    end = whole.rfind(" ", 0, most)
    if end < 1:
        end = most - 1
        while end > 1 and unicodedata.combining(whole[end]):
            end -= 1
    return whole[:end].rstrip(_HANGING) + "…"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text together with the language it is really in, so that a page can mark it."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text by language code, in the publication's order of languages; empty translations are left out."""

    entries: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, by_language: Mapping[str, str | None]) -> "Text":
        """A text from a mapping of language code to words."""
        return cls(tuple((code, words) for code, words in by_language.items() if words))

    @classmethod
    def declared(cls, described: Mapping[str, object], name: str, languages: Sequence[str]) -> "Text":
        """A descriptor's property and its siblings `name_<language>`; the bare one is in the first language."""
        words: dict[str, str | None] = {}
        for position, code in enumerate(languages):
            value = described.get(name) if position == 0 else None
            value = value or described.get(f"{name}_{code}")
            words[code] = str(value) if value else None
        return cls.of(words)

    def get(self, language: str) -> str | None:
        """The words in exactly this language, or None."""
        return next((words for code, words in self.entries if code == language), None)

    def best(self, language: str) -> Phrase | None:
        """The words in this language or, failing that, in the first that has any (the source language)."""
        words = self.get(language)
        if words is not None:
            return Phrase(words, language)
        return Phrase(self.entries[0][1], self.entries[0][0]) if self.entries else None

    def words(self, language: str) -> str:
        """The words that `best` finds; the empty string where there are none."""
        phrase = self.best(language)
        return phrase.text if phrase else ""

    def by_language(self, source: str) -> dict[str, str]:
        """The words by language code; those in no declared language are in the source language."""
        return {code or source: words for code, words in self.entries}

    def __bool__(self) -> bool:
        return bool(self.entries)


def joined(texts: Sequence[Text]) -> Text:
    """Several texts as one, a line each, in every language that any of them has."""
    by_code: dict[str, list[str]] = {}
    for text in texts:
        for code, words in text.entries:
            by_code.setdefault(code, []).append(words)
    return Text.of({code: "\n".join(lines) for code, lines in by_code.items()})
