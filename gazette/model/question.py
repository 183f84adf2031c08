"""A worked question: what a reader may want to know, the SQL that tells it, and the answer in one sentence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from gazette.model.text import Phrase, Text

ROWS = "rows"
"""The placeholder for how many rows the answer has; every other one names a column, and shows its first row."""
_PLACEHOLDER = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")


@dataclass(frozen=True, slots=True)
class Question:
    """`query` is one SELECT over the tables; `answer` may hold `{rows}` and columns of the first row.

    `columns` says what readers call columns of the answer that are no columns of a table.
    """

    name: str
    title: Text
    answer: Text
    order: int
    query: str
    columns: Mapping[str, Text] = field(default_factory=dict)

    def sentence(self, language: str, values: Mapping[str, object]) -> Phrase:
        """The answer with its placeholders filled, in this language or, failing it, in the source language."""
        said = self.answer.best(language) or Phrase("", language)
        return Phrase(_PLACEHOLDER.sub(lambda found: str(values[found[1]]), said.text), said.language)


def placeholders(text: str) -> list[str]:
    """The names in braces, in their order."""
    return _PLACEHOLDER.findall(text)
