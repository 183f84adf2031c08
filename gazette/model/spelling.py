"""Regular expressions in words, as far as they can be told without a doubt: letters, digits and signs in a row."""

import re
from collections.abc import Callable, Iterator

_WHOLE = {
    "[a-z][a-z0-9]*(-[a-z0-9]+)*": "lower-case letters and digits in words joined by single hyphens, the first a letter"
}
"""Patterns with a form of their own."""
_SETS = {
    "0-9": "digits",
    "a-z": "lower-case letters",
    "A-Z": "capital letters",
    "A-Za-z": "letters without accents",
    "0-9a-z": "lower-case letters or digits",
    "0-9A-Z": "capital letters or digits",
    "0-9A-Za-z": "letters without accents or digits",
}
"""Signs of which one is taken, by their ranges in order."""
_ITEM = re.compile(
    r"(?:\[(?P<set>[^\]\\^\[]+)\]|(?P<digit>\\d)|\\(?P<escaped>[^\w\s])|(?P<plain>[^\\\[\](){}*+?.^$|]))"
    r"(?P<times>\{\d+(?:,\d*)?\}|[+*?])?(?![+*?{])"
)
_RANGE = re.compile(r"(.)-(.)|(.)", re.DOTALL)


def _same(text: str) -> str:
    return text


def spelled(pattern: str, say: Callable[[str], str] = _same) -> str | None:
    """What texts of a pattern look like, in one phrase; None where it holds more than can be told for sure.

    `say` translates the words: it is given each as it stands here, with its placeholders.
    """
    inner = pattern.removeprefix("^").removesuffix("$")
    if inner in _WHOLE:
        return say(_WHOLE[inner])
    pieces: list[str] = []
    literal, end = "", 0
    for match in _ITEM.finditer(inner):
        if match.start() != end:
            return None
        end = match.end()
        sign = match["escaped"] or match["plain"]
        if sign and not match["times"]:
            literal += sign
            continue
        pieces += [*_quoted(literal), f"{_signs(match, say)} ({_times(match['times'], say)})"]
        literal = ""
    if end != len(inner) or not inner:
        return None
    return f"{say(', then')} ".join([*pieces, *_quoted(literal)])


def _quoted(literal: str) -> Iterator[str]:
    if literal:
        yield f"“{literal}”"


def _signs(match: "re.Match[str]", say: Callable[[str], str]) -> str:
    """Which signs may stand here."""
    sign = match["escaped"] or match["plain"]
    if sign:
        return f"“{sign}”"
    ranges = sorted(found[0] for found in _RANGE.finditer(match["set"] or "0-9"))
    named = _SETS.get("".join(ranges))
    return say(named) if named else say("signs from %(signs)s") % {"signs": " ".join(ranges)}


def _times(times: str | None, say: Callable[[str], str]) -> str:
    """How many of them."""
    if times is None:
        return "1"
    least, comma, most = {"+": "1,", "*": "0,", "?": "0,1"}.get(times, times.strip("{}")).partition(",")
    if comma and not most:
        return say("%(number)s or more") % {"number": least}
    return f"{least}–{most}" if comma else least
