"""Letters that look like those of a language and are not: searches miss them, and nobody sees why.

They come from other keyboards (Persian letters in Arabic, Cyrillic and Greek ones in Latin words) and from PDF files
(ligatures, letters in their forms for print).
"""

import re
import unicodedata

_LATIN = dict(
    zip(
        "аеорсухіјѕԁһАВЕЅІЈКМНОРСТУХοανρυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxijsdhABESIJKMHOPCTYXoavpuABEZHIKMNOPTYX",
        strict=True,
    )
)
_ARABIC = str.maketrans({"\u06a9": "\u0643", "\u06c1": "\u0647", "\u06be": "\u0647", "\u06d5": "\u0647"})
_ARABIC_DIGITS = {0x06F0 + digit: 0x0660 + digit for digit in range(10)}
_YEH = re.compile("\u06cc(?=[\u0620-\u064a\u066e-\u06d3])")
"""The Persian yeh inside a word stands for the Arabic one; at its end it may stand for either of two."""
_FORMS = re.compile("[\ufb00-\ufb06\ufb50-\ufdc7\ufe70-\ufefc]+")
_WORD = re.compile(r"[^\W\d_]+")
_SUSPECT = re.compile(
    f"[{''.join(_LATIN)}\u06a9\u06c1\u06be\u06d5\u06cc\u06f0-\u06f9\ufb00-\ufb06\ufb50-\ufdc7\ufe70-\ufefc]"
)


def true_letters(text: str, language: str) -> str:
    """The text with the letters of its language in the place of those that only look like them."""
    if text.isascii() or not _SUSPECT.search(text):
        return text
    text = _FORMS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    if language == "ar":
        text = _YEH.sub("\u064a", text.translate(_ARABIC).translate(_ARABIC_DIGITS))
    return _WORD.sub(lambda match: _latin(match[0]), text)


def _latin(word: str) -> str:
    """A word most of whose letters are Latin, with those that look so as Latin ones."""
    others = [letter for letter in word if letter in _LATIN]
    latin = sum("LATIN" in unicodedata.name(letter, "") for letter in word) if others else 0
    if not others or latin < len(others) or latin + len(others) < len(word):
        return word
    return "".join(_LATIN.get(letter, letter) for letter in word)


def first_alike(text: str, language: str) -> str:
    """The first letter of a text that `true_letters` changes; empty where it changes none."""
    better = true_letters(text, language)
    return (
        next((old for old, new in zip(text, better, strict=False) if old != new), "")
        if better != text
        else ""
    )
