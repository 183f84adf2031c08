"""The interface's own words, from the gettext catalogues in `theme/words`; English is the key to the rest."""

import gettext
import io
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files

from babel import Locale

KEY_LANGUAGE = "en"
"""The language in which interface words are written in templates and views (the catalogues' `msgid`)."""


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

    def count(self, one: str, many: str, number: int, **named: str) -> str:
        """The form that goes with this number (gettext plural rules), with `%(n)s` and other names filled in."""
        return self.translations.ngettext(one, many, number) % {"n": number, **named}

    @cached_property
    def direction(self) -> str:
        """`ltr` or `rtl`, of the page's language."""
        return direction(self.language)


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


def direction(language: str) -> str:
    """`ltr` or `rtl`, from CLDR."""
    return str(_locale(language).text_direction)


def own_name(language: str) -> str:
    """What the language calls itself, with a capital where its script has them (CLDR)."""
    name = _locale(language).get_display_name(language.replace("-", "_")) or language
    return name[:1].upper() + name[1:]


def _locale(language: str) -> Locale:
    return Locale.parse(language.replace("-", "_"))
