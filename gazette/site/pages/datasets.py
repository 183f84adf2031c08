"""The datasets: one page of all, and one per table with its dictionary, downloads and first rows."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial

from gazette import urls
from gazette.formats import FORMATS
from gazette.model import Field, Table
from gazette.model.language import own_name
from gazette.model.spelling import spelled
from gazette.model.text import cut
from gazette.release.history import VERSIONS
from gazette.site import glance, jsonld
from gazette.site.citation import cited_part, cited_whole
from gazette.site.found import Found
from gazette.site.frame import frame, licence_views, step
from gazette.site.page import Page, Parts, View
from gazette.site.paging import fit, in_pages, pager, titled
from gazette.site.reader import Reader, show
from gazette.site.snippets import snippets
from gazette.site.tables import downloads

PREVIEW_ROWS = 3
PREVIEW_CHARACTERS = 40
_CELLS = 30
"""Cells of the first rows of a table that pages show otherwise."""
_FIRST_ROWS = 10
_MOST_ROWS = 20_000
"""Rows that are shown on pages: whoever wants more takes a file."""
_ROW_CHARACTERS = 200
_BYTES_OF_A_CELL = 30


def parts(reader: Reader) -> Parts:
    """The page of all datasets, then one per table (also the ones without record pages)."""
    yield "", partial(_index, reader)
    for table in reader.catalog.tables:
        yield table.name, partial(_dataset, reader, table)
    for table in reader.plain:
        yield f"{table.name}/rows", partial(_rows, reader, table)


def _index(reader: Reader) -> Page:
    catalog, words = reader.catalog, reader.words
    start = urls.datasets(reader.language)
    return frame(
        reader,
        "datasets.html",
        urls.datasets,
        reader.phrase(words("Data")),
        description=words("Every table of this publication as open data, with its documentation."),
        trail=[step(reader, start, urls.home(reader.language), reader.phrase(words("Home")))],
        whole=_whole(reader, start),
        described=_descriptions(reader, start, DESCRIPTIONS),
        load=_load(reader, start),
        versions=[
            {"version": one.version, "href": urls.relative(start, urls.release(reader.language, one.version))}
            for one in reversed(reader.past.releases)
        ],
        versions_file=urls.relative(start, f"data/{VERSIONS}"),
        cited=cited_whole(reader, start),
        places=_places(reader, start),
        changes=urls.relative(start, urls.changes(reader.language)) if reader.past.releases else None,
        descriptor=urls.relative(start, "datapackage.json"),
        schema_org=[jsonld.package(reader, start)],
        offline=urls.relative(start, urls.offline(catalog.file_name)) if catalog.about.offline else None,
        checksums=urls.relative(start, urls.data("SHA256SUMS")),
        kept=_kept(reader, start),
        tables=[
            {
                **reader.phrase(table.title),
                "href": urls.relative(start, urls.dataset(reader.language, table.name)),
                "lead": reader.phrase(table.description),
                "rows": len(table.records),
                "columns": len(table.fields),
                "downloads": downloads(reader, start, table),
            }
            for table in catalog.tables
        ],
    )


def _kept(reader: Reader, start: str) -> list[View]:
    """The resources that are no tables, each with its files."""
    catalog = reader.catalog
    return [
        {
            **reader.phrase(file.title),
            "lead": reader.phrase(file.description),
            "downloads": [
                reader.download(start, urls.kept(kept), kept.path)
                for kept in catalog.kept
                if kept.path in dict(file.files)
            ],
        }
        for file in catalog.files
        if file.files
    ]


def _places(reader: Reader, start: str) -> View | None:
    """Of which places the data speak, who says so, and the outside sources on which that rests."""
    about = reader.catalog.about
    if not about.spatial:
        return None
    named = dict.fromkeys(place.reference for place in about.spatial if place.reference)
    records = [record for one in named if (record := reader.catalog.record(*one))]
    return {
        "names": [reader.phrase(place.label) for place in about.spatial],
        "said": reader.phrase(about.coverage) if about.coverage else None,
        "references": [reader.link(start, record) for record in records],
    }


def _descriptions(reader: Reader, start: str, wanted: Mapping[str, str]) -> list[View]:
    """Links to descriptions for programs, as far as they are made."""
    return [
        {"name": name, "href": urls.relative(start, path)}
        for name, path in wanted.items()
        if path in reader.files
    ]


def _load(reader: Reader, start: str) -> View | None:
    """How the first table that has rows is loaded, by the first program that can; the tests run it for every table."""
    tables = [table for table in reader.catalog.tables if table.records]
    return next((one for table in tables[:1] for one in snippets(reader, table, start)), None)


def _whole(reader: Reader, start: str) -> list[View]:
    """The files that hold everything, each with whom it serves."""
    words = reader.words
    serves = {
        FORMATS["bundle"]: words("every format, for keeping"),
        FORMATS["xlsx"]: words("for spreadsheets"),
        FORMATS["sqlite"]: words("for SQL"),
        FORMATS["nested"]: words("for programs"),
    }
    return [
        {**reader.download(start, urls.data(name), name), "serves": whom}
        for form, whom in serves.items()
        if urls.data(name := form.file(reader.catalog.file_name)) in reader.files
    ]


DESCRIPTIONS = {
    "Data Package": "datapackage.json",
    "DCAT-AP (JSON-LD)": "catalog.jsonld",
    "DCAT-AP (Turtle)": "catalog.ttl",
    "DCAT-AP (RDF/XML)": "catalog.rdf",
    "Croissant": "croissant.json",
    "RO-Crate": "ro-crate-metadata.json",
    "CSVW": "data/latest/csv-metadata.json",
    "SKOS": "vocabularies.ttl",
    "StratML": "strategy.stratml.xml",
    "StratML (roadmap)": "roadmap.stratml.xml",
    "OpenAPI": "openapi.json",
    "llms.txt": "llms.txt",
}
"""Descriptions of the data for programs that harvest: what readers call each, and where it stands."""


_TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "yes or no",
    "date": "date",
    "year": "year",
}
"""Types of columns (Table Schema) as readers call them."""
_OF_A_TABLE = {
    name: DESCRIPTIONS[name]
    for name in ("Data Package", "DCAT-AP (Turtle)", "DCAT-AP (JSON-LD)", "Croissant", "CSVW", "OpenAPI")
}
"""Those that describe every table by itself."""


def _dataset(reader: Reader, table: Table) -> Page:
    words = reader.words
    at = partial(urls.dataset, name=table.name)
    start = at(reader.language)
    title = reader.phrase(table.title)
    version = reader.catalog.version
    return frame(
        reader,
        "dataset.html",
        at,
        title,
        description=f"{title['text']}. {reader.phrase(table.description)['text']}".strip(),
        section=urls.datasets(reader.language),
        trail=[
            step(reader, start, urls.home(reader.language), reader.phrase(words("Home"))),
            step(reader, start, urls.datasets(reader.language), reader.phrase(words("Data"))),
        ],
        name=table.name,
        found=_found(reader, table, start),
        schema_org=[jsonld.dataset(reader, table, start)],
        snippets=snippets(reader, table, start),
        take=_take(reader, table, start),
        asked=_asked(reader, table, start),
        lookup=_lookup(reader, table, start),
        cited=cited_part(reader, start, table),
        lead=reader.phrase(table.description),
        list_href=(urls.relative(start, urls.table(reader.language, table.name)) if table.paged else None),
        rows_href=None
        if table.paged or table.role == "data"
        else urls.relative(start, urls.rows(table.name)),
        described=_descriptions(reader, start, _OF_A_TABLE),
        number=len(table.records),
        licences=licence_views(reader, table),
        rights=[reader.phrase(text) for text in reader.catalog.rights_of(table)],
        text_languages=[
            {"code": code, "text": own_name(code)} for code in reader.catalog.languages_of(table)
        ],
        table_files=downloads(reader, start, table),
        originals=[
            reader.download(start, urls.kept(kept), kept.path)
            for kept in reader.catalog.kept
            if kept.path in dict(table.originals)
        ],
        json_schema=urls.relative(start, urls.schema(version, f"{table.name}.json")),
        table_schema=urls.relative(start, urls.schema(version, f"{table.name}.tableschema.json")),
        glance=_glance(reader, table, start),
        dictionary=[_entry(reader, start, table, item) for item in table.fields],
        preview={
            "head": [item.name for item in table.fields],
            "rows": [
                [
                    reader.spoken(item, "" if value is None else _short(show(value)))
                    for item, value in zip(table.fields, record.values.values(), strict=True)
                ]
                for record in table.records[: _rows_of_preview(table)]
            ],
        },
    )


def _rows_of_preview(table: Table) -> int:
    """How many rows a page begins with: few where each has many cells, so that the page stays light."""
    return _FIRST_ROWS if table.role == "data" else min(PREVIEW_ROWS, max(1, _CELLS // len(table.fields)))


_MOST_LOOKED_THROUGH = 2_000_000
"""Bytes of a table that a browser fetches to look for a word in all rows."""


def _take(reader: Reader, table: Table, start: str) -> list[View]:
    """The buttons: this table for every tool, for spreadsheets where it is a sheet, and everything."""
    words, name = reader.words, reader.catalog.file_name
    offered = {
        FORMATS["csv"].file(table.name): words("This table as CSV"),
        FORMATS["xlsx"].file(name): words("All tables for Excel, a sheet each"),
        FORMATS["bundle"].file(name): words("Everything as ZIP"),
    }
    return [
        {**reader.download(start, path, file), "label": label}
        for file, label in offered.items()
        if (path := urls.data(file)) in reader.files
    ]


def _lookup(reader: Reader, table: Table, start: str) -> str | None:
    """The file in which a reader's word is looked for; None where there is little or too much to look through."""
    path = urls.data(FORMATS["json"].file(table.name))
    made = reader.files.get(path)
    fit_for_it = made is not None and made.size <= _MOST_LOOKED_THROUGH and len(table.records) > PREVIEW_ROWS
    return urls.relative(start, path) if fit_for_it else None


