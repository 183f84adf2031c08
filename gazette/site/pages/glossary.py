"""The glossary: every term with what it stands for, its definition and its reference."""

from collections.abc import Iterator
from functools import partial

from gazette import urls
from gazette.model import Record, Table, meaning
from gazette.site.alphabet import folded
from gazette.site.evidence import evidence
from gazette.site.found import found
from gazette.site.frame import frame, step
from gazette.site.page import Page, View
from gazette.site.reader import Reader


def pages(reader: Reader) -> Iterator[Page]:
    """One page of all terms, if the package keeps any."""
    tables = reader.catalog.of_role("term")
    if not tables:
        return
    words, start = reader.words, urls.glossary(reader.language)
    terms = [_term(reader, start, table, record) for table in tables for record in table.records]
    yield frame(
        reader,
        "glossary.html",
        urls.glossary,
        reader.phrase(words("Glossary")),
        description=words("Terms and abbreviations, with their references."),
        found=[
            found(reader, table, record, f"{start}#{record.id}")
            for table in tables
            for record in table.records
        ],
        trail=[step(reader, start, urls.home(reader.language), reader.phrase(words("Home")))],
        lead=reader.phrase(words("Terms and abbreviations, with their references.")),
        terms=sorted(terms, key=partial(_key, reader)),
    )


def _key(reader: Reader, term: View) -> tuple[str, str]:
    name = term["name"]
    return folded(name["text"], name["lang"] or reader.language), term["id"]


def _term(reader: Reader, start: str, table: Table, record: Record) -> View:
    definition = table.column(meaning.DEFINITION, meaning.DESCRIPTION)
    return {
        "id": record.id,
        "name": reader.label(record),
        "definition": reader.value(start, table, record, definition) if definition else None,
        "facts": reader.facts(start, table, record, [definition]),
        "evidence": evidence(reader, start, record),
    }
