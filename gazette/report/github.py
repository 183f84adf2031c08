"""Problems for GitHub: annotations of a workflow, and Markdown for the summary of its job.

Whatever comes from a file is text there, whatever it holds.
"""

from collections import Counter

from gazette.problem import Problem, codes
from gazette.report.text import Report, closing_line, counted, harmless

_MOST_ANNOTATIONS = 10
"""A step shows no more, so the tenth says where the rest is."""
_MOST_ROWS = 100
_LONGEST = 500
_LEVELS = {"error": "error", "warning": "warning", "advice": "notice"}


def annotations(report: Report) -> str:
    """The worst as workflow commands, then the line that says what was examined."""
    worst = report.worst_first
    kept = worst if len(worst) <= _MOST_ANNOTATIONS else worst[: _MOST_ANNOTATIONS - 1]
    lines = [_annotation(problem) for problem in kept]
    if more := len(worst) - len(kept):
        text = f"{counted(more, 'problems')} more: see the summary of this job, or run {report.program} check"
        lines.append(f"::{_LEVELS[worst[0].severity]} title=and more::{_data(text)}")
    return "\n".join([*lines, closing_line(report)]) + "\n"


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
    return f"::{_LEVELS[problem.severity]} {named}::{_data(chr(10).join(harmless(line) for line in lines))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(harmless(text)).replace(":", "%3A").replace(",", "%2C")


def summary(report: Report) -> str:
    """How much is wrong by kind, then the worst of it in a table."""
    lines = [f"**{closing_line(report)}**", ""]
    kinds = Counter(problem.code for problem in report.problems)
    lines += [
        f"- {number:,} × `{code}`: {_text(codes()[code].title)}" for code, number in kinds.most_common()
    ]
    if report.problems:
        lines += ["", "| | where | what | what to do |", "|---|---|---|---|"]
        lines += [_row(problem) for problem in report.worst_first[:_MOST_ROWS]]
    if len(report.problems) > _MOST_ROWS:
        lines += ["", f"and {len(report.problems) - _MOST_ROWS:,} more: run `{report.program} check`"]
    return "\n".join(lines) + "\n"


def _row(problem: Problem) -> str:
    place = problem.place
    where = place.file + "".join(f":{part}" for part in (place.line, place.column) if part is not None)
    cells = (problem.severity, f"<code>{_text(where)}</code>", _text(problem.message), _text(problem.hint))
    return f"| {' | '.join(cells)} |"


def _text(text: str) -> str:
    """Every character that Markdown, HTML or a mention could give a meaning to becomes a character reference."""
    kept = harmless(text)
    kept = kept if len(kept) <= _LONGEST else kept[:_LONGEST] + "…"
    return "".join(c if c.isalnum() or c in " …" or ord(c) > 0x7F else f"&#{ord(c)};" for c in kept)
