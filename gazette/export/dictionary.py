"""The dictionary of a column in plain words, as formats carry it along: header notes, metadata, comments."""

from collections.abc import Iterator

from gazette.export.cell import is_required, plain
from gazette.jsontext import json_text
from gazette.model import Catalog, Field, Table, Text


def in_languages(catalog: Catalog, text: Text) -> dict[str, str]:
    """A text by language code, in the publication's order; one of no language is in the source language."""
    return {code or catalog.source_language: words for code, words in text.entries}


def rules(table: Table, field: Field) -> list[str]:
    """The column's rules under Table Schema's own names, so that they can be looked up: `maxLength 64`."""
    found = ["required"] if is_required(table, field) else []
    if field.constraints.get("unique") or table.primary_key == (field.name,):
        found.append("unique")
    found += [
        f"{name} {wanted if isinstance(wanted, str) else json_text(wanted)}"
        for name, wanted in field.constraints.items()
        if name not in ("required", "unique", "enum")
    ]
    return [*found, f"→ {field.reference}"] if field.reference else found


def note(catalog: Catalog, table: Table, field: Field) -> str:
    """All that is known of a column, in every language of the publication."""
    return "\n".join(_lines(catalog, table, field))


def _lines(catalog: Catalog, table: Table, field: Field) -> Iterator[str]:
    titles, descriptions = (in_languages(catalog, text) for text in (field.title, field.description))
    for code in catalog.languages:
        said = [words[code] for words in (titles, descriptions) if code in words]
        if said:
            yield f"[{code}] " + ": ".join(said)
    yield ", ".join([field.type, *rules(table, field)])
    for value in field.allowed:
        labels = in_languages(catalog, field.labels.get(value, Text()))
        yield f"{value} = " + " / ".join(labels.values()) if labels else value
    if field.example is not None:
        yield f"e.g. {plain(field.example)}"