def _asked(reader: Reader, table: Table, start: str) -> list[View]:
    """The worked questions whose query reads the table."""
    named = re.compile(rf"\b(?:FROM|JOIN)\s+[\"`\[]?{re.escape(table.name)}\b", re.IGNORECASE)
    return [
        {**reader.phrase(one.title), "href": urls.relative(start, urls.question(reader.language, one.name))}
        for one in reader.catalog.questions
        if named.search(one.query) and urls.answer(one.name) in reader.files
    ]


def _glance(reader: Reader, table: Table, start: str) -> View | None:
    """What a table holds at a glance, of a table whose rows have no pages; None for any other, and for an empty one."""
    if table.role != "data" or not table.records:
        return None
    more = len(table.records) > _FIRST_ROWS
    return {
        "columns": glance.columns(reader, table),
        "chart": glance.chart(reader, table),
        "all": urls.relative(start, urls.dataset_rows(reader.language, table.name)) if more else None,
    }


def _rows(reader: Reader, table: Table) -> Iterator[Page]:
    """The rows of a table in pages, as far as anybody would turn them; all rows are in the files."""
    if len(table.records) <= _FIRST_ROWS:
        return
    shown = table.records[:_MOST_ROWS]
    cells = [
        [cut(show(value), _ROW_CHARACTERS) if value is not None else "" for value in one.values.values()]
        for one in shown
    ]
    most = fit(sum(len(cell.encode()) + _BYTES_OF_A_CELL for cell in row) for row in cells)
    parts = in_pages(cells, most)
    paths = [urls.dataset_rows(reader.language, table.name, part) for part in range(1, len(parts) + 1)]
    title, words = reader.phrase(table.title), reader.words
    for number, part in enumerate(parts):
        start = paths[number]
        yield frame(
            reader,
            "table-rows.html",
            partial(urls.dataset_rows, name=table.name, part=number + 1),
            titled(reader, title, number, len(parts)),
            description=words.labelled(words("The whole table"), title["text"]),
            section=urls.datasets(reader.language),
            trail=[
                step(reader, start, urls.home(reader.language), reader.phrase(words("Home"))),
                step(reader, start, urls.datasets(reader.language), reader.phrase(words("Data"))),
                step(reader, start, urls.dataset(reader.language, table.name), title),
            ],
            head=[item.name for item in table.fields],
            rows=[
                [reader.spoken(item, cell) for item, cell in zip(table.fields, row, strict=True)]
                for row in part
            ],
            shown=len(shown) if len(shown) < len(table.records) else None,
            number=len(table.records),
            table_files=downloads(reader, start, table),
            pager=pager(start, paths, number),
        )


