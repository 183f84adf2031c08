"""Problems as annotations of a GitHub workflow: a step shows ten, so the tenth says where the rest is."""

from collections.abc import Sequence

from gazette.problem import Examined, Problem
from gazette.report.words import closing_line, counted, harmless, worst_first

_SHOWN = 10


def report(
    problems: Sequence[Problem],
    examined: Examined,
    *,
    program: str = "gazette",
    seconds: float | None = None,
    colour: bool = False,  # noqa: ARG001 - every reporter takes the same options
    advice: bool = False,  # noqa: ARG001
) -> str:
    """The worst as workflow commands, then the line that says what was examined."""
    worst = worst_first(problems)
    kept = worst if len(worst) <= _SHOWN else worst[: _SHOWN - 1]
    lines = [_annotation(problem) for problem in kept]
    rest = len(worst) - len(kept)
    if rest:
        text = f"{counted(rest, 'problems')} more: see the summary of this job, or run {program} check"
        lines.append(f"::{_level(worst[0])} title=and more::{_data(text)}")
    return "\n".join([*lines, closing_line(problems, examined, seconds)]) + "\n"


def _level(problem: Problem) -> str:
    return "notice" if problem.severity == "advice" else problem.severity


def _annotation(problem: Problem) -> str:
    place = problem.place
    properties = {"file": place.file}
    if place.line is not None:
        properties["line"] = str(place.line)
        if place.column is not None:
            properties |= {"col": str(place.column), "endColumn": str(place.column + place.width)}
    properties["title"] = problem.code
    named = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    lines = [problem.message, *([f"help: {problem.hint}"] if problem.hint else [])]
    return f"::{_level(problem)} {named}::{_data(chr(10).join(harmless(line) for line in lines))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(harmless(text)).replace(":", "%3A").replace(",", "%2C")
