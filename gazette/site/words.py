"""The interface's own words, from the gettext catalogues in `theme/words`; English is the key to the rest."""

import gettext
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit
from markupsafe import Markup, escape

from gazette.model.language import direction, locale

KEY_LANGUAGE = "en"
"""The language in which interface words are written in templates and views (the catalogues' `msgid`)."""
_KILO, _MEGA = 1_000, 1_000_000
_BRITISH = {"en": "en_GB"}
"""The English of the interface has no comma before the last item of a row."""


class MissingWordError(LookupError):
    """An interface word has no translation in a language whose catalogue exists."""

    def __init__(self, word: str, language: str) -> None:
        super().__init__(f'the word "{word}" has no translation into "{language}"')
        self.language = language


class _Missing(gettext.NullTranslations):
    """What a catalogue falls back on: not the English word in silence, but an error."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def gettext(self, message: str) -> str:
        raise MissingWordError(message, self.language)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        raise MissingWordError(f"{msgid1} / {msgid2} ({n})", self.language)


@dataclass(frozen=True)
class Words:
    """Interface words for pages in `language`; English ones (`shown_in`) where it has no catalogue."""

    language: str
    shown_in: str
    translations: gettext.NullTranslations

    def __call__(self, word: str) -> str:
        """The word in this language. Raises MissingWordError if the catalogue lacks it."""
        return self.translations.gettext(word)

    def labelled(self, name: str, value: str) -> str:
        """A label with its value, parted as the language parts them."""
        return self("%(name)s: %(value)s") % {"name": name, "value": value}

    def html(self, message: str, **parts: str) -> Markup:
        """A message with its parts put in, as HTML: the message and plain parts are escaped, Markup stays."""
        return escape(self(message)) % parts

    def count(self, one: str, many: str, number: int, **named: str) -> str:
        """The form that goes with this number (gettext plural rules), with `%(n)s` and other names filled in."""
        return self.translations.ngettext(one, many, number) % {"n": self.number(number), **named}

    def listing(self, items: Sequence[str]) -> Markup:
        """Items in a row, parted and joined as the language does it (CLDR); plain ones are escaped."""
        safe = [str(escape(item)) for item in items]
        return Markup(format_list(safe, locale=_BRITISH.get(self._locale, self._locale)))  # noqa: S704

    def inside(self, name: str) -> str:
        """A name as it stands inside a sentence: small where it begins with a capital as any title does."""
        plain = self.shown_in != "de" and name[1:2].islower()
        return name[:1].lower() + name[1:] if plain else name

    def isolate(self, name: str) -> str:
        """A name for a sentence: from right to left, its digits must not join those that follow (UAX #9, isolates)."""
        return f"\u2068{name}\u2069" if self.direction == "rtl" else name

    def number(self, number: int) -> str:
        """A number as the language groups its digits (CLDR), in the digits of all pages."""
        if number < _KILO:
            return str(number)
        return _number(number, self._locale)

    def size(self, number: int) -> str:
        """A size in units of 1,000 bytes, as data portals count, in the language's words (CLDR); 0.1 at least."""
        unit, whole = ("digital-kilobyte", _KILO) if number < _MEGA else ("digital-megabyte", _MEGA)
        amount = max(round(number / whole, 1), 0.1)
        return _size(amount, unit, self._locale)

    @cached_property
    def _locale(self) -> str:
        """The locale whose numbers and units are shown: of the words, so that a sentence is of one piece."""
        found = locale(self.shown_in)
        return str(found) if found is not None else KEY_LANGUAGE

    @cached_property
    def direction(self) -> str:
        """`ltr` or `rtl`, of the page's language."""
        return direction(self.language)


@cache
def _size(amount: float, unit: str, named: str) -> str:
    # An abbreviation with points would stand oddly beside units that are written as words.
    dotted = "." in format_unit(1, unit, length="short", locale=named)
    length: Literal["long", "short"] = "long" if dotted else "short"
    return format_unit(amount, unit, length=length, format="#,##0.#", locale=named, numbering_system="latn")


@cache
def _number(number: int, named: str) -> str:
    return format_decimal(number, locale=named, numbering_system="latn")


@cache
def load_words(language: str) -> Words:
    """The interface's words in a language; English ones where there is no catalogue for it."""
    catalogue = files("gazette").joinpath(f"theme/words/{language}.po")
    if language == KEY_LANGUAGE or not catalogue.is_file():
        return Words(language, KEY_LANGUAGE, gettext.NullTranslations())
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with catalogue.open("rb") as stream:
        write_mo(compiled, read_po(stream, locale=language))
    compiled.seek(0)
    translations = gettext.GNUTranslations(compiled)
    translations.add_fallback(_Missing(language))
    return Words(language, language, translations)
