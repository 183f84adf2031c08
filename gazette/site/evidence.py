"""Where the source says a record: line, words, basis and reason."""

from gazette.model import Record, meaning
from gazette.site.page import View
from gazette.site.reader import Reader


def evidence(reader: Reader, start: str, record: Record) -> list[View]:
    """Every line that the record was read from."""
    found = []
    for item in reader.catalog.evidence_of(record):
        passages, rows = reader.catalog.by_name[item.passage.table], reader.catalog.by_name[item.row.table]
        line, basis = passages.column(meaning.POSITION), rows.column(meaning.KIND)
        found.append(
            {
                "href": reader.href(start, reader.address(item.passage)),
                "line": item.passage.values[line.first.name] if line else item.passage.id,
                "quote": reader.source_phrase(reader.label(item.passage)["text"].strip()),
                "basis": reader.value(start, rows, item.row, basis) if basis else None,
                "note": reader.quoting(item.note) if item.note else None,
            }
        )
    return found


def margin(reader: Reader, start: str, record: Record) -> list[View]:
    """The numbers of the lines that a record rests on most firmly, as they stand in the margin of what it says.

    The basis is their `form`: its place among those that its column declares, at most 2.
    """
    lines: dict[str, View] = {}
    for item in reader.catalog.evidence_of(record):
        passages, rows = reader.catalog.by_name[item.passage.table], reader.catalog.by_name[item.row.table]
        number, basis = passages.column(meaning.POSITION), rows.column(meaning.KIND)
        labels = basis.first.labels if basis else {}
        line = str(item.passage.values[number.first.name]) if number else item.passage.id
        view = {
            "href": reader.href(start, reader.address(item.passage)),
            "line": line,
            "form": min(list(labels).index(item.basis), 2) if item.basis in labels else 0,
            "basis": reader.allowed(labels, item.basis)["text"] if item.basis else "",
        }
        if line not in lines or view["form"] < lines[line]["form"]:
            lines[line] = view
    firm = min((line["form"] for line in lines.values()), default=0)
    return [line for line in lines.values() if line["form"] == firm][:_MARGIN]


_MARGIN = 3
"""Numbers in a margin: the record's own page has all."""
_AROUND = 2
"""Lines that are quoted before and after a line."""


def context(reader: Reader, start: str, record: Record) -> list[View]:
    """The lines that the record was read from among those around them; lines that lie close are one passage."""
    own = {(item.passage.table, item.passage.id) for item in reader.catalog.evidence_of(record)}
    passages: list[View] = []
    for parts in reader.lines.values():
        lines = [line for part in parts for line in part]
        places = [place for place, line in enumerate(lines) if (line.record.table, line.record.id) in own]
        near = sorted(
            {place for own_place in places for place in range(own_place - _AROUND, own_place + _AROUND + 1)}
        )
        last = None
        for place in near:
            if not 0 <= place < len(lines):
                continue
            text = reader.source_phrase(reader.label(lines[place].record)["text"].strip())
            if last is None or place != last + 1:
                passages.append({"lang": text["lang"], "dir": text["dir"], "lines": []})
            passages[-1]["lines"].append(
                {
                    "number": lines[place].number,
                    "href": reader.href(start, reader.address(lines[place].record)),
                    "text": text["text"],
                    "own": place in places,
                }
            )
            last = place
    return passages
