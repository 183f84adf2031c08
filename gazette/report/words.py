"""The words that reports share: text made harmless, counts, and the line that says how much was examined."""

import unicodedata
from collections.abc import Sequence

from gazette.problem import Examined, Problem

_COUNTED_FIRST = ("tables", "rows", "cells", "references", "rules")
_NOT_COUNTED = ("files",)
"""Files are counted for programs; a sentence that lists both files and tables says one thing twice."""
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp", "Cn", "Co")
_JOINERS = "\u200c\u200d"


def harmless(text: str) -> str:
    r"""The text with what no one can see, or a terminal would obey, written out: `\x1b`, `\u202e`."""
    return "".join(harmless_character(character) for character in text)


def harmless_character(character: str) -> str:
    """One character as it may be shown."""
    if unicodedata.category(character) not in _UNSEEN or character in _JOINERS:
        return character
    if character in "\n\t":
        return " "
    return (
        character.encode("ascii", "backslashreplace").decode("ascii")
        if ord(character) > 0x7F
        else f"\\x{ord(character):02x}"
    )


def counted(number: int, plural: str) -> str:
    """`1 table`, `1 address`, `2,310 cells`."""
    singular = plural.removesuffix("es" if plural.endswith("sses") else "s")
    return f"{number:,} {singular if number == 1 else plural}"


def closing_line(problems: Sequence[Problem], examined: Examined, seconds: float | None) -> str:
    """How much is wrong and how much was looked at."""
    errors = sum(problem.severity == "error" for problem in problems)
    counts = examined.counts
    nouns = [noun for noun in _COUNTED_FIRST if noun in counts]
    nouns += [noun for noun in counts if noun not in (*_COUNTED_FIRST, *_NOT_COUNTED)]
    parts = [counted(counts[noun], noun) for noun in nouns] or ["nothing"]
    listed = f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]
    time = "" if seconds is None else f" in {seconds:,.1f} s"
    advice = sum(problem.severity == "advice" for problem in problems)
    verdict = f"{counted(errors, 'errors')}, {counted(len(problems) - errors - advice, 'warnings')}"
    verdict += f", {advice:,} {'piece' if advice == 1 else 'pieces'} of advice" if advice else ""
    return f"{verdict} · {listed} checked{time}"


def worst_first(problems: Sequence[Problem]) -> list[Problem]:
    """Errors before warnings before advice, each in the order in which they came."""
    return sorted(problems, key=lambda problem: ("error", "warning", "advice").index(problem.severity))
