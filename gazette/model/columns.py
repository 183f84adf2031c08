"""What readers call a column of an answer: what its question says, else what the tables say."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from gazette.model.text import Text

_BRACKETS = re.compile(r"\s*\([^()]*\)$")


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
        found: dict[str, list[Text]] = {}
        for base, language, title in columns:
            whole = Text(tuple((code, unbracketed(words)) for code, words in title.entries))
            found.setdefault(base, []).append(whole if language else title)
        agreed = {name: said[0] for name, said in found.items() if all(one == said[0] for one in said)}
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
