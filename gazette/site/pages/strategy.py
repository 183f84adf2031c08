"""The whole text on one page, in the order of reading; its print style is the printed edition."""

from collections.abc import Iterator

from gazette import urls
from gazette.model import Record, meaning
from gazette.site import jsonld
from gazette.site.citation import citation
from gazette.site.frame import frame, step
from gazette.site.page import Page, View
from gazette.site.reader import Reader
from gazette.site.terms import Marker
from gazette.site.tree import mark, opening


def pages(reader: Reader) -> Iterator[Page]:
    """One page of everything that the source says; what is the editors' own is left out."""
    words, start = reader.words, urls.strategy(reader.language)
    marker = Marker(reader, start)
    title = reader.phrase(words("Full text"))
    yield frame(
        reader,
        "strategy.html",
        urls.strategy,
        title,
        description=f"{words('Full text')}{words(':')} {reader.phrase(reader.catalog.title)['text']}.",
        trail=[step(reader, start, urls.home(reader.language), reader.phrase(words("Home")))],
        lead=words("Everything that the source says, in the order of reading, on one page that prints well."),
        sections=[
            {
                "id": table.name,
                "title": reader.phrase(table.title),
                "href": urls.relative(start, urls.table(reader.language, table.name)),
                "records": [_entry(reader, start, marker, record, 3) for record in roots],
            }
            for table, roots in opening(reader)
        ],
        cite=citation(reader, start),
        schema_org=[jsonld.report(reader)],
    )


_SAYING = (meaning.DESCRIPTION, meaning.DEFINITION)


def _entry(reader: Reader, start: str, marker: Marker, record: Record, level: int) -> View:
    """A record with what belongs to it; one that has parts is a heading, one that has none a line of a list."""
    table = reader.catalog.by_name[record.table]
    column = next(
        (one for one in table.columns if one.meaning in _SAYING and one is not table.label_column), None
    )
    children = [
        _entry(reader, start, marker, child, min(level + 1, 6)) for child in reader.catalog.children(record)
    ]
    return {
        **reader.link(start, record),
        "kind": reader.phrase(table.singular),
        "table": record.table,
        "group": reader.phrase(table.title),
        "parts": marker.parts(table.label(record)),
        "said": marker.parts(table.text(record, column)) if table.text(record, column) else [],
        "mark": mark(reader.catalog, record),
        "level": level,
        "labelled": len({child["table"] for child in children}) > 1,
        "leaves": [child for child in children if not child["leaves"] and not child["branches"]],
        "branches": [child for child in children if child["leaves"] or child["branches"]],
    }
