"""What a first visit costs: gates, so that nobody adds a kilobyte without a decision."""

import gzip
import re
from functools import cache

FIRST_TRIP = 14_000
"""Bytes that a server may send before it hears from the browser again."""
SCRIPTS = 10_000
SHEET = 12_000
_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
_SCRIPT = re.compile(r'<script [^>]*src="([^"]+)"')


@cache
def _size(path):
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def _pages(site):
    for file in sorted(site.rglob("*.html")):
        yield file, file.read_text(encoding="utf-8")


def _named(site, file, address):
    """The file that a link of a page names; one that starts at the root is the page of missing things'."""
    return site / address.lstrip("/") if address.startswith("/") else (file.parent / address).resolve()


def test_every_page_arrives_in_the_first_trip(real_site):
    """HTML and sheets of every page in every language are at most 14 KB together, compressed; no page is excepted."""
    assert _size(real_site / "static/style.css") <= SHEET
    heavy = {}
    seen = 0
    for file, text in _pages(real_site):
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
