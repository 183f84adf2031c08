"""Problems for programs: one JSON document, described by `schema.json` beside this file, and SARIF 2.1.0.

Both are ASCII only: whoever prints these documents prints no character that a terminal obeys.
"""

import json
from importlib.resources import files
from urllib.parse import quote

from gazette import __version__
from gazette.problem import Problem, codes
from gazette.report.text import Report

VERSION = 1
_LONGEST_EXCERPT = 2_000
"""A longer line is left out: a thousand problems in one line of a megabyte would make a report of a gigabyte."""
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "advice": "note"}


def as_json(report: Report) -> str:
    """Everything that is known about every problem; keys without a value are left out."""
    document = {
        "version": VERSION,
        "program": report.program,
        "errors": report.number("error"),
        "warnings": report.number("warning"),
        "advice": report.number("advice"),
        "examined": dict(report.examined.counts),
        **({} if report.seconds is None else {"seconds": round(report.seconds, 3)}),
        "problems": [_problem(problem) for problem in report.problems],
    }
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


def sarif(report: Report) -> str:
    """The form that code scanners share: one run with the codes that occur as its rules."""
    used = sorted({problem.code for problem in report.problems})
    driver = {
        "name": "gazette",
        "version": __version__,
        "rules": [_rule(code, report.program) for code in used],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, used.index(problem.code)) for problem in report.problems],
        "properties": {"examined": dict(report.examined.counts)},
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, indent=2, ensure_ascii=True) + "\n"


def _rule(name: str, program: str) -> dict[str, object]:
    code = codes()[name]
    return {
        "id": name,
        "shortDescription": {"text": code.title},
        "fullDescription": {"text": code.explanation},
        "help": {"text": f"{program} explain {name}"},
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
    }


def _result(problem: Problem, index: int) -> dict[str, object]:
    place = problem.place
    where: dict[str, object] = {"artifactLocation": {"uri": quote(place.file, errors="surrogateescape")}}
    if place.line is not None:
        region: dict[str, object] = {"startLine": place.line}
        if place.column is not None:
            region |= {"startColumn": place.column, "endColumn": place.column + place.width}
        where["region"] = region
    text = ". ".join(part for part in (problem.message, problem.label, problem.hint) if part)
    return {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": _LEVELS[problem.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": where}],
    }
