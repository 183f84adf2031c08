"""The source, line by line, each line linked to what was read from it: an index, and a page for every part."""

from collections.abc import Sequence
from functools import partial

from gazette import urls
from gazette.model import Record, Table, meaning
from gazette.site.frame import frame, step
from gazette.site.lines import Line
from gazette.site.page import Page, Parts, View
from gazette.site.reader import Reader


def parts(reader: Reader) -> Parts:
    """An index of all sources and a page for each of their parts, if the package keeps any passages."""
    if not reader.catalog.of_role("passage"):
        return
    yield "", partial(_index, reader)
    for _, record, lines in _sources(reader):
        for number in range(1, len(lines) + 1):
            yield f"{record.table}/{record.id}/{number}", partial(_part, reader, record, number)


def _sources(reader: Reader) -> list[tuple[Table, Record, Sequence[Sequence[Line]]]]:
    return [
        (table, record, reader.lines[table.name, record.id])
        for table in reader.catalog.of_role("source")
        for record in table.records
    ]


def _index(reader: Reader) -> Page:
    words, language = reader.words, reader.language
    start, sources = urls.source(language), _sources(reader)
    taken = {record.id for _, record, _ in sources}

    def own(line: Line) -> str | None:
        """The place that a line had on the one long page, where a source or another line is not called the same."""
        if line.record.id in taken:
            return None
        taken.add(line.record.id)
        return line.record.id

    return frame(
        reader,
        "source.html",
        urls.source,
        reader.phrase(words("Source")),
        description=words("The source line by line, with what was read from each line and on what basis."),
        trail=[step(reader, start, urls.home(language), reader.phrase(words("Home")))],
        sources=[
            {
                "id": record.id,
                "title": reader.label(record),
                "facts": reader.facts(start, table, record),
                "number": sum(len(part) for part in parts),
                "parts": [
                    {
                        **_way(reader, start, record, parts, number),
                        "lines": [
                            {"id": own(line), "number": line.number, "href": _at(reader, start, line)}
                            for line in part
                        ],
                    }
                    for number, part in enumerate(parts, 1)
                ],
            }
            for table, record, parts in sources
        ],
        tables=[
            {
                **reader.phrase(table.title),
                "href": urls.relative(start, urls.dataset(language, table.name)),
            }
            for table in reader.catalog.of_role("passage")
        ],
    )


def _part(reader: Reader, record: Record, number: int) -> Page:
    words, language, parts = reader.words, reader.language, reader.lines[record.table, record.id]
    at = partial(urls.source_part, source_id=record.id, number=number)
    start, index = at(language), urls.source(language)
    lines, title = parts[number - 1], _title(reader, parts[number - 1])
    return frame(
        reader,
        "lines.html",
        at,
        reader.phrase(words.labelled(words("Source"), title)),
        description=f"{reader.label(record)['text']}. {title}.",
        section=index,
        trail=[
            step(reader, start, urls.home(language), reader.phrase(words("Home"))),
            step(reader, start, index, reader.phrase(words("Source"))),
        ],
        source=reader.label(record),
        number=len(lines),
        blocks=[[_line(reader, start, line) for line in block] for block in _blocks(lines)],
        neighbours={
            "before": _way(reader, start, record, parts, number - 1) if number > 1 else None,
            "after": _way(reader, start, record, parts, number + 1) if number < len(parts) else None,
        },
    )


def _blocks(lines: Sequence[Line]) -> Sequence[Sequence[Line]]:
    """Lines that follow each other without an empty one between: all the grouping that their numbers tell."""
    blocks: list[list[Line]] = []
    for line in lines:
        above = blocks[-1][-1].number if blocks else ""
        counted = above.isdecimal() and line.number.isdecimal()
        if not blocks or (counted and int(line.number) != int(above) + 1):
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _title(reader: Reader, lines: Sequence[Line]) -> str:
    return reader.words("Lines %(first)s to %(last)s") % {"first": lines[0].number, "last": lines[-1].number}


def _way(reader: Reader, start: str, record: Record, parts: Sequence[Sequence[Line]], number: int) -> View:
    """A link to a part."""
    path = urls.source_part(reader.language, record.id, number)
    return {**reader.phrase(_title(reader, parts[number - 1])), "href": urls.relative(start, path)}


def _at(reader: Reader, start: str, line: Line) -> str | None:
    return reader.href(start, reader.address(line.record))


def _line(reader: Reader, start: str, line: Line) -> View:
    table, passage = line
    role = table.column(meaning.KIND)
    return {
        "id": passage.id,
        "number": line.number,
        "text": reader.source_phrase(reader.label(passage)["text"]),
        "role": reader.value(start, table, passage, role) if role else None,
        "read": [
            {
                **reader.link(start, item.record),
                "kind": reader.phrase(reader.catalog.by_name[item.record.table].singular),
                "basis": _basis(reader, start, item.row),
                "code": item.basis,
                "note": reader.quoting(item.note) if item.note else None,
            }
            for item in reader.catalog.read_from(passage)
        ],
    }


def _basis(reader: Reader, start: str, row: Record) -> View | None:
    table = reader.catalog.by_name[row.table]
    column = table.column(meaning.KIND)
    return reader.value(start, table, row, column) if column else None
