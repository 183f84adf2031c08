"""Report: problems as text for people, for programs and for the places where they are read."""

from collections.abc import Sequence
from typing import Protocol

from gazette.problem import Examined, Problem, codes
from gazette.report.github import report as _github
from gazette.report.json import report as _json
from gazette.report.sarif import report as _sarif
from gazette.report.summary import report as _summary
from gazette.report.text import report as _text
from gazette.report.words import harmless


class Reporter(Protocol):
    """`program` is what the reader types, `seconds` how long it took (None: not said), `colour` for terminals.

    `advice` asks for all of it where a form shows only some.
    """

    def __call__(
        self,
        problems: Sequence[Problem],
        examined: Examined,
        *,
        program: str = ...,
        seconds: float | None = ...,
        colour: bool = ...,
        advice: bool = ...,
    ) -> str:
        """The report."""
        ...


REPORTERS: dict[str, Reporter] = {
    "text": _text,
    "json": _json,
    "github": _github,
    "summary": _summary,
    "sarif": _sarif,
}


def explain(code: str) -> str:
    """Title, explanation and example of a code. Raises KeyError for a word that is no code."""
    described = codes()[code]
    example = "\n".join(f"    {line}".rstrip() for line in described.example.strip("\n").splitlines())
    return f"{described.severity}[{described.name}] {described.title}\n\n{described.explanation}\n\n{example}"


__all__ = ["REPORTERS", "Reporter", "explain", "harmless"]
