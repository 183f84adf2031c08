"""A full-text index (FTS5) over all human texts in all languages.

    SELECT "table", record, text FROM search_text WHERE search_text MATCH 'cooperation' ORDER BY rank;

Accents do not count, and neither do the vowel signs of Arabic, which SQLite's own folding leaves alone:
`words` is what is searched, `text` what is written.
"""

import re
import sqlite3
from collections.abc import Iterator

from gazette.model import Catalog, Table, meaning

NAME = "search_text"
_PROSE = {
    meaning.LABEL,
    meaning.DESCRIPTION,
    meaning.DEFINITION,
    meaning.NOTE,
    meaning.VERBATIM,
    meaning.RIGHTS,
    meaning.EXPANSION,
    meaning.ABBREVIATION,
}
_SIGNS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
"""Vowel signs of Arabic, signs of recitation, and the stroke that only stretches a word."""


def make_searchable(database: sqlite3.Connection, catalog: Catalog) -> None:
    """One row of the index a text: where it stands, in which language, and its words."""
    database.execute(
        f'CREATE VIRTUAL TABLE {NAME} USING fts5("table" UNINDEXED, record UNINDEXED, "column" UNINDEXED,'
        " language UNINDEXED, text UNINDEXED, words, tokenize = 'unicode61 remove_diacritics 2')"
    )
    for table in catalog.tables:
        database.executemany(f"INSERT INTO {NAME} VALUES (?, ?, ?, ?, ?, ?)", _texts(catalog, table))  # noqa: S608
    database.execute(f"INSERT INTO {NAME} ({NAME}) VALUES ('optimize')")  # noqa: S608 - a name of ours


def _texts(catalog: Catalog, table: Table) -> Iterator[tuple[str, ...]]:
    fields = [
        (column, field)
        for column in table.columns
        if column.translated or column.meaning in _PROSE
        for field in column.fields
        if field.type == "string"
    ]
    for record in table.records:
        for column, field in fields:
            if value := record.values[field.name]:
                text, code = str(value), field.language or catalog.source_language
                words = text if text.isascii() else _SIGNS.sub("", text)
                yield table.name, record.id, column.name, code, text, words
