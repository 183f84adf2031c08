"""Files that the site adds to the data: citations, pictures, calendars, headers, the theme, the offline edition."""

import csv
import io
import mimetypes
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from itertools import combinations
from urllib.parse import urlsplit

from gazette import urls
from gazette.artifact import Artifact
from gazette.jsontext import json_bytes
from gazette.model import Catalog
from gazette.raster import Picture
from gazette.release.history import History
from gazette.site.calendar import calendar
from gazette.site.cards import cards
from gazette.site.citation import citation_files
from gazette.site.correction import sheets
from gazette.site.crosswalk import crosswalks
from gazette.site.drawings import crosswalk, matrix, overview, roadmap
from gazette.site.drawings.chart import as_csv, poster
from gazette.site.frame import HEADERS, MANIFEST, dated, has_matrix
from gazette.site.pages.matrix import finding
from gazette.site.reader import Reader
from gazette.site.strip import icon
from gazette.site.themes import grid
from gazette.site.words import load_words
from gazette.urls import CARDS, search_index

OPEN_TO_PROGRAMS = (
    "/data/*", "/schema/*", "/catalog.*", "/vocabularies.*", "/datapackage.json", "/openapi.json", "/croissant.json",
    "/ro-crate-metadata.json", "/feeds/*", "/charts/*",
)  # fmt: skip
"""Files that a program on another site may read."""
SVG, CSV = "image/svg+xml", "text/csv"


def site_files(catalog: Catalog, past: History | None = None) -> Iterator[Artifact]:
    """Every such file, one by one; pages link to them, so they are made before the pages."""
    yield Artifact("_headers", "text/plain", _headers())
    yield from _redirects(catalog)
    yield Artifact(MANIFEST, "application/manifest+json", json_bytes(_manifest(catalog)))
    for language in catalog.languages:
        yield from _of(Reader(catalog, load_words(language), {}, past=past or History()))


def _of(reader: Reader) -> Iterator[Artifact]:
    language = reader.language
    yield from citation_files(reader)
    yield from sheets(reader)
    if overview.columns(reader):
        body = poster(reader, overview.draw(reader), reader.words("At a glance"), overview.finding(reader))
        yield Artifact(urls.chart(overview.NAME, language, "svg"), SVG, body)
        yield Artifact(urls.chart(overview.NAME, language, "csv"), CSV, as_csv(overview.rows(reader)))
    for table in filter(roadmap.fits, dated(reader)):
        name, title = f"{roadmap.NAME}-{table.name}", reader.phrase(table.title)["text"]
        body = poster(reader, roadmap.draw(reader, table), title, roadmap.finding(reader, table))
        yield Artifact(urls.chart(name, language, "svg"), SVG, body)
        yield Artifact(urls.chart(name, language, "csv"), CSV, as_csv(roadmap.rows(reader, table)))
    if dated(reader) or reader.progress.updates:
        yield Artifact(urls.calendar(language), "text/calendar", calendar(reader))
    for found in crosswalks(reader.catalog):
        name, title = found.table.name, reader.phrase(found.table.title)["text"]
        body = poster(reader, crosswalk.draw(reader, found), title, crosswalk.finding(reader, found))
        yield Artifact(urls.chart(name, language, "svg"), SVG, body)
        yield Artifact(urls.chart(name, language, "csv"), CSV, as_csv(crosswalk.rows(reader, found)))
    if has_matrix(reader):
        cells = grid(reader)
        body = poster(reader, matrix.draw(reader, cells), reader.words("Matrix"), finding(reader, cells))
        yield Artifact(urls.chart(matrix.NAME, language, "svg"), SVG, body)
        yield Artifact(urls.chart(matrix.NAME, language, "csv"), CSV, _matrix_csv(reader))


def _matrix_csv(reader: Reader) -> bytes:
    """One row for each record that is counted in a cell, with ids and, for readers, names."""
    cells, text = grid(reader), io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("row", "row_name", "theme", "theme_name", "table", "record", "record_name"))
    for row in cells.rows:
        for theme in cells.themes:
            for tag in cells.cell(row, theme):
                said = [reader.label(one)["text"] for one in (row, theme, tag.record)]
                writer.writerow(
                    (row.id, said[0], theme.id, said[1], tag.record.table, tag.record.id, said[2])
                )
    return text.getvalue().encode()


def _manifest(catalog: Catalog) -> dict[str, object]:
    """What a device shows that keeps the site on its home screen."""
    title = catalog.title.best(catalog.source_language)
    return {
        "name": title.text if title else catalog.name,
        "lang": catalog.source_language,
        "start_url": "../",
        "display": "browser",
        "background_color": "#ffffff",
        "theme_color": "#0b3a50",
        "icons": [{"src": "icon.svg", "sizes": "any", "type": "image/svg+xml"}],
    }


