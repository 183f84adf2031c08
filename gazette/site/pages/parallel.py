"""The text in several languages side by side, record by record, with the state of each translation."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations

from gazette import urls
from gazette.model import Record, Text, meaning
from gazette.site.frame import frame, state, step
from gazette.site.page import Page, View
from gazette.site.reader import Reader
from gazette.site.tree import descendants, opening
from gazette.site.words import direction, own_name


def pages(reader: Reader) -> Iterator[Page]:
    """One page of all languages and, where there are more than two, one per pair."""
    languages = reader.catalog.languages
    if len(languages) < 2:
        return
    choices: list[tuple[str, ...]] = [()]
    if len(languages) > 2:
        choices += combinations(languages, 2)
    for side in choices:
        yield _page(reader, side, choices)


def _page(reader: Reader, side: tuple[str, ...], choices: Sequence[tuple[str, ...]]) -> Page:
    words, language = reader.words, reader.language
    start = urls.parallel(language, *side)
    shown = side or reader.catalog.languages
    return frame(
        reader,
        "parallel.html",
        partial(_at, side=side),
        reader.phrase(words("Side by side")),
        description=f"{words('Side by side')}: {', '.join(own_name(code) for code in shown)}.",
        section=urls.parallel(language),
        trail=[step(reader, start, urls.home(language), reader.phrase(words("Home")))],
        columns=[
            {
                "lang": code,
                "dir": direction(code),
                "name": own_name(code),
                "state": state(reader, code),
            }
            for code in shown
        ],
        choices=[
            {
                "names": [
                    {"lang": code, "name": own_name(code)} for code in choice or reader.catalog.languages
                ],
                "href": urls.relative(start, urls.parallel(language, *choice)),
                "current": choice == side,
            }
            for choice in choices
        ],
        sections=[
            {
                "id": table.name,
                "title": reader.phrase(table.title),
                "rows": [_row(reader, start, one, shown) for root in roots for one in _below(reader, root)],
            }
            for table, roots in opening(reader)
        ],
    )


def _at(language: str, side: tuple[str, ...]) -> str:
    return urls.parallel(language, *side)


def _below(reader: Reader, record: Record) -> list[Record]:
    return [record, *descendants(reader.catalog, record)]


def _row(reader: Reader, start: str, record: Record, shown: Sequence[str]) -> View:
    table = reader.catalog.by_name[record.table]
    column = table.column(meaning.DESCRIPTION, meaning.DEFINITION)
    said = table.text(record, column) if column is not table.label_column else Text()
    return {
        "kind": reader.phrase(table.singular),
        "href": reader.href(start, reader.address(record)),
        "depth": len(reader.catalog.ancestors(record)),
        "cells": [
            {
                "lang": code,
                "dir": direction(code),
                "text": _said(reader, table.label(record), code),
                "more": _said(reader, said, code),
            }
            for code in shown
        ],
    }


def _said(reader: Reader, text: Text, code: str) -> str | None:
    plain = text.get("") if code == reader.catalog.source_language else None
    return text.get(code) or plain
