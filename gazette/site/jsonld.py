"""schema.org in the heads of pages: blocks of data that nothing runs, safe to stand in HTML.

The Content-Security-Policy needs no exception: a browser does not execute this type, and `proof` lets nothing
pass under it that is not JSON.
"""

import json
from collections.abc import Mapping, Sequence
from posixpath import dirname, join, normpath

from markupsafe import Markup

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe import schemaorg
from gazette.model import Table
from gazette.site.page import View
from gazette.site.reader import Reader

TYPE = "application/ld+json"


def package(reader: Reader, start: str) -> Markup:
    """The whole publication as a Dataset in its catalogue: for the home page and the page of all datasets."""
    return _block(schemaorg.dataset_jsonld(reader.catalog, None, _files(reader), reader.language, start))


def dataset(reader: Reader, table: Table, start: str) -> Markup:
    """A table as a Dataset: for its dataset page."""
    return _block(schemaorg.dataset_jsonld(reader.catalog, table, _files(reader), reader.language, start))


def report(reader: Reader) -> Markup:
    """The whole text as a Report: for the page of the full text."""
    path = urls.strategy(reader.language)
    return _block(schemaorg.report_jsonld(reader.catalog, path, reader.language))


def way(reader: Reader, path: str, trail: Sequence[View], title: View) -> list[Markup]:
    """The way to a page (BreadcrumbList), from the trail that it shows; nothing where it shows none."""
    steps = [(str(step["text"]), _target(path, str(step["href"]))) for step in trail if step["href"]]
    if not steps:
        return []
    steps.append((str(title["text"]), path))
    return [_block(schemaorg.breadcrumbs_jsonld(reader.catalog, steps))]


def is_block(attributes: Mapping[str, str | None], text: str) -> bool:
    """True for what this file writes: a script of exactly this type, with nothing but one JSON object inside."""
    if dict(attributes) != {"type": TYPE}:
        return False
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def _block(node: Mapping[str, object]) -> Markup:
    # `script_text` leaves no character with which the element could end or another begin.
    return Markup(f'<script type="{TYPE}">{schemaorg.script_text(node)}</script>')  # noqa: S704


def _files(reader: Reader) -> list[Artifact]:
    return list(reader.files.values())


def _target(start: str, href: str) -> str:
    """The path of the page to which a link of the trail leads."""
    path = normpath(join(dirname(start), href))
    return urls.page(path) if href.endswith("/") else path
