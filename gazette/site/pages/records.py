"""A page per record: what it says, where it stands, what belongs and refers to it, where the source says it."""

from functools import partial

from gazette import urls
from gazette.model import Catalog, Record, Table, Text, meaning
from gazette.site import past
from gazette.site.cards import card
from gazette.site.citation import cited_part
from gazette.site.correction import suggestion
from gazette.site.evidence import context, evidence
from gazette.site.found import found
from gazette.site.frame import frame, step
from gazette.site.page import Page, Parts, View
from gazette.site.pages.crosswalk import beside
from gazette.site.pages.status import reported
from gazette.site.paging import Room, weight
from gazette.site.reader import Reader
from gazette.site.strip import strip
from gazette.site.terms import Marker
from gazette.site.themes import counted, shared
from gazette.site.tree import around, descendants, groups, lead, rest, summary

_BYTES = 10_000
"""For the links to records that point at a page's: the rest is in their tables' lists."""


def parts(reader: Reader) -> Parts:
    """One page per record of every substantive table."""
    for table in reader.paged:
        for record in table.records:
            yield f"{table.name}/{record.id}", partial(_page, reader, table, record)


def _page(reader: Reader, table: Table, record: Record) -> Page:
    catalog, language, words = reader.catalog, reader.language, reader.words
    at = partial(urls.record, item=record)
    start = at(language)
    title = reader.label(record)
    above = catalog.ancestors(record)
    said, proof = lead(reader, start, record), evidence(reader, start, record)
    brief = summary(reader, start, record)
    parts = [title_of(catalog, item) for item in (record, *descendants(catalog, record))]
    terms = Marker(reader, start).used(*parts)
    history = past.story(reader, start, record)
    return frame(
        reader,
        "record.html",
        at,
        title,
        description=_sentence(title, brief["text"], said),
        section=urls.table(language, table.name),
        trail=[
            step(reader, start, urls.home(language), reader.phrase(words("Home"))),
            step(reader, start, urls.table(language, table.name), reader.phrase(table.title)),
            *(reader.link(start, item) for item in above),
        ],
        id=record.id,
        card=card(reader, record),
        lead=said,
        facts=_facts(reader, start, table, record),
        summary=brief,
        marks=strip(reader, start, record),
        editorial=table.editorial,
        belongs=groups(reader, start, catalog.children(record)),
        referring=_referring(reader, start, record),
        themes=shared(reader, start, record),
        counted=counted(reader, start, record),
        beside=beside(reader, start, record),
        updates=reported(reader, start, record),
        evidence=proof,
        passages=context(reader, start, record),
        history=history,
        changed=history[-1] if history else None,
        terms=terms,
        neighbours=_neighbours(reader, start, record),
        record_json=urls.relative(start, urls.record_data(record)),
        dataset=urls.relative(start, urls.dataset(language, table.name)),
        cited=cited_part(reader, start, table, record),
        permanent=urls.relative(start, urls.permanent(table.name, record.id)),
        feed=(
            urls.relative(start, urls.feed(language, f"{record.id}.atom", table.name))
            if table.descriptor.get("feed") is True and (reader.past.releases or reader.progress.updates)
            else None
        ),
        suggest={"href": suggestion(reader, record, start), "sheet": not reader.catalog.contact},
        found=[found(reader, table, record, start, terms)],
    )


def _sentence(title: View, brief: str, lead: View | None) -> str:
    """For search engines and previews: the name, the sentence under it, what the record says."""
    parts = [title["text"], brief, lead["text"] if lead else ""]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def title_of(catalog: Catalog, record: Record) -> Text:
    """What a record is called, in every language."""
    return catalog.by_name[record.table].label(record)


def _facts(reader: Reader, start: str, table: Table, record: Record) -> list[View]:
    """The facts but for the description, which leads the page."""
    return reader.facts(start, table, record, [table.column(meaning.DESCRIPTION, meaning.DEFINITION)])


def _referring(reader: Reader, start: str, record: Record) -> list[View]:
    """Records that point here without belonging here, by table and column."""
    below = {(one.table, one.id) for one in descendants(reader.catalog, record)}
    room = Room(_BYTES)
    by_column: dict[tuple[str, str], View] = {}
    for other, column in reader.catalog.referrers(record):
        if (other.table, other.id) in below:
            continue
        table = reader.catalog.by_name[other.table]
        group = by_column.setdefault(
            (table.name, column.name),
            {
                "table": reader.phrase(table.title),
                "column": reader.phrase(column.first.title),
                "records": [],
                "more": None,
            },
        )
        if not group["more"] and room.take([other], [weight(reader.catalog, other)]):
            group["records"].append(reader.link(start, other))
        else:
            group["more"] = rest(reader, start, table.name)
    return list(by_column.values())


def _neighbours(reader: Reader, start: str, record: Record) -> View:
    """The record before and the one after; one that stands under another parent says under which (`group`)."""
    before, after = (
        {**reader.link(start, other), "group": _group(reader, record, other)} if other else None
        for other in around(reader, record)
    )
    return {"before": before, "after": after}


def _group(reader: Reader, record: Record, other: Record) -> View | None:
    """Under what a neighbour stands; None where the record stands there too."""
    parent = reader.catalog.parent(other)
    return reader.label(parent) if parent and parent != reader.catalog.parent(record) else None
