"""Every record by its first letter: the way to find a thing by name, without a script."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from gazette import urls
from gazette.model import Record, Table
from gazette.site.alphabet import folded, letter
from gazette.site.frame import frame, step
from gazette.site.page import Page, View
from gazette.site.paging import fit, in_pages, pager, titled, weight
from gazette.site.reader import Reader


def pages(reader: Reader) -> Iterator[Page]:
    """All records that a reader can open, terms included; in several pages where they are many."""
    if not _tables(reader):
        return
    records = [record for table in _tables(reader) for record in table.records]
    most = fit(_weight(reader, record) for record in records)
    parts = in_pages(
        sorted((_placed(reader, record) for record in records), key=lambda placed: placed[0]), most
    )
    paths = [urls.a_to_z(reader.language, part) for part in range(1, len(parts) + 1)]
    first: dict[str, int] = {}
    for number, part in enumerate(parts):
        for _, initial, _ in part:
            first.setdefault(initial, number)
    for number, part in enumerate(parts):
        yield _page(reader, part, first, paths, number)


def _page(
    reader: Reader,
    part: Sequence[tuple[tuple[str, str], str, Record]],
    first: Mapping[str, int],
    paths: Sequence[str],
    number: int,
) -> Page:
    words, start = reader.words, paths[number]
    letters: dict[str, list[View]] = {}
    for _, initial, record in part:
        letters.setdefault(initial, []).append(_entry(reader, start, record))
    ids = {initial: f"letter-{place}" for place, initial in enumerate(first, 1)}
    return frame(
        reader,
        "a-to-z.html",
        partial(urls.a_to_z, part=number + 1),
        titled(reader, reader.phrase(words("A to Z")), number, len(paths)),
        description=words("Every record and every term by its first letter."),
        section=paths[0],
        trail=[step(reader, start, urls.home(reader.language), reader.phrase(words("Home")))],
        index=[
            {"letter": initial, "href": reader.href(start, f"{paths[place]}#{ids[initial]}")}
            for initial, place in first.items()
        ],
        letters=[
            {"letter": initial, "id": ids[initial], "entries": entries}
            for initial, entries in letters.items()
        ],
        total=sum(len(table.records) for table in _tables(reader)),
        pager=pager(start, paths, number),
    )


def _tables(reader: Reader) -> Sequence[Table]:
    return (*reader.paged, *reader.catalog.of_role("term"))


def _weight(reader: Reader, record: Record) -> int:
    above = reader.catalog.parent(record)
    return 100 + weight(reader.catalog, record) + (weight(reader.catalog, above) if above else 0)


def _placed(reader: Reader, record: Record) -> tuple[tuple[str, str], str, Record]:
    """A record with its place in the order and its letter, by the rule of the language that its name is in."""
    label = reader.label(record)
    language = label["lang"] or reader.language
    return (
        (folded(label["text"], language), f"{record.table}/{record.id}"),
        letter(label["text"], language),
        record,
    )


def _entry(reader: Reader, start: str, record: Record) -> View:
    kind = reader.phrase(reader.catalog.by_name[record.table].singular)
    return {
        **reader.link(start, record),
        "kind": kind,
        "inside": _name(reader, reader.catalog.parent(record)),
    }


def _name(reader: Reader, record: Record | None) -> View | None:
    return reader.label(record) if record is not None else None
