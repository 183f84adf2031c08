"""The roadmap: the steps that have dates along a line, the others in a list beside it, and a calendar."""

from collections.abc import Iterator

from gazette import urls
from gazette.model import Record, Table, meaning
from gazette.site.drawings import roadmap as drawing
from gazette.site.found import Found
from gazette.site.frame import dated, frame, step
from gazette.site.page import Page, View
from gazette.site.pages.status import finding, standing
from gazette.site.paging import MOST_CHARACTERS, fit, longest, weight
from gazette.site.progress import is_strategy
from gazette.site.reader import Reader
from gazette.site.tree import lead


def pages(reader: Reader) -> Iterator[Page]:
    """One page of all tables whose records have dates."""
    tables = dated(reader)
    if not tables:
        return
    words, start = reader.words, urls.roadmap(reader.language)
    calendar = urls.calendar(reader.language)
    title = reader.phrase(words("Roadmap"))
    description = " ".join(drawing.finding(reader, table) for table in tables)
    yield frame(
        reader,
        "roadmap.html",
        urls.roadmap,
        title,
        description=description,
        found=[Found(start, title["text"], words("Ways to read"), texts=(description,))],
        trail=[step(reader, start, urls.home(reader.language), reader.phrase(words("Home")))],
        progress=_progress(reader, start),
        sections=[_section(reader, start, table) for table in tables],
        calendar=reader.download(start, calendar, words("Calendar (ICS)"))
        if calendar in reader.files
        else None,
        changes=urls.relative(start, urls.feed(reader.language, "changes.atom"))
        if reader.past.releases
        else None,
    )


def _progress(reader: Reader, start: str) -> View | None:
    """How far it has come in one sentence, and the way to more; None where nobody is expected to report."""
    if not is_strategy(reader.catalog):
        return None
    if not reader.progress.updates:
        return {"text": reader.words("Nothing has been reported yet."), "href": None}
    return {"text": finding(reader), "href": urls.relative(start, urls.status(reader.language))}


def _section(reader: Reader, start: str, table: Table) -> View:
    known, unknown = drawing.dated(table)
    shown = fit(_weight(reader, table, record) for record in (*known, *unknown))
    return {
        "id": table.name,
        "title": reader.phrase(table.title),
        "href": urls.relative(start, urls.table(reader.language, table.name)),
        "chart": drawing.view(reader, start, table) if drawing.fits(table) else None,
        "more": shown < len(known) + len(unknown),
        "steps": [_step(reader, start, table, record) for record in known[:shown]],
        "undated": [_step(reader, start, table, record) for record in unknown[: max(0, shown - len(known))]],
    }


def _step(reader: Reader, start: str, table: Table, record: Record) -> View:
    column = table.column(meaning.DATE)
    said = [column, table.column(meaning.DESCRIPTION, meaning.DEFINITION)]
    return {
        **reader.link(start, record),
        "date": reader.value(start, table, record, column) if column else None,
        "standing": standing(reader, start, record),
        "lead": lead(reader, start, record),
        "facts": reader.facts(start, table, record, said),
    }


def _weight(reader: Reader, table: Table, record: Record) -> int:
    """Bytes of a step, its texts taken where they are longest."""
    texts = sum(80 + longest(table.text(record, column), MOST_CHARACTERS) for column in table.columns)
    told = reader.progress.of(record)[:1]
    texts += sum(len(str(value).encode()) for update in told for value in update.row.values.values())
    return 300 + weight(reader.catalog, record) + texts
