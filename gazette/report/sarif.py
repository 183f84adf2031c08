"""Problems as SARIF 2.1.0, the form that code scanners share."""

import json
from collections.abc import Sequence
from urllib.parse import quote

from gazette import __version__
from gazette.problem import Examined, Problem, codes

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def report(
    problems: Sequence[Problem],
    examined: Examined,
    *,
    program: str = "gazette",
    seconds: float | None = None,  # noqa: ARG001 - every reporter takes the same options
    colour: bool = False,  # noqa: ARG001
    advice: bool = False,  # noqa: ARG001
) -> str:
    """One run with the codes that occur as its rules."""
    used = sorted({problem.code for problem in problems})
    driver = {"name": "gazette", "version": __version__, "rules": [_rule(code, program) for code in used]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, used.index(problem.code)) for problem in problems],
        "properties": {"examined": dict(examined.counts)},
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, indent=2, ensure_ascii=True) + "\n"


def _level(severity: str) -> str:
    return "note" if severity == "advice" else severity


def _rule(name: str, program: str) -> dict[str, object]:
    code = codes()[name]
    return {
        "id": name,
        "shortDescription": {"text": code.title},
        "fullDescription": {"text": code.explanation},
        "help": {"text": f"{program} explain {name}"},
        "defaultConfiguration": {"level": _level(code.severity)},
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
        "level": _level(problem.severity),
        "message": {"text": text},
        "locations": [{"physicalLocation": where}],
    }
