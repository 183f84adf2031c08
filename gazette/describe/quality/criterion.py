"""One line of a list: what is asked, whether it is so, why, and where to see it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from gazette.describe.quality.look import Look

ARGUED, MISSING, APART = True, False, None
"""Answers that no build can compute: it is so, it is not so, it does not apply."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """`holds` is a question to the build or, where it can only be argued, the answer (None: does not apply).

    `sentence` says what is done, or what is missing, and is true whatever the answer. `evidence` are places by
    the names that `Look.place` knows.
    """

    code: str
    title: str
    sentence: str
    holds: Callable[[Look], bool] | bool | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A criterion with its answer; `computed` says who gave it, `evidence` are paths of the site."""

    code: str
    title: str
    sentence: str
    met: bool | None
    computed: bool
    evidence: tuple[str, ...]


def judge(criteria: Iterable[Criterion], look: Look, language: str) -> list[Verdict]:
    """Every criterion with its answer."""
    return [
        Verdict(
            code=one.code,
            title=one.title,
            sentence=one.sentence,
            met=one.holds(look) if callable(one.holds) else one.holds,
            computed=callable(one.holds),
            evidence=tuple(path for name in one.evidence if (path := look.place(name, language))),
        )
        for one in criteria
    ]
