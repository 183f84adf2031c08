"""Every record by its first letter: the way to find a thing by name, without a script."""

from collections.abc import Iterator

from gazette import urls
from gazette.model import Record
from gazette.site.alphabet import folded, letter
from gazette.site.frame import frame, step
from gazette.site.page import Page, View
from gazette.site.reader import Reader


def pages(reader: Reader) -> Iterator[Page]:
    """One page of all records that a reader can open, terms included."""
    words, start = reader.words, urls.a_to_z(reader.language)
    letters: dict[str, list[View]] = {}
    for _, first, entry in sorted(_entries(reader, start), key=lambda one: one[0]):
        letters.setdefault(first, []).append(entry)
    yield frame(
        reader,
        "a-to-z.html",
        urls.a_to_z,
        reader.phrase(words("A to Z")),
        description=words("Every record and every term by its first letter."),
        trail=[step(reader, start, urls.home(reader.language), reader.phrase(words("Home")))],
        letters=[
            {"letter": first, "id": f"letter-{number}", "entries": entries}
            for number, (first, entries) in enumerate(letters.items(), 1)
        ],
        total=sum(len(entries) for entries in letters.values()),
    )


def _entries(reader: Reader, start: str) -> Iterator[tuple[tuple[str, str], str, View]]:
    """Each record with its place in the order and its letter, by the rule of the language that its name is in."""
    for table in (*reader.paged, *reader.catalog.of_role("term")):
        for record in table.records:
            link = reader.link(start, record)
            language = link["lang"] or reader.language
            above = reader.catalog.parent(record)
            yield (
                (folded(link["text"], language), f"{table.name}/{record.id}"),
                letter(link["text"], language),
                {**link, "kind": reader.phrase(table.singular), "inside": _name(reader, above)},
            )


def _name(reader: Reader, record: Record | None) -> View | None:
    return reader.label(record) if record is not None else None
