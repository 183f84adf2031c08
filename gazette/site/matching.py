"""Names and addresses in running text: names by the rules of a language, addresses wherever they are of the web.

A language has a row in `RULES`; one that has none is matched without regard to capitals, and no more. An
abbreviation, which is a word of capitals only, is matched in capitals: in small letters it may be another word.
No name is found inside another word.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from gazette.site.page import View


@dataclass(frozen=True)
class Rules:
    """What may differ between a name and the same name in a text.

    `plurals` are endings of a word with the pattern that takes their place, the first that fits. `before` is a pattern
    of what may be joined to the front of a name, `article` of what may be joined to each of its words. `same` has
    letters that are written for one another, as the inside of a character class; `marks` are signs that may stand
    after any letter or be left out.
    """

    plurals: Sequence[tuple[str, str]] = ()
    before: str = ""
    article: str = ""
    same: Sequence[str] = ()
    marks: str = ""
    bare: re.Pattern[str] = field(default=re.compile(r"(?!)"))
    """The article as it stands at the head of a word of a name."""


_EITHER = ("'’\u02bc", "-\u2010\u2011")
"""Apostrophes and hyphens, which keyboards and typesetters write differently in all languages."""

RULES: Mapping[str, Rules] = {
    "en": Rules(
        plurals=(
            ("y", "(?:y|ys|ies)"),
            *((ending, f"{ending}(?:es)?") for ending in ("s", "x", "z", "ch", "sh")),
            ("", "s?"),
        )
    ),
    "fr": Rules(
        plurals=(
            *((ending, ending) for ending in ("s", "x", "z")),
            ("al", "a(?:l|ls|ux)"),
            ("ail", "ai(?:l|ls)|aux"),
            *((ending, f"{ending}[xs]?") for ending in ("au", "eu", "ou")),
            ("", "s?"),
        )
    ),
    "ar": Rules(
        before="[وف]?(?:[بك]?ال|لل|[بكل])?\u0640*",
        article="(?:ال)?",
        same=("اأإآٱ", "يى"),
        marks="\u064b-\u0652\u0670\u0640",
        bare=re.compile(r"ال(?=\w{3})"),
    ),
}

_PLAIN = Rules()


class Names:
    """The names of some things in one language, ready to be looked for in texts."""

    def __init__(self, names: Mapping[str, str], language: str) -> None:
        """From every name to the key of what it names."""
        self._keys = tuple(names[name] for name in sorted(names, key=_longest_first))
        self._pattern = _compiled(tuple(sorted(names, key=_longest_first)), language)

    def parts(self, text: str) -> Iterator[tuple[str, str | None]]:
        """The text in pieces that together are the text: a name with its key, all else with None."""
        end = 0
        for match in self._pattern.finditer(text) if self._pattern else ():
            if match.start() > end:
                yield text[end : match.start()], None
            yield match[0], self._keys[(match.lastindex or 1) - 1]
            end = match.end()
        if end < len(text):
            yield text[end:], None


def _longest_first(name: str) -> tuple[int, str]:
    return -len(name), name


@lru_cache(maxsize=32)
def _compiled(names: tuple[str, ...], language: str) -> re.Pattern[str] | None:
    """One pattern for all names, a group for each: the longest are tried first. None without names."""
    if not names:
        return None
    rules = RULES.get(language.partition("-")[0], _PLAIN)
    marks = f"[{rules.marks}]*" if rules.marks else ""
    groups = "|".join(f"({_form(name, rules)})" for name in names)
    return re.compile(rf"(?<!\w){rules.before}(?:{groups}){marks}(?!\w)")


def _form(name: str, rules: Rules) -> str:
    """The pattern of a name in all its forms; the spaces in it may be any."""
    return r"\s+".join(_word(word, rules) for word in name.split())


def _word(word: str, rules: Rules) -> str:
    if _is_abbreviation(word):
        return f"{re.escape(word)}s?"
    stem = rules.bare.sub("", word) if rules.bare.match(word) else word
    ending, forms = next((pair for pair in rules.plurals if stem.endswith(pair[0])), ("", ""))
    whole = _letters(stem.removesuffix(ending), rules) + (f"(?:{forms})" if forms else "")
    return f"(?i:{rules.article}{whole})"


def _is_abbreviation(word: str) -> bool:
    """True of capitals only, in a script that has them: `WHO`, and not the first letter of a name."""
    return len(word) > 1 and word.isupper()


def _letters(text: str, rules: Rules) -> str:
    classes = (*_EITHER, *rules.same)
    marks = f"[{rules.marks}]*" if rules.marks else ""
    written = re.sub(f"[{rules.marks}]", "", text) if rules.marks else text
    return "".join(
        (f"[{same}]" if (same := next((one for one in classes if letter in one), "")) else re.escape(letter))
        + marks
        for letter in written
    )


ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]*[^\s<>\"{}|\\^`.,;:!?)\]'’»،؛؟]")
"""An address of the web, without the signs of the sentence that it stands in."""


def pieces(text: str) -> Iterator[View]:
    """A text in pieces: an address leads where it says, the rest is as it was."""
    at = 0
    for found in ADDRESS.finditer(text):
        if found.start() > at:
            yield {"text": text[at : found.start()], "href": None}
        yield {"text": found[0], "href": found[0]}
        at = found.end()
    if at < len(text):
        yield {"text": text[at:], "href": None}
