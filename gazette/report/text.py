"""Problems for people: what is wrong, the line as written with a caret, and what to do."""

from collections import Counter
from collections.abc import Iterator, Sequence

from gazette.problem import Examined, Place, Problem
from gazette.report.excerpt import excerpt_lines
from gazette.report.words import closing_line, harmless

MOST_OF_ONE_KIND = 50
_COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "label": "\x1b[36m", "plain": "\x1b[0m"}


def report(
    problems: Sequence[Problem],
    examined: Examined,
    *,
    program: str = "gazette",
    seconds: float | None = None,
    colour: bool = False,
) -> str:
    """Every problem in the order given, fifty of a kind at most, and the line that says what was examined."""
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
    return "\n".join(blocks) + closing_line(problems, examined, seconds) + "\n"


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
