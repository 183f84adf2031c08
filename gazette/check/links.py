"""Links, headings and images of Markdown pages."""

from collections.abc import Iterator, Mapping

from gazette.check.run import Run
from gazette.load.position import line_starts, place_at
from gazette.load.source import JsonFile, RawArticle, Source
from gazette.markdown import OUTSIDE_LINK, SITE_LINK, headings, image_targets, links, refused, tags
from gazette.model.meaning import role_of
from gazette.model.naming import ids
from gazette.problem import Place, Problem
from gazette.project import PAGES

_VIEWS = {"source", "glossary", "data", "quality"}
"""Pages that the site makes itself and that a text may link to as `page:source`."""
_KINDS = (
    "link to page:method, record:goals/some-id, table:goals, dataset:goals, https://…, mailto:… or #heading"
)


def check_links(run: Run) -> Iterator[Problem]:
    """Every page of every language; none where the descriptor could not be read, since nothing would be there."""
    if run.source.descriptor is None:
        return
    targets = _targets(run)
    unread = targets["table"] - {table.name for table in run.tables()}
    yield from _references(run, run.source.descriptor, targets, unread)
    for article in run.source.articles:
        run.examined.add("articles")
        images = set(image_targets(article.body))
        for link in links(article.body):
            run.examined.add("links")
            place = _place(article, link.line, link.target)
            if link.target in images:
                message = "a page holds no images"
                yield Problem(
                    "image", message, place, hint="say it in words or as a table; a chart is drawn from data"
                )
                continue
            yield from _link(run, link.target, place, targets, unread)
        for link in refused(article.body):
            place = _place(article, link.line, link.target)
            yield Problem("unsafe-link", f'a page cannot link to "{link.target[:100]}"', place, hint=_KINDS)
        for tag in tags(article.body):
            message = f'a page holds no HTML: "{tag.target[:100]}" would be shown as text'
            hint = "write Markdown; where the text is about HTML, put the tag between backticks"
            yield Problem("unsafe-link", message, _place(article, tag.line, tag.target), hint=hint)
        for level, text, line in headings(article.body):
            if level not in (2, 3, 4):
                message = f'the heading "{text[:60]}" has level {level}; pages use 2 to 4'
                hint = "the page's title is level 1 already: begin with `## `"
                yield Problem("heading-level", message, _place(article, line, ""), hint=hint)


def _targets(run: Run) -> dict[str, set[str]]:
    """What exists, by kind of link. Tables that could not be read count: that is one problem already."""
    descriptor = run.source.descriptor
    resources = descriptor.listed("resources") if descriptor else ()
    tables = {str(resource.get("name")) for resource in resources if isinstance(resource, dict)}
    records: set[str] = set()
    asked = run.source.articles or (descriptor and descriptor.value.get("spatial"))
    for table in run.tables() if asked else ():
        keys = [run.named(table, cells) or "" for _, cells in run.rows(table)]
        records |= {f"{table.name}/{name}" for name in (*keys, *ids(keys))}
    roles = {role_of(table.schema.value) for table in run.tables() if table.schema is not None}
    views = _VIEWS | ({"status"} if "update" in roles else set())
    return {
        "page": views | {article.name for article in run.source.articles} | unread_pages(run.source),
        "table": tables,
        "dataset": tables,
        "record": records | {"/".join(address) for address in run.explained},
    }


def unread_pages(source: Source) -> set[str]:
    """The names of pages that are there and could not be read: that is one problem already."""
    files = (problem.place.file for problem in source.problems if problem.place.file.startswith(PAGES + "/"))
    return {file.removeprefix(PAGES + "/").partition(".")[0] for file in files}


def _link(
    run: Run, target: str, place: Place, targets: dict[str, set[str]], unread: set[str]
) -> Iterator[Problem]:
    site = SITE_LINK.fullmatch(target)
    if site is None:
        if not OUTSIDE_LINK.fullmatch(target):
            yield Problem("unsafe-link", f'a page cannot link to "{target[:100]}"', place, hint=_KINDS)
        return
    kind, name = site[1], site[2]
    if kind == "record" and name.partition("/")[0] in unread:
        return  # its records could not be read: that is one problem already
    if name not in targets[kind]:
        yield Problem(
            "unknown-link", f'there is no {kind} "{name}"', place, hint=run.meant(name, targets[kind])
        )


def _references(
    run: Run, descriptor: JsonFile, targets: dict[str, set[str]], unread: set[str]
) -> Iterator[Problem]:
    """The outside sources that the descriptor names for the places it speaks of."""
    for at, place in enumerate(descriptor.listed("spatial")):
        name = place.get("reference") if isinstance(place, Mapping) else None
        if not isinstance(name, str) or name.partition("/")[0] in unread or name in targets["record"]:
            continue
        where = descriptor.place(("spatial", at, "reference"))
        hint = run.meant(name, targets["record"])
        yield Problem("unknown-link", f'there is no record "{name}"', where, hint=hint)


def _place(article: RawArticle, line: int, target: str) -> Place:
    """Where a link stands: in its paragraph, which begins at `line` of the body."""
    text = article.file.text
    start = line_starts(text)[min(article.first_line + line - 1, len(line_starts(text))) - 1]
    at = text.find(target, start) if target else -1
    return place_at(article.file.path, text, max(at, start), len(target) or len(text))
