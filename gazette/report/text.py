"""Problems for people: what is wrong, the line as written with a caret, and what to do."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from gazette.problem import Examined, Place, Problem
from gazette.report.words import closing_line, harmless, harmless_character

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


def report(
    problems: Sequence[Problem],
    examined: Examined,
    *,
    program: str = "gazette",
    seconds: float | None = None,
    colour: bool = False,
    advice: bool = False,
) -> str:
    """Every fault in the order given, fifty of a kind at most, some advice, and what was examined."""
    given = [problem for problem in problems if problem.severity == "advice"]
    problems, all_of_them = [problem for problem in problems if problem.severity != "advice"], problems
    totals = Counter(problem.code for problem in problems)
    shown: Counter[str] = Counter()
    blocks = []
    for problem in problems:
        shown[problem.code] += 1
        if shown[problem.code] > MOST_OF_ONE_KIND:
            continue
        lines = list(_lines(problem, program, first=shown[problem.code] == 1, colour=colour))
        if shown[problem.code] == MOST_OF_ONE_KIND < totals[problem.code]:
            lines.append(f"and {totals[problem.code] - MOST_OF_ONE_KIND:,} more like it")
        blocks.append("\n".join(lines) + "\n")
    blocks += [_advice(given, program, whole=advice, colour=colour)] if given else []
    return "\n".join(blocks) + closing_line(all_of_them, examined, seconds) + "\n"


def _advice(problems: Sequence[Problem], program: str, *, whole: bool, colour: bool) -> str:
    """What would make the publication better, a line each."""
    on, off = (_COLOURS[key] if colour else "" for key in ("advice", "plain"))
    kept = problems if whole else problems[:_ADVICE]
    lines = [f"{on}advice{off} (nothing here must be done)"]
    lines += [
        f"  - {harmless(one.message)}{f': {harmless(one.hint)}' if one.hint else ''}   {_where(one.place)}"
        for one in kept
    ]
    if len(problems) > len(kept):
        lines.append(f"  and {len(problems) - len(kept):,} more: {program} check --advice")
    return "\n".join(lines) + "\n"


def _lines(problem: Problem, program: str, *, first: bool, colour: bool) -> Iterator[str]:
    on, mark, off = (_COLOURS[key] if colour else "" for key in (problem.severity, "label", "plain"))
    yield f"{on}{problem.severity}[{problem.code}]{off} {harmless(problem.message)}"
    yield f"  {_where(problem.place)}"
    yield from excerpt_lines(problem.place, problem.label)
    if problem.label and problem.place.excerpt is None:
        yield f"  {harmless(problem.label)}"
    if problem.hint:
        yield f"  {mark}help:{off} {harmless(problem.hint)}"
    if problem.fix:
        yield f"  {mark}fix:{off}  {program} {harmless(problem.fix)}"
    if first:
        # Once a code is enough: a screen full of the same advice hides what differs.
        yield f"  {mark}more:{off} {program} explain {problem.code}"


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
    return sum(_columns(shown) for character in text for shown in harmless_character(character))


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
