"""Report: problems as text for people, for programs and for the places where they are read."""

from gazette.report.explain import explain
from gazette.report.github import report as _github
from gazette.report.json import report as _json
from gazette.report.options import Reporter
from gazette.report.sarif import report as _sarif
from gazette.report.summary import report as _summary
from gazette.report.text import report as _text
from gazette.report.words import harmless

REPORTERS: dict[str, Reporter] = {
    "text": _text,
    "json": _json,
    "github": _github,
    "summary": _summary,
    "sarif": _sarif,
}

__all__ = ["REPORTERS", "Reporter", "explain", "harmless"]
