"""Under which letter a text stands, and in which order: by the rule of the language that it is in.

CLDR, which knows the order of letters, does not know that an index passes over an article: that is a rule of
libraries and of book indexes, and is written here. Arabic joins the article to its word, so that without the rule
most of a list would stand under one letter. Words that begin with the same two letters by nature keep them.
"""

import re
import unicodedata

_ARTICLE = {
    "ar": re.compile(r"ال(?!تزام|تحاق|تقاء|تقاط|تماس|تباس|تفاف|تفات|تهاب|تهام|تواء|تجاء|تئام)(?=\w{3})"),
}
"""The article: its alef never bears a hamza, and what follows the eighth form of a verb with lam is no article."""
_JOINED = {"ar": re.compile(r"\b[وف]?(?:[بك]?ال|لل)(\w{3,})")}
"""The article with what else is joined to a word before it; the word alone is the group."""
_SAME = {"ar": str.maketrans("ٱىة", "ايه")}
"""Forms that stand under another letter; the hamza of a letter is a mark, and goes with the accents."""

_SIGNS = re.compile(r"[\W_]+")
"""Signs part words as spaces do, and come before all letters."""


def folded(text: str, language: str) -> str:
    """The text as it is sorted: its words without accents, marks, capitals and signs, the first without article."""
    plain = _unmarked(unicodedata.normalize("NFC", text.casefold()))
    plain = _SIGNS.sub(" ", plain).strip()
    if article := _ARTICLE.get(language):
        plain = article.sub("", plain, count=1) if article.match(plain) else plain
    return _unmarked(unicodedata.normalize("NFKD", plain)).translate(_SAME.get(language, {}))


def letter(text: str, language: str) -> str:
    """The letter under which a text stands; what begins with a number stands under the numbers."""
    first = folded(text, language)[:1].upper()
    return first if first.isalpha() else "0–9"


def without_article(text: str, language: str) -> list[str]:
    """Those words of a text that have the article joined to them, each once, without it and what stands before it."""
    joined = _JOINED.get(language)
    return list(dict.fromkeys(joined.findall(_unmarked(text)))) if joined else []


def _unmarked(text: str) -> str:
    return "".join(one for one in text if not unicodedata.combining(one))
