"""The characters that no file of a project may hold, each kind a rule of its own.

Whatever a reader cannot see can make a page say something else than its source, so it stays outside.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from gazette.load.position import line_starts, place_at
from gazette.problem import Problem


@dataclass(frozen=True, slots=True)
class CharacterRule:
    """One kind of forbidden character. `pattern` finds it; `but_in_tables` allows it outside tables."""

    code: str
    pattern: re.Pattern[str]
    noun: str
    hint: str
    only_in_tables: bool = False


_RETYPE = "delete the character and type the text again: text copied from a PDF or a website brings it along"

UNSEEN = frozenset("\r\t\u00ad\u200b\u200c\u2060\ufeff")
"""Those that `fix` mends: they say nothing, or no more than a line's end or a space."""

_JOINING = (
    "\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1800-\u18af\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
)
"""Arabic, Syriac, Thaana and N'Ko, the scripts of India, Myanmar, Khmer, Mongolian, and Arabic's presentation forms."""

RULES = (
    CharacterRule(
        "carriage-return",
        re.compile("\r"),
        "carriage return",
        "set the editor's line ends to LF (VS Code: click CRLF in the bar below)",
    ),
    CharacterRule(
        "control-character", re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"), "control character", _RETYPE
    ),
    CharacterRule(
        "control-character",
        re.compile("\t"),
        "tab",
        "write a space, or a cell of its own",
        only_in_tables=True,
    ),
    CharacterRule(
        "bidi-control",
        re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"),
        "bidirectional control",
        "delete it: the site sets the direction of every text itself",
    ),
    CharacterRule(
        "invisible-character",
        re.compile(
            # Default_Ignorable_Code_Point (DerivedCoreProperties) without the joiners and variation selectors that
            # scripts and pictures need, without the controls above; line and paragraph separators, interlinear
            # signs, the empty Braille pattern, private use.
            "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2028\u2029\u2060-\u2065\u206a-\u206f\u2800"
            "\u3164\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
            "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]"
            # The non-joiner is seen only between letters of a script that joins them.
            f"|(?<![{_JOINING}])\u200c|\u200c(?![{_JOINING}])"
        ),
        "invisible character",
        _RETYPE,
    ),
    CharacterRule(
        "noncharacter",
        re.compile(
            "[\ufdd0-\ufdef"
            + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17))
            + "]"
        ),
        "noncharacter",
        _RETYPE,
    ),
)


def name_of(character: str) -> str:
    """How a message names a character that must not be printed: `U+202E (right-to-left override)`."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}" + (f" ({name.lower()})" if name else "")


def character_problems(path: str, text: str, *, table: bool) -> Iterator[Problem]:
    """One problem for each kind of forbidden character, at the first of its kind."""
    if _harmless(text, table=table):
        return
    for rule in RULES:
        if rule.only_in_tables and not table:
            continue
        first = rule.pattern.search(text)
        if first is not None:
            number = len(rule.pattern.findall(text))
            yield Problem(
                rule.code,
                f"{_counted(number, rule.noun)} in the text: {name_of(first[0])}",
                place_at(path, text, first.start()),
                label=name_of(first[0]),
                hint=rule.hint,
                fix="fix" if UNSEEN.issuperset(rule.pattern.findall(text)) else "",
            )
    if table and not unicodedata.is_normalized("NFC", text):
        yield _not_composed(path, text)


_ASCII = bytes(range(128))
_CONTROLS = bytes([*range(9), *range(11, 32), 127])
_BLOCK = 1 << 20


def _harmless(text: str, *, table: bool) -> bool:
    """True if no character of the text is one of a rule, nor a mark that NFC could join to another.

    Told from the characters that there are, in a fraction of the time of asking every rule of the whole text.
    """
    refused = _CONTROLS + b"\t" if table else _CONTROLS
    others: set[str] = set()
    for start in range(0, len(text), _BLOCK):
        data = text[start : start + _BLOCK].encode("utf-8", "surrogatepass")
        if len(data.translate(None, refused)) != len(data):
            return False
        others.update(data.translate(None, _ASCII).decode("utf-8", "surrogatepass"))
    return "\u200c" not in others and not any(
        rule.pattern.search(character) or (table and _joins(character))
        for rule in RULES
        for character in others
    )


def _joins(character: str) -> bool:
    """True for a letter that may be written otherwise in NFC, by itself or after another."""
    return (
        unicodedata.category(character).startswith("M")
        or "\u1100" <= character <= "\u11ff"
        or not unicodedata.is_normalized("NFC", character)
    )


def _counted(number: int, noun: str) -> str:
    article = "an" if noun[0] in "aeiou" else "a"
    return f"{article} {noun}" if number == 1 else f"{number:,} {noun}s"


def _not_composed(path: str, text: str) -> Problem:
    """The problem for text that is not in Unicode's form NFC, at the first character that would change."""
    for start, end in zip(line_starts(text), (*line_starts(text)[1:], len(text)), strict=True):
        line = text[start:end]
        if not unicodedata.is_normalized("NFC", line):
            composed = unicodedata.normalize("NFC", line)
            column = next(
                (i for i, pair in enumerate(zip(line, composed, strict=False)) if pair[0] != pair[1]), 0
            )
            break
    return Problem(
        "not-composed",
        "an accent is written as a character of its own (the text is not in Unicode's form NFC)",
        place_at(path, text, start + column),
        label=f"NFC has {name_of(composed[column])} here" if column < len(composed) else "",
        hint="type the letter again as one character: a search finds only one of two such spellings",
        fix="fix",
    )
