"""The glossary: every term with what it stands for, its definition and its reference; a long one in several pages."""

from collections.abc import Iterator, Sequence
from functools import partial

from gazette import urls
from gazette.model import Record, Table, meaning
from gazette.site.evidence import evidence
from gazette.site.found import found
from gazette.site.frame import frame, step
from gazette.site.page import Page, View
from gazette.site.paging import pager, titled
from gazette.site.reader import Reader


def pages(reader: Reader) -> Iterator[Page]:
    """All terms, if the package keeps any."""
    parts = reader.glossary if reader.catalog.of_role("term") else ()
    paths = [urls.glossary(reader.language, number) for number in range(1, len(parts) + 1)]
    for number, part in enumerate(parts):
        yield _page(reader, part, paths, number)


def _page(reader: Reader, terms: Sequence[Record], paths: Sequence[str], number: int) -> Page:
    words, start = reader.words, paths[number]
    rows = [(reader.catalog.by_name[record.table], record) for record in terms]
    return frame(
        reader,
        "glossary.html",
        partial(urls.glossary, part=number + 1),
        titled(reader, reader.phrase(words("Glossary")), number, len(paths)),
        description=words("Terms and abbreviations, with their references."),
        section=paths[0],
        found=[found(reader, table, record, f"{start}#{record.id}") for table, record in rows],
        trail=[step(reader, start, urls.home(reader.language), reader.phrase(words("Home")))],
        lead=reader.phrase(words("Terms and abbreviations, with their references.")),
        terms=[_term(reader, start, table, record) for table, record in rows],
        pager=pager(start, paths, number),
    )


def _term(reader: Reader, start: str, table: Table, record: Record) -> View:
    definition = table.column(meaning.DEFINITION, meaning.DESCRIPTION)
    return {
        "id": record.id,
        "name": reader.label(record),
        "definition": reader.value(start, table, record, definition) if definition else None,
        "facts": reader.facts(start, table, record, [definition]),
        "evidence": evidence(reader, start, record),
    }
