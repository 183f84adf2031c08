"""One line of a list: what is asked, whether it is so, why, and where to see it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from gazette.describe.quality.look import Look


@dataclass(frozen=True, slots=True)
class Criterion:
    """`holds` is a question that the build answers from what it has made; None: it does not apply.

    `sentence` says what the question is about, and is true whatever the answer. `evidence` are places by
    the names that `Look.place` knows.
    """

    code: str
    title: str
    sentence: str
    holds: Callable[[Look], bool] | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A criterion with its answer; `evidence` are paths of the site."""

    code: str
    title: str
    sentence: str
    met: bool | None
    evidence: tuple[str, ...]


def judge(criteria: Iterable[Criterion], look: Look, language: str) -> list[Verdict]:
    """Every criterion with its answer."""
    return [
        Verdict(
            code=criterion.code,
            title=criterion.title,
            sentence=criterion.sentence,
            met=criterion.holds(look) if criterion.holds else None,
            evidence=tuple(path for name in criterion.evidence if (path := look.place(name, language))),
        )
        for criterion in criteria
    ]