def _headers() -> bytes:
    """The headers in the form that several static hosts read from a file `_headers`."""
    lines = ["/*", *(f"  {name}: {value}" for name, value in HEADERS.items())]
    for path in OPEN_TO_PROGRAMS:
        lines += [path, "  Access-Control-Allow-Origin: *"]
    return ("\n".join(lines) + "\n").encode()


def _redirects(catalog: Catalog) -> Iterator[Artifact]:
    """Where addresses of earlier sites lead, in the form that several static hosts read from a file `_redirects`.

    Side by side once had pages for each choice of languages (`en/parallel/en-fr/`, `en/parallel/all/…`).
    """
    root = urlsplit(catalog.homepage).path or "/"
    codes = catalog.languages
    choices = [
        *(["all"] if "all" not in catalog.by_name else []),
        *("-".join(two) for two in combinations(codes, 2)),
    ]
    lines = [
        f"{root}{code}/parallel/{choice}/* {root}{code}/parallel/ 301" for code in codes for choice in choices
    ]
    if len(codes) > 1:
        yield Artifact("_redirects", "text/plain", ("\n".join(lines) + "\n").encode())


_TYPES = mimetypes.MimeTypes()
"""Python's own table of media types, not the computer's: the same everywhere."""
_TYPES.add_type("font/woff2", ".woff2")


_STYLE, _ICON = "style.css", "icon.svg"


_SPACE = re.compile(r"""("[^"]*"|'[^']*')|/\*.*?\*/|\s*([{};])\s*|\s+""", re.DOTALL)
"""Strings, which stay; comments; signs with the white space around them; other white space."""


def packed(sheet: str) -> str:
    """A style sheet without what browsers pass over: every page waits for it."""
    return _SPACE.sub(lambda part: part[1] or part[2] or (" " if part[0].isspace() else ""), sheet)


def theme_files(catalog: Catalog | None) -> Iterator[Artifact]:
    """Every file of `theme/static`, under `static/`, by name, in the colours and with the logo of the settings.

    A package's own file stands in the place of the publisher's of that name, or beside them.
    """
    folder = files("gazette").joinpath("theme/static")
    theme = catalog.theme if catalog else {}
    own = {path: body for path, body in theme.items() if path.startswith("static/")}
    for item in sorted(folder.iterdir(), key=lambda one: one.name):
        kind = _TYPES.guess_type(item.name)[0] or "application/octet-stream"
        added = catalog.settings.style().encode() if catalog and item.name == _STYLE else b""
        body = own.pop(f"static/{item.name}", None)
        if body is None and item.name == _ICON and catalog is not None:
            body = icon(catalog)
        if body is None:
            body = (
                packed(item.read_text("utf-8")).encode() if item.name.endswith(".css") else item.read_bytes()
            )
        yield Artifact(f"static/{item.name}", kind, body + added)
    for path, body in sorted(own.items()):
        yield Artifact(path, _TYPES.guess_type(path)[0] or "application/octet-stream", body)
    if catalog is not None and catalog.logo is not None:
        kind = _TYPES.guess_type(catalog.logo.name)[0] or "application/octet-stream"
        yield Artifact(f"static/{catalog.logo.name}", kind, catalog.logo.body)


_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP knows: the same bytes whenever it is made."""
_FOLDER = re.compile(rb'(\b(?:href|action)="[^/":?#][^":?#]*/)(?=["?#])')
"""A relative link to a folder; what the template escaped holds no quotation mark."""
_HIDDEN = "_."
"""Files that only a host reads begin with one of these."""


def write_offline(
    read: Callable[[str], bytes], paths: Iterable[str], write: Callable[[str, bytes], None], target: str
) -> None:
    """Pack the files of the stage at these paths and hand the archive to `write` as `target`.

    A disk knows no page of a folder: what links to one links to its file here.
    """
    index = search_index().rpartition("/")[0] + "/"
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path in sorted(paths):
            if path.startswith((index, CARDS, *_HIDDEN)):
                continue
            entry = zipfile.ZipInfo(path, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            linked = path.endswith((".html", ".svg"))
            archive.writestr(entry, _FOLDER.sub(rb"\1index.html", read(path)) if linked else read(path))
    write(target, body.getvalue())


def pictures(catalog: Catalog, files: Iterable[Artifact], past: History) -> list[Picture]:
    """All of them; `files` hold the charts as SVG."""
    found = [
        Picture(made.path.removesuffix("svg") + "png", made.body.decode("utf-8"), zoom=2)
        for made in files
        if made.path.startswith(urls.CHARTS) and made.path.endswith(".svg")
    ]
    for language in catalog.languages:
        found.extend(cards(Reader(catalog, load_words(language), {}, past=past, drawable=True)))
    return found
