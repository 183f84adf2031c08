"""What comes back from a trip."""

from collections.abc import Callable
from dataclasses import dataclass, field

from gazette.problem import Examined, Problem, Stop

Progress = Callable[[str], None]
"""Told what begins, in a few words; shows it on a terminal or ignores it."""


@dataclass(slots=True)
class Outcome:
    """What a run found, how much it looked at, what it published; `stopped` is a Stop's status.

    `notes` are sentences for people about a run that went well.
    """

    problems: list[Problem]
    examined: Examined
    stopped: int = 0
    published: int = 0
    pages: int = 0
    notes: list[str] = field(default_factory=list)

    def status(self, *, strict: bool = False) -> int:
        """0 if there is no error (and, if strict, no warning), else 1; a Stop's own status if it has one."""
        if self.stopped:
            return self.stopped
        return int(any(strict or problem.severity == "error" for problem in self.problems))

    def stop(self, stop: Stop) -> None:
        """Take over what ended the trip."""
        self.problems.extend(stop.problems)
        self.stopped = stop.status
