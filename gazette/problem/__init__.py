"""A finding is a value: what is wrong, where, and what to do about it.

Finding is the business of `load`, `check` and `publish`; showing is the business of `report`.
Every code stands in `codes.toml` with its title, severity, explanation and example.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Literal

Severity = Literal["error", "warning", "advice"]
"""Errors and warnings are faults: what a reader of the data would suffer from. Advice is what would make it better."""


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem: a kebab-case word with its severity, title, explanation and example."""

    name: str
    severity: Severity
    title: str
    explanation: str
    example: str


@lru_cache(maxsize=1)
def codes() -> dict[str, Code]:
    """All codes by name, in the order of the file."""
    import tomllib

    table = tomllib.loads(files(__name__).joinpath("codes.toml").read_text(encoding="utf-8"))
    return {
        name: Code(name, row["severity"], row["title"], row["explanation"].strip(), row["example"].rstrip())
        for name, row in table.items()
    }


@dataclass(frozen=True, slots=True)
class Place:
    """A real place in a real file, as an editor shows it: line and column count from 1, in characters.

    `file` is relative to the project, with `/`. `excerpt` is the line as written, `width` the number of
    characters that the caret underlines. `record` is the record's id, `field` the column's name.
    """

    file: str
    line: int | None = None
    column: int | None = None
    width: int = 1
    record: str | None = None
    field: str | None = None
    excerpt: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One cause, one message. `label` stands beside the caret, `hint` says what to do, `fix` is a command."""

    code: str
    message: str
    place: Place
    label: str = ""
    hint: str = ""
    fix: str = ""
    severity_override: Severity | None = None

    @property
    def severity(self) -> Severity:
        """The code's, unless the problem (a rule of the content, a package without rules of its own) says otherwise."""
        return self.severity_override or codes()[self.code].severity


@dataclass(slots=True)
class Examined:
    """How much a run looked at, by noun (`tables`, `rows`, `cells`, `references`, `rules`, `pages`, …).

    The last line of every report says it, because a green run that examined nothing is no green run.
    """

    counts: dict[str, int] = field(default_factory=dict)

    def add(self, noun: str, number: int = 1) -> None:
        """Count `number` more of `noun`; nouns keep the order in which they were first counted."""
        self.counts[noun] = self.counts.get(noun, 0) + number


class Stop(Exception):  # noqa: N818 - it ends a run, and is not always an error
    """What the computer or the content refuses in a run: carries the problems, and a status for the shell."""

    def __init__(self, *problems: Problem, status: int = 1) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems
        self.status = status
