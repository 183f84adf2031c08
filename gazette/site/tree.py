"""What belongs to what: records in groups by table, each with what belongs to it in turn; and a record in one line."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from markupsafe import Markup, escape

from gazette import urls
from gazette.model import Catalog, Record, Table, Text, meaning
from gazette.site.evidence import margin
from gazette.site.page import View
from gazette.site.paging import Room, weight
from gazette.site.reader import Reader

_BYTES = 24_000
"""For what belongs to a record, on one page: the rest is in the tables' lists."""


def groups(
    reader: Reader, start: str, records: Sequence[Record], depth: int = 3, room: Room | None = None
) -> list[View]:
    """Records by table, each with what belongs to it in turn, as far as there is room on the page."""
    by_table: dict[str, list[Record]] = {}
    for record in records:
        by_table.setdefault(record.table, []).append(record)
    room = room or Room(_BYTES)
    shown = {
        name: room.take(members, (weight(reader.catalog, member) for member in members))
        for name, members in by_table.items()
    }
    return [
        {
            "table": name,
            "title": reader.phrase(reader.catalog.by_name[name].title),
            "records": [
                {
                    **reader.link(start, record),
                    "lines": margin(reader, start, record),
                    "groups": groups(reader, start, reader.catalog.children(record), depth - 1, room)
                    if depth
                    else [],
                }
                for record in shown[name]
            ],
            "more": rest(reader, start, name) if len(members) > len(shown[name]) else None,
        }
        for name, members in by_table.items()
    ]


def rest(reader: Reader, start: str, name: str) -> str:
    """Where the records of a table are that a page has no room for."""
    paged = reader.catalog.by_name[name].paged
    return urls.relative(start, (urls.table if paged else urls.dataset)(reader.language, name))


def descendants(catalog: Catalog, record: Record) -> Iterator[Record]:
    """Everything that belongs to a record, directly or not, in the order of reading."""
    for child in catalog.children(record):
        yield child
        yield from descendants(catalog, child)


def opening(reader: Reader) -> list[tuple[Table, Sequence[Record]]]:
    """The tables of the source with the records that belong to nothing else: how the whole text begins."""
    return [
        (table, roots)
        for table in reader.paged
        if not table.editorial and (roots := reader.catalog.roots(table.name))
    ]


def lead(reader: Reader, start: str, record: Record) -> View | None:
    """What a record says beside its name; None where its name is all there is."""
    table = reader.catalog.by_name[record.table]
    column = table.column(meaning.DESCRIPTION, meaning.DEFINITION)
    if column is None or column is table.label_column:
        return None
    return reader.value(start, table, record, column)


def mark(catalog: Catalog, record: Record) -> int:
    """The number of the shape that stands for the record's rank: its place, or its outermost ancestor's.

    0 where that does not stand in the table that leads the home page.
    """
    above = (*catalog.ancestors(record), record)[0]
    if catalog.by_name[above.table].descriptor.get("home") != "lead":
        return 0
    return catalog.roots(above.table).index(above) + 1


def summary(reader: Reader, start: str, record: Record) -> View:
    """What a record is, in two sentences of declared data.

    The first, `message` with its parts, says of what kind it is, how many there are of it and what they belong to;
    the second has `counts`: how much of each kind belongs to the record, None where nothing does. `text` is both as
    plain text, `standing` what the record above says of itself.
    """
    catalog, words = reader.catalog, reader.words
    table, above = catalog.by_name[record.table], catalog.ancestors(record)
    number = reader.once(_standing, record.table, record.id)[2]
    below = counts(reader, record)
    parts = {"kind": reader.phrase(table.singular), "kinds": _inside(reader, table.title)}
    view: View = {
        "message": _FIRST[number > 1, bool(above)],
        **parts,
        "number": words.number(number),
        "above": [{**reader.link(start, item), "mark": mark(catalog, item)} for item in above],
        "counts": below,
        "standing": [text for item in above[:1] if (text := lead(reader, start, item))],
    }
    plain = {name: part["text"] for name, part in parts.items()}
    plain |= {"number": view["number"], "above": " › ".join(item["text"] for item in view["above"])}
    sentences = [words(view["message"]) % plain]
    if below:
        sentences.append(words("It has %(counts)s.") % {"counts": below.striptags()})
    return {**view, "text": " ".join(sentences)}


def counts(reader: Reader, record: Record) -> Markup | None:
    """How much of each kind belongs to a record, in words; None where nothing does."""
    catalog, words = reader.catalog, reader.words
    below = Counter(child.table for child in descendants(catalog, record))
    parts = [
        words.html(
            "%(number)s %(kinds)s",
            number=words.number(many),
            kinds=_kind(reader, catalog.by_name[kind], many),
        )
        for kind, many in below.items()
    ]
    return words.listing(parts) if parts else None


_FIRST = {
    (True, True): "One of %(number)s %(kinds)s in %(above)s.",
    (True, False): "One of %(number)s %(kinds)s.",
    (False, True): "%(kind)s in %(above)s.",
    (False, False): "%(kind)s.",
}
"""The first sentence: whether there are others of the kind, and whether they belong to something."""


def around(reader: Reader, record: Record) -> tuple[Record | None, Record | None]:
    """The records of the same table before and after this one: under the same parent, else under the next to it."""
    before, after, _ = reader.once(_standing, record.table, record.id)
    table = reader.catalog.by_name[record.table]
    return table.by_id[before] if before else None, table.by_id[after] if after else None


def _standing(reader: Reader, table: str, record_id: str) -> tuple[str | None, str | None, int]:
    """The ids of a record's neighbours, and how many stand where it does, itself among them."""
    return reader.once(_standings, table)[record_id]


def _standings(reader: Reader, table: str) -> dict[str, tuple[str | None, str | None, int]]:
    catalog = reader.catalog
    parents = {
        (above.table, above.id) for one in catalog.by_name[table].records if (above := catalog.parent(one))
    }
    kept = [one for inner in catalog.tables for one in inner.records if (one.table, one.id) in parents]
    below = [[one.id for one in group if one.table == table] for group in map(catalog.children, kept)]
    groups = [[one.id for one in catalog.roots(table)], *below]
    order = [None, *chain.from_iterable(groups), None]
    sizes = [len(group) for group in groups for _ in group]
    found: dict[str, tuple[str | None, str | None, int]] = {}
    for before, one, after, size in zip(order, order[1:], order[2:], sizes, strict=False):
        if one is not None:
            found[one] = (before, after, size)
    return found


def _inside(reader: Reader, name: Text | str) -> View:
    """A title as it stands inside a sentence; as it is where it is in another language than the page."""
    view = reader.phrase(name)
    return view if view["lang"] else {**view, "text": reader.words.inside(view["text"])}


def _kind(reader: Reader, table: Table, number: int) -> Markup:
    """The name that goes with a number of a table's records."""
    view = _inside(reader, table.singular if number == 1 else table.title)
    if view["lang"]:
        return Markup('<span lang="{}" dir="{}">{}</span>').format(view["lang"], view["dir"], view["text"])
    return escape(view["text"])
