"""What is known of a language: the direction of its script and its name for itself, from CLDR.

CLDR has no locale for every language that people write. Of many more it knows the script, and so the direction;
a language of which it knows nothing is written from left to right and called by its code.
"""

from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

_RIGHT_TO_LEFT = {
    "Adlm", "Arab", "Armi", "Hebr", "Mand", "Mani", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi",
}  # fmt: skip


@cache
def locale(language: str) -> Locale | None:
    """CLDR's locale of a language; None where it has none."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def is_known(language: str) -> bool:
    """True if CLDR knows at least the script of a language."""
    return locale(language) is not None or language.partition("-")[0] in get_global("likely_subtags")


def direction(language: str) -> str:
    """`ltr` or `rtl`."""
    known = locale(language)
    if known is not None:
        return str(known.text_direction)
    code, *others = language.split("-")
    likely = str(get_global("likely_subtags").get(code, "")).split("_")[1:2]
    scripts = [part for part in others if len(part) == len("Latn")] or likely
    return "rtl" if _RIGHT_TO_LEFT.intersection(scripts) else "ltr"


def own_name(language: str) -> str:
    """What the language calls itself, with a capital where its script has them; its code where nobody knows."""
    known = locale(language)
    if known is None:
        return language
    name = known.get_display_name(known) or language
    return name[:1].upper() + name[1:]
