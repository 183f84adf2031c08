"""The text in several languages side by side, record by record, with the state of each translation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations

from gazette import urls
from gazette.model import Record, Table, Text, meaning
from gazette.model.language import direction, own_name
from gazette.site.frame import frame, state, step
from gazette.site.page import Page, View
from gazette.site.reader import Reader
from gazette.site.tree import descendants, opening

MOST = 45
"""Records on a page, as far as what belongs together allows: in all languages they arrive in the first trip."""


@dataclass(frozen=True, slots=True)
class Part:
    """A page of the text: its tables in the order of reading, each with those of its roots that stand here."""

    sections: Sequence[tuple[Table, Sequence[Record]]]
    root: bool = False
    """True if it holds one root of a table that is too long for a page."""

    @property
    def name(self) -> str:
        """What stands in its address."""
        table, roots = self.sections[0]
        # Two tables may have roots of one id, and a root may be called like a table.
        return f"{table.name}/{roots[0].id}" if self.root else table.name


def pages(reader: Reader) -> Iterator[Page]:
    """In parts, pages of all languages and, where there are more than two, of each pair."""
    languages = reader.catalog.languages
    if len(languages) < 2:
        return
    choices: list[tuple[str, ...]] = [()]
    if len(languages) > 2:
        choices += combinations(languages, 2)
    parts = _parts(reader)
    for side in choices:
        for place in range(len(parts)):
            yield _page(reader, side, choices, parts, place)


def _parts(reader: Reader) -> list[Part]:
    """The text in parts: short tables share one, a long one has a part a root."""
    found: list[Part] = []
    room = 0
    for table, roots in opening(reader):
        number = sum(len(_below(reader, root)) for root in roots)
        if number > MOST:
            found.extend(Part([(table, [root])], root=True) for root in roots)
            room = 0
        elif found and number <= room:
            found[-1] = Part([*found[-1].sections, (table, roots)])
            room -= number
        else:
            found.append(Part([(table, roots)]))
            room = MOST - number
    return found or [Part([])]


def _page(
    reader: Reader,
    side: tuple[str, ...],
    choices: Sequence[tuple[str, ...]],
    parts: Sequence[Part],
    place: int,
) -> Page:
    words, language, part = reader.words, reader.language, parts[place]
    at = partial(_at, side=side, part=part.name if place else "")
    start, first = at(language), urls.parallel(language, *side)
    shown = side or reader.catalog.languages
    title, names = words("Side by side"), [name["text"] for name in _names(reader, part)]
    trail = [step(reader, start, urls.home(language), reader.phrase(words("Home")))]
    if place:
        trail.append(step(reader, start, first, reader.phrase(title)))
    return frame(
        reader,
        "parallel.html",
        at,
        reader.phrase(f"{title}{words(':')} {' · '.join(names)}" if place else title),
        description=f"{title}{words(':')} {' · '.join(own_name(code) for code in shown)}. {' · '.join(names)}.",
        section=urls.parallel(language),
        trail=trail,
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
                "href": urls.relative(start, _at(language, choice, part.name if place else "")),
                "current": choice == side,
            }
            for choice in choices
        ],
        parts=[
            {
                "names": _names(reader, other, part if place == 0 else None),
                "href": urls.relative(start, _at(language, side, other.name if number else "")),
                "current": number == place,
            }
            for number, other in enumerate(parts)
        ],
        sections=[
            {
                "id": table.name,
                "title": reader.phrase(table.title),
                "rows": [_row(reader, start, one, shown) for root in roots for one in _below(reader, root)],
            }
            for table, roots in part.sections
        ],
    )


def _at(language: str, side: tuple[str, ...], part: str) -> str:
    return urls.parallel(language, *side, part=part)


def _names(reader: Reader, part: Part, first: Part | None = None) -> list[View]:
    """What stands in a part: its tables, or its root.

    `id` is the place that a table had on the one long page of former releases, where it is not on the `first` part.
    """
    here = {table.name for table, _ in first.sections} if first else set()
    names = []
    for table, roots in part.sections:
        whole = not part.root or roots[0] is reader.catalog.roots(table.name)[0]
        phrase = reader.label(roots[0]) if part.root else reader.phrase(table.title)
        names.append({**phrase, "id": table.name if first and whole and table.name not in here else None})
    return names


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
