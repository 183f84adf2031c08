"""What every reporter is: a function from problems and counts to a text that ends with a line end."""

from collections.abc import Sequence
from typing import Protocol

from gazette.problem import Examined, Problem


class Reporter(Protocol):
    """`program` is what the reader types, `seconds` how long it took (None: not said), `colour` for terminals."""

    def __call__(
        self,
        problems: Sequence[Problem],
        examined: Examined,
        *,
        program: str = ...,
        seconds: float | None = ...,
        colour: bool = ...,
    ) -> str:
        """The report."""
        ...
