"""The pages that people write in Markdown; one without a translation is shown as it is, and says so."""

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from gazette import markdown, urls
from gazette.model import Article
from gazette.model.language import direction
from gazette.site.found import Found
from gazette.site.frame import frame, step
from gazette.site.page import Page
from gazette.site.reader import Reader


def pages(reader: Reader) -> Iterator[Page]:
    """One page per article name, in the best language there is."""
    by_name: dict[str, dict[str, Article]] = {}
    for article in reader.catalog.articles:
        by_name.setdefault(article.name, {})[article.language] = article
    for name, versions in by_name.items():
        source = versions.get(reader.catalog.source_language, next(iter(versions.values())))
        yield _page(reader, name, versions.get(reader.language, source))


def _page(reader: Reader, name: str, article: Article) -> Page:
    start = urls.page(reader.language, name)
    foreign = article.language != reader.language
    mark = {
        "lang": article.language if foreign else None,
        "dir": direction(article.language) if foreign else None,
    }
    # The one place where HTML is handed to a template: markdown.render has cleaned it with an allow-list.
    body = Markup(markdown.render(article.body, partial(_resolve, reader, start)))  # noqa: S704
    return frame(
        reader,
        "article.html",
        partial(_at, name=name),
        {"text": article.title, **mark},
        description=article.summary or article.title,
        found=[
            Found(
                start,
                article.title,
                reader.words("About this edition"),
                texts=(article.summary, body),
                aside=True,
            )
        ],
        trail=[step(reader, start, urls.home(reader.language), reader.phrase(reader.words("Home")))],
        lead={"text": article.summary, **mark},
        body=body,
        mark=mark,
        untranslated=foreign,
    )


def _at(language: str, name: str) -> str:
    return urls.page(language, name)


def _resolve(reader: Reader, start: str, target: str) -> str:
    """The address behind a Markdown link; `check` has proved that it exists."""
    found = markdown.SITE_LINK.fullmatch(target)
    if found is None:
        return target
    kind, name, fragment = found.groups()
    return reader.href(start, _named(reader, kind, name) + (fragment or "")) or target


def _named(reader: Reader, kind: str, name: str) -> str:
    """The path that a kind and a name stand for; the records of a glossary stand on its one page."""
    language, tables = reader.language, reader.catalog.by_name
    table, _, record = name.partition("/")
    match kind:
        case "dataset":
            return urls.dataset(language, name)
        case "table" | "record" if table in tables and tables[table].role == "term":
            return urls.glossary(language) + (f"#{record}" if record else "")
        case "table" if table in tables and not tables[table].paged:
            return urls.dataset(language, table)
        case "record" if table in tables and not tables[table].paged:
            return urls.identifier(tables[table], record)
        case _:
            return urls.page(language, name)
