"""What changed in one cell, and what that means: substance, spelling, translation or a move."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gazette.model import Catalog, Column, Field, Table, meaning
from gazette.model.cell import parse
from gazette.model.table import Value
from gazette.release.changes import Kind
from gazette.release.content import Facts
from gazette.release.spelling import Vocabulary, is_spelling, vocabulary

_HUMAN = {
    meaning.LABEL,
    meaning.DESCRIPTION,
    meaning.DEFINITION,
    meaning.NOTE,
    meaning.EXPANSION,
}
"""Meanings whose texts are prose also where the column's name ends in no language."""

Verdict = Callable[[Value, Value], Kind]


@dataclass(frozen=True, slots=True)
class Judged:
    """A column's field with the language of its texts (empty: no text) and what a changed cell of it is."""

    language: str
    kind: Verdict


def judges(table: Table, source_language: str, known: Mapping[str, Vocabulary]) -> Mapping[str, Judged]:
    """How to judge a changed cell, by the name of its field."""
    return {
        field.name: _judged(field, column, source_language, known)
        for column in table.columns
        for field in column.fields
    }


def vocabularies(catalog: Catalog) -> Mapping[str, Vocabulary]:
    """The words of all texts of an edition, by language."""
    texts: dict[str, list[str]] = {}
    for table in catalog.tables:
        for field in table.fields:
            language = _language(field, catalog.source_language)
            if language and field.type == "string":
                found = texts.setdefault(language, [])
                found += [str(value) for record in table.records if (value := record.values[field.name])]
    return {language: vocabulary(found) for language, found in texts.items()}


def recast(value: Value, facts: Facts) -> Value:
    """An old value as a column of a new type would read it; the value itself where it cannot."""
    if value is None:
        return None
    text = str(value).lower() if isinstance(value, bool) else str(value)
    try:
        return parse(text, facts)
    except (ValueError, ArithmeticError):
        return value


def same_value(old: Value, new: Value) -> bool:
    """True if two cells hold the same: 1 is not true, and 1.0 is not 1.00."""
    if old is new:
        return True
    return old == new and type(old) is type(new) and (not isinstance(old, Decimal) or str(old) == str(new))


def _judged(field: Field, column: Column, source: str, known: Mapping[str, Vocabulary]) -> Judged:
    if field.meaning in (meaning.PART_OF, meaning.POSITION):
        return Judged("", lambda _old, _new: "record-moved")
    language = _language(field, source)
    if not language:
        return Judged("", lambda _old, _new: "value-changed")
    if field.language is not None and field is not column.first:
        return Judged(language, lambda _old, _new: "translation-changed")
    words = known.get(language, {})

    def text(old: Value, new: Value) -> Kind:
        spelt = isinstance(old, str) and isinstance(new, str) and is_spelling(old, new, words)
        return "spelling-corrected" if spelt else "text-changed"

    return Judged(language, text)


def _language(field: Field, source: str) -> str:
    """The language of a column's texts; empty for codes, links, numbers and dates."""
    if field.language is not None:
        return field.language
    plain = field.type == "string" and field.reference is None and not field.allowed
    return source if plain and field.meaning in _HUMAN else ""
