"""Every record by its first letter: the way to find a thing by name, without a script."""

import unicodedata
from collections.abc import Iterator

from gazette import urls
from gazette.model import Record
from gazette.site.frame import frame, step
from gazette.site.page import Page, View
from gazette.site.reader import Reader


def pages(reader: Reader) -> Iterator[Page]:
    """One page of all records that a reader can open, terms included."""
    words, start = reader.words, urls.a_to_z(reader.language)
    letters: dict[str, list[View]] = {}
    for key, entry in sorted(_entries(reader, start), key=lambda one: one[0]):
        letters.setdefault(_letter(key), []).append(entry)
    yield frame(
        reader,
        "a-to-z.html",
        urls.a_to_z,
        reader.phrase(words("A to Z")),
        description=words("Every record and every term by its first letter."),
        trail=[step(reader, start, urls.home(reader.language), reader.phrase(words("Home")))],
        letters=[
            {"letter": letter, "id": f"letter-{number}", "entries": entries}
            for number, (letter, entries) in enumerate(letters.items(), 1)
        ],
        total=sum(len(entries) for entries in letters.values()),
    )


def _entries(reader: Reader, start: str) -> Iterator[tuple[tuple[str, str], View]]:
    for table in (*reader.paged, *reader.catalog.of_role("term")):
        for record in table.records:
            link = reader.link(start, record)
            above = reader.catalog.parent(record)
            yield (
                (folded(link["text"]), f"{table.name}/{record.id}"),
                {**link, "kind": reader.phrase(table.singular), "inside": _name(reader, above)},
            )


def _name(reader: Reader, record: Record | None) -> View | None:
    return reader.label(record) if record is not None else None


def folded(text: str) -> str:
    """The text as it is sorted: without accents, marks, capitals and what stands before the first letter."""
    plain = "".join(
        one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one)
    )
    return plain.lstrip("".join({one for one in plain if not one.isalnum()}))


def _letter(key: tuple[str, str]) -> str:
    first = key[0][:1].upper()
    return first if first.isalpha() else "0–9"
