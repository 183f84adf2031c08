"""Problems for people: what is wrong, the line as written with a caret, and what to do; and what all reports share."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gazette.problem import Examined, Place, Problem

MOST_OF_ONE_KIND = 50
_BEFORE = 60
_AFTER = 40
"""Long lines are cut around the place: this many characters are kept before it and behind it."""
_ADVICE = 5
"""Pieces of advice that are shown where nobody asks for all."""
_COLOURS = {
    "error": "\x1b[1;31m",
    "warning": "\x1b[1;33m",
    "advice": "\x1b[1m",
    "label": "\x1b[36m",
    "plain": "\x1b[0m",
}
_COUNTED_FIRST = ("tables", "rows", "cells", "references", "rules")
_NOT_COUNTED = ("files",)
"""Files are counted for programs; a sentence that lists both files and tables says one thing twice."""
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp", "Cn", "Co")
_JOINERS = "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class Report:
    """What a reporter is given: what was found, and for whom.

    `program` is what the reader types, `seconds` how long it took (None: not said), `colour` is for terminals,
    `advice` asks for all of it where a form shows only some.
    """

    problems: Sequence[Problem]
    examined: Examined
    program: str = "gazette"
    seconds: float | None = None
    colour: bool = False
    advice: bool = False

    def number(self, severity: str) -> int:
        """How many problems are of this severity."""
        return sum(problem.severity == severity for problem in self.problems)

    @property
    def worst_first(self) -> list[Problem]:
        """Errors before warnings before advice, each in the order in which they came."""
        return sorted(
            self.problems, key=lambda problem: ("error", "warning", "advice").index(problem.severity)
        )


def text(report: Report) -> str:
    """Every fault in the order given, fifty of a kind at most, some advice, and what was examined."""
    advice = [problem for problem in report.problems if problem.severity == "advice"]
    faults = [problem for problem in report.problems if problem.severity != "advice"]
    totals = Counter(problem.code for problem in faults)
    listed: Counter[str] = Counter()
    blocks = []
    for problem in faults:
        listed[problem.code] += 1
        number, more = listed[problem.code], totals[problem.code] - MOST_OF_ONE_KIND
        if number <= MOST_OF_ONE_KIND:
            # Once a code is enough: a screen full of the same advice hides what differs.
            lines = [*_lines(problem, report, explained=number > 1)]
            lines += [f"and {more:,} more like it"] if number == MOST_OF_ONE_KIND and more > 0 else []
            blocks.append("\n".join(lines) + "\n")
    blocks += [_advice(advice, report)] if advice else []
    return "\n".join(blocks) + closing_line(report) + "\n"


def _advice(advice: Sequence[Problem], report: Report) -> str:
    """What would make the publication better, a line each."""
    on, off = (_COLOURS[key] if report.colour else "" for key in ("advice", "plain"))
    lines = [f"{on}advice{off} (nothing here must be done)"]
    for problem in advice if report.advice else advice[:_ADVICE]:
        hint = f": {harmless(problem.hint)}" if problem.hint else ""
        lines.append(f"  - {harmless(problem.message)}{hint}   {_where(problem.place)}")
    if more := len(advice) - len(lines) + 1:
        lines.append(f"  and {more:,} more: {report.program} check --advice")
    return "\n".join(lines) + "\n"


def _lines(problem: Problem, report: Report, *, explained: bool) -> Iterator[str]:
    on, mark, off = (_COLOURS[key] if report.colour else "" for key in (problem.severity, "label", "plain"))
    yield f"{on}{problem.severity}[{problem.code}]{off} {harmless(problem.message)}"
    yield f"  {_where(problem.place)}"
    yield from excerpt_lines(problem.place, problem.label)
    if problem.label and problem.place.excerpt is None:
        yield f"  {harmless(problem.label)}"
    if problem.hint:
        yield f"  {mark}help:{off} {harmless(problem.hint)}"
    if problem.fix:
        yield f"  {mark}fix:{off}  {report.program} {harmless(problem.fix)}"
    if not explained:
        yield f"  {mark}more:{off} {report.program} explain {problem.code}"


def _where(place: Place) -> str:
    where = harmless(place.file)
    where += f":{place.line}" if place.line is not None else ""
    where += f":{place.column}" if place.line is not None and place.column is not None else ""
    named = [f'record "{harmless(place.record)}"'] if place.record else []
    named += [f"column {harmless(place.field)}"] if place.field else []
    return where + (f"   {', '.join(named)}" if named else "")


def excerpt_lines(place: Place, label: str) -> Iterator[str]:
    """The line and a caret under the place, aligned behind wide characters too; nothing where there is no line."""
    if place.excerpt is None or place.line is None:
        return
    start = max(0, (place.column or 1) - 1)
    end = start + place.width
    first = start - _BEFORE if start > _BEFORE + 10 else 0
    # A long cell is shown to its end only if it is not a whole page.
    end = min(end, start + 80)
    last = end + _AFTER if len(place.excerpt) > end + _AFTER + 10 else len(place.excerpt)
    head = "…" if first else ""
    before, marked, after = place.excerpt[first:start], place.excerpt[start:end], place.excerpt[end:last]
    tail = "…" if last < len(place.excerpt) else ""
    yield f"{place.line:>6} | {head}{harmless(before)}{harmless(marked)}{harmless(after)}{tail}".rstrip()
    if place.column is not None:
        caret = "^" * max(1, width(marked))
        yield f"       | {' ' * (len(head) + width(before))}{caret} {harmless(label)}".rstrip()


def width(text: str) -> int:
    """How many columns of a terminal a text takes once it is made harmless."""
    return sum(_columns(written) for character in text for written in harmless_character(character))


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


# ---- what all reports share


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


def closing_line(report: Report) -> str:
    """How much is wrong and how much was looked at."""
    counts, number = report.examined.counts, report.number
    nouns = [noun for noun in _COUNTED_FIRST if noun in counts]
    nouns += [noun for noun in counts if noun not in (*_COUNTED_FIRST, *_NOT_COUNTED)]
    parts = [counted(counts[noun], noun) for noun in nouns] or ["nothing"]
    listed = f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]
    time = "" if report.seconds is None else f" in {report.seconds:,.1f} s"
    verdict = f"{counted(number('error'), 'errors')}, {counted(number('warning'), 'warnings')}"
    if advice := number("advice"):
        verdict += f", {advice:,} {'piece' if advice == 1 else 'pieces'} of advice"
    return f"{verdict} · {listed} checked{time}"
