"""What a first visit costs: gates, so that nobody adds a kilobyte without a decision."""

import gzip
import re
from functools import cache
from urllib.parse import unquote, urlsplit

import pytest

from tests.conftest import SITE

FIRST_TRIP = 14 * 1024
"""Bytes that a server may send before it hears from the browser again."""
SCRIPTS = 10_000
WHOLE = [("strategy",), ("source",), ("parallel",)]
"""Folders of a language whose pages are the text as a whole."""
SHEET = 12_000
_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
_SCRIPT = re.compile(r'<script [^>]*src="([^"]+)"')
FIRST_LOAD = 100_000
"""Bytes of all that a browser asks for to show a page for the first time: HTML, sheet, fonts, icon, script."""
PACKED = (".woff2", ".png")
"""Files that are compressed as they are."""


@cache
def _size(path):
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def _pages(site):
    for file in sorted(site.rglob("*.html")):
        yield file, file.read_text(encoding="utf-8")


def _named(site, file, address):
    """The file that a link of a page names; one that starts at the root of the host is the page of missing things'."""
    if address.startswith("/"):
        return site / address.removeprefix(urlsplit(SITE).path)
    return (file.parent / address).resolve()


def test_every_page_arrives_in_the_first_trip(real_site):
    """HTML and sheets for the screen are at most 14 KB together, compressed, on every page but those of the whole text.

    The whole text, its source and its languages side by side may be long: no reading is cut for a budget.
    """
    assert _size(real_site / "static/style.css") <= SHEET
    heavy = {}
    seen = 0
    for file, text in _pages(real_site):
        if file.relative_to(real_site).parts[1:2] in WHOLE:
            continue
        weight = _size(file) + sum(_size(_named(real_site, file, one)) for one in _SHEET.findall(text))
        seen += 1
        if weight > FIRST_TRIP:
            heavy[file.relative_to(real_site).as_posix()] = weight
    assert seen > 500
    assert heavy == {}


def test_scripts_are_small(real_site):
    """What a page runs when it opens is at most 10 KB compressed, that of lists and of the search together too."""
    heavy = {}
    for file, text in _pages(real_site):
        weight = sum(_size(_named(real_site, file, one)) for one in _SCRIPT.findall(text))
        if weight > SCRIPTS:
            heavy[file.relative_to(real_site).as_posix()] = weight
    assert heavy == {}
    assert sum(_size(real_site / f"static/{name}.js") for name in ("site", "search")) <= SCRIPTS


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_first_load_with_its_fonts_is_small(browser, address, real_site, language):
    """All that a browser asks for to show home or a record is at most 100 KB, compressed as it is served."""
    heavy = {}
    for path in ("", *(f"{one}/" for one in _longest(real_site, language))):
        context = browser.new_context()
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda one, asked=asked: asked.append(unquote(urlsplit(one.url).path)))
        page.goto(f"{address}{language}/{path}", wait_until="networkidle")
        context.close()
        named = {f"{one}index.html" if one.endswith("/") else one for one in asked}
        files = [real_site / one.lstrip("/") for one in named]
        weight = sum(one.stat().st_size if one.suffix in PACKED else _size(one) for one in files)
        assert any(one.suffix == ".woff2" for one in files)
        if weight > FIRST_LOAD:
            heavy[path] = weight
    assert heavy == {}


def _longest(site, language):
    """The records of a language whose pages are the largest."""
    folder = site / language
    records = [
        (_size(file), file.parent.relative_to(folder).as_posix())
        for file in folder.rglob("index.html")
        if '<body class="record">' in file.read_text(encoding="utf-8")
    ]
    return [path for _, path in sorted(records)[-3:]]
