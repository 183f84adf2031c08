"""Problems for programs: one JSON document, described by `schema.json` beside this file."""

import json
from collections.abc import Sequence
from importlib.resources import files

from gazette.problem import Examined, Problem

VERSION = 1
_LONGEST_EXCERPT = 2_000
"""A longer line is left out: a thousand problems in one line of a megabyte would make a report of a gigabyte."""


def report(
    problems: Sequence[Problem],
    examined: Examined,
    *,
    program: str = "gazette",
    seconds: float | None = None,
    colour: bool = False,  # noqa: ARG001 - every reporter takes the same options
    advice: bool = False,  # noqa: ARG001
) -> str:
    """Everything that is known about every problem; keys without a value are left out."""
    errors = sum(problem.severity == "error" for problem in problems)
    given = sum(problem.severity == "advice" for problem in problems)
    document = {
        "version": VERSION,
        "program": program,
        "errors": errors,
        "warnings": len(problems) - errors - given,
        "advice": given,
        "examined": dict(examined.counts),
        **({} if seconds is None else {"seconds": round(seconds, 3)}),
        "problems": [_problem(problem) for problem in problems],
    }
    # ASCII only: whoever prints this document prints no character that a terminal obeys.
    return json.dumps(document, indent=2, ensure_ascii=True) + "\n"


def schema() -> str:
    """The JSON Schema of the report."""
    return files("gazette.report").joinpath("schema.json").read_text(encoding="utf-8")


def _problem(problem: Problem) -> dict[str, object]:
    place = problem.place
    pairs = {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "width": place.width if place.column is not None else None,
        "record": place.record,
        "field": place.field,
        "excerpt": place.excerpt if len(place.excerpt or "") <= _LONGEST_EXCERPT else None,
        "label": problem.label or None,
        "hint": problem.hint or None,
        "fix": problem.fix or None,
    }
    return {key: value for key, value in pairs.items() if value is not None}
