"""How good the publication is by three public lists, and what in it is the editors' own: all of it computed."""

from collections.abc import Iterator, Sequence

from gazette import urls
from gazette.describe import mqa, quality
from gazette.model import Table
from gazette.model.language import own_name
from gazette.site.frame import foot_menu, frame, state, step
from gazette.site.page import Page, View
from gazette.site.reader import Reader


def pages(reader: Reader) -> Iterator[Page]:
    """The one page of this language."""
    words, language, catalog = reader.words, reader.language, reader.catalog
    start = urls.quality(language)
    metrics = quality.portal(catalog, reader.files)
    points = mqa.total(metrics)
    found = quality.web_practices(catalog, reader.files, language)
    fair = quality.fair_principles(catalog, reader.files, language)
    yield frame(
        reader,
        "quality.html",
        urls.quality,
        reader.phrase(words("Quality")),
        description=words("How this publication does by three public lists, computed anew at every build."),
        section=urls.datasets(language),
        trail=[
            step(reader, start, urls.home(language), reader.phrase(words("Home"))),
            step(reader, start, urls.datasets(language), reader.phrase(words("Data"))),
        ],
        portal={
            "href": quality.ADDRESSES["portal"],
            "points": points,
            "most": sum(metric.points for metric in metrics),
            "rating": words(mqa.rating(points)),
            "catalogue": urls.relative(start, "catalog.ttl"),
            "metrics": [_metric(reader, metric) for metric in metrics],
        },
        lists=[
            _list(reader, start, "practices", words("Data on the Web Best Practices (W3C)"), found),
            _list(reader, start, "fair", words("FAIR principles"), fair),
        ],
        editorial=_editorial(reader, start),
    )


def _editorial(reader: Reader, start: str) -> View:
    """What is the editors' and not the source's: tables, columns by their titles, languages, and catalogue facts."""
    catalog = reader.catalog

    def link(table: Table) -> View:
        path = urls.dataset(reader.language, table.name)
        return {**reader.phrase(table.title), "href": urls.relative(start, path)}

    columns: dict[str, list[Table]] = {}
    for table in catalog.tables:
        for column in table.editorial_columns:
            columns.setdefault(column.name, []).append(table)
    about = catalog.about
    return {
        "tables": [link(table) for table in catalog.tables if table.editorial],
        "columns": [
            {"name": name, "tables": [link(table) for table in tables]} for name, tables in columns.items()
        ],
        "languages": [
            {"code": code, "name": own_name(code), "state": state(reader, code)}
            for code in catalog.languages
            if code != catalog.source_language
        ],
        "coverage": bool(about.spatial or about.themes or any(catalog.keywords.values())),
    }


def _metric(reader: Reader, metric: mqa.Metric) -> View:
    bare = " " not in metric.name  # a term of RDF, which has no translation
    return {
        "dimension": reader.words(metric.dimension),
        "name": metric.name if bare else reader.words(metric.name),
        "bare": bare,
        "points": metric.points,
        "answer": _answer(reader, met=metric.met),
        "met": metric.met,
    }


def _list(reader: Reader, start: str, name: str, title: str, verdicts: Sequence[quality.Verdict]) -> View:
    reached, applying = quality.met(verdicts)
    return {
        "id": name,
        "title": title,
        "href": quality.ADDRESSES[name],
        "met": reached,
        "of": applying,
        "entries": [_entry(reader, start, name, one) for one in verdicts],
    }


def _entry(reader: Reader, start: str, name: str, verdict: quality.Verdict) -> View:
    words = reader.words
    return {
        "id": f"{name}-{verdict.code.lower().replace('.', '-')}",
        "code": verdict.code,
        "title": words(verdict.title),
        "sentence": words(verdict.sentence),
        "answer": _answer(reader, met=verdict.met),
        "met": verdict.met,
        "evidence": [_place(reader, start, path) for path in verdict.evidence],
    }


def _place(reader: Reader, start: str, path: str) -> View:
    """A link to a place: a page by its name in the menus, that of a table by its title, a file by its own name."""
    href = urls.relative(start, path)
    named = reader.once(_places, start)
    return {**(named.get(href.partition("#")[0]) or reader.phrase(path.rpartition("/")[2])), "href": href}


def _places(reader: Reader, start: str) -> dict[str, View]:
    """What pages are called, by their address from this page."""
    menu = [entry for group in foot_menu(reader, start, start) for entry in group["entries"]]
    return {entry["href"]: entry for entry in menu} | {
        urls.relative(start, urls.dataset(reader.language, table.name)): reader.phrase(table.title)
        for table in reader.catalog.tables
    }


def _answer(reader: Reader, *, met: bool | None) -> str:
    if met is None:
        return reader.words("does not apply")
    return reader.words("met") if met else reader.words("not met")