def _found(reader: Reader, table: Table, start: str) -> list[Found]:
    """A table whose rows have no pages is found itself: by its name, and by those of its columns."""
    if table.role != "data":
        return []
    texts = [reader.phrase(table.description)["text"]]
    texts += [reader.phrase(item.title)["text"] for item in table.fields]
    title = reader.phrase(table.title)["text"]
    return [Found(start, title, reader.words("Dataset"), texts=tuple(dict.fromkeys(filter(None, texts))))]


def _entry(reader: Reader, start: str, table: Table, item: Field) -> View:
    return {
        "name": item.name,
        "title": reader.phrase(item.title),
        "description": reader.phrase(item.description),
        "type": item.type,
        "said": reader.words(_TYPES[item.type]) if item.type in _TYPES else None,
        "rules": _rules(reader, table, item),
        "example": reader.spoken(item, item.example or _example(table, item)),
        "allowed": _allowed(reader, table, item),
        "reference": (
            {
                **reader.phrase(reader.catalog.by_name[item.reference].title),
                "href": urls.relative(start, urls.dataset(reader.language, item.reference)),
            }
            if item.reference
            else None
        ),
    }


def _rules(reader: Reader, table: Table, item: Field) -> list[View]:
    """What cells must be, each in words; `value` is the limit or the pattern, which belongs to no language.

    A pattern that words can tell is `folded`.
    """
    words = reader.words
    said: list[View] = []
    if item.required or item.name in table.primary_key:
        said.append(_rule(words("required")))
    if item.constraints.get("unique") or (item.name,) == table.primary_key:
        said.append(_rule(words("unique")))
    pattern = item.constraints.get("pattern")
    if isinstance(pattern, str):
        told = spelled(pattern, words)
        said.append(_rule(told or words("pattern"), pattern, folded=told is not None))
    named = {
        "minLength": words("shortest"),
        "maxLength": words("longest"),
        "minimum": words("least"),
        "maximum": words("most"),
    }
    said.extend(
        _rule(label, str(item.constraints[name])) for name, label in named.items() if name in item.constraints
    )
    return said


def _rule(label: str, value: str | None = None, *, folded: bool = False) -> View:
    return {"label": label, "value": value, "folded": folded}


def _allowed(reader: Reader, table: Table, item: Field) -> list[View]:
    """Allowed values with their labels and how many rows hold each."""
    counts = Counter(map(show, table.values_of(item.name) if item.allowed else ()))
    return [
        {"code": value, "label": reader.phrase(item.labels.get(value)), "count": counts[value]}
        for value in item.allowed
    ]


def _example(table: Table, item: Field) -> str:
    values = table.values_of(item.name)
    return _short(next((show(value) for value in values if value is not None), ""))


def _short(text: str) -> str:
    return cut(text, PREVIEW_CHARACTERS)
