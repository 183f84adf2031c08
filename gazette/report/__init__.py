"""Report: problems as text for people, for programs and for the places where they are read."""

from collections.abc import Callable, Mapping

from gazette.problem import codes
from gazette.report.github import annotations, summary
from gazette.report.programs import as_json, sarif
from gazette.report.text import Report, harmless, text

REPORTERS: Mapping[str, Callable[[Report], str]] = {
    "text": text,
    "json": as_json,
    "github": annotations,
    "summary": summary,
    "sarif": sarif,
}


def explain(code: str) -> str:
    """Title, explanation and example of a code. Raises KeyError for a word that is no code."""
    described = codes()[code]
    example = "\n".join(f"    {line}".rstrip() for line in described.example.strip("\n").splitlines())
    return f"{described.severity}[{described.name}] {described.title}\n\n{described.explanation}\n\n{example}"


__all__ = ["REPORTERS", "Report", "explain", "harmless"]
