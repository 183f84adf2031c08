"""Problems as Markdown for the summary of a job; whatever comes from a file is shown as text, whatever it holds."""

from collections import Counter
from collections.abc import Sequence

from gazette.problem import Examined, Problem, codes
from gazette.report.words import closing_line, harmless, worst_first

_MOST = 100
_LONGEST = 500


def report(
    problems: Sequence[Problem],
    examined: Examined,
    *,
    program: str = "gazette",
    seconds: float | None = None,
    colour: bool = False,  # noqa: ARG001 - every reporter takes the same options
    advice: bool = False,  # noqa: ARG001
) -> str:
    """How much is wrong by kind, then the worst of it in a table."""
    lines = [f"**{closing_line(problems, examined, seconds)}**", ""]
    kinds = Counter(problem.code for problem in problems)
    lines += [
        f"- {number:,} × `{code}`: {_text(codes()[code].title)}" for code, number in kinds.most_common()
    ]
    if problems:
        lines += ["", "| | where | what | what to do |", "|---|---|---|---|"]
        lines += [_row(problem) for problem in worst_first(problems)[:_MOST]]
    if len(problems) > _MOST:
        lines += ["", f"and {len(problems) - _MOST:,} more: run `{program} check`"]
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
