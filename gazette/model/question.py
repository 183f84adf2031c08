"""A worked question: what a reader may want to know, the SQL that answers it, and the answer in one sentence.

What readers call a column of its answer is what the question declares, else what the tables do.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from gazette.model.text import Phrase, Text

ROWS = "rows"
"""The placeholder for how many rows the answer has; every other one names a column, and shows its first row."""
_BRACKETS = re.compile(r"\s*\([^()]*\)$")
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
        phrase = self.answer.best(language) or Phrase("", language)
        return Phrase(_PLACEHOLDER.sub(lambda match: str(values[match[1]]), phrase.text), phrase.language)


def placeholders(text: str) -> list[str]:
    """The names in braces, in their order."""
    return _PLACEHOLDER.findall(text)


def unbracketed(title: str) -> str:
    """A column's title without the language that stands in brackets behind it."""
    return _BRACKETS.sub("", title)


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles that tables give: of one record of a table, by its name; of columns, by name.

    A column that stands in several tables has a title here only if they agree on it.
    """

    tables: Mapping[str, Text]
    columns: Mapping[str, Text] = field(default_factory=dict)

    @classmethod
    def of(cls, tables: Mapping[str, Text], columns: Iterable[tuple[str, str | None, Text]]) -> "Titles":
        """From every column of every table: its name without language, its language, its title."""
        titles: dict[str, list[Text]] = {}
        for base, language, title in columns:
            whole = Text(tuple((code, unbracketed(words)) for code, words in title.entries))
            titles.setdefault(base, []).append(whole if language else title)
        agreed = {name: texts[0] for name, texts in titles.items() if all(text == texts[0] for text in texts)}
        return cls(tables, agreed)

    def get(self, name: str) -> Text | None:
        """The title of a column called like a table, whose ids it holds, or like a column."""
        return self.tables.get(name) or self.columns.get(name)


def base_of(name: str, languages: Sequence[str], beside: Collection[str] = ()) -> tuple[str, str | None]:
    """A column's name without its language, and the language: `note_fr` is ("note", "fr").

    As in descriptors, a bare name that stands `beside` translations of its own is in the source language.
    """
    base, _, ending = name.rpartition("_")
    if base and ending in languages:
        return base, ending
    source, *others = languages or ("",)
    translated = any(f"{name}_{code}" in beside for code in others) and f"{name}_{source}" not in beside
    return name, source if translated else None
