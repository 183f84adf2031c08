"""What a first visit costs: gates, so that nobody adds a kilobyte without a decision."""

import gzip

FIRST_TRIP = 14_000
"""Bytes that a server may send before it hears from the browser again."""
SCRIPTS = 10_000
SHEET = 12_000


def _size(path):
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def test_home_and_records_arrive_in_the_first_trip(real_site):
    """HTML and sheet of home and of every record are at most 14 KB together, compressed."""
    sheet = _size(real_site / "static/style.css")
    assert sheet <= SHEET
    heavy = {}
    for language in ("en", "fr", "ar"):
        for file in (real_site / language).rglob("index.html"):
            text = file.read_text(encoding="utf-8")
            if '<body class="home">' in text or '<body class="record">' in text:
                weight = sheet + _size(file)
                if weight > FIRST_TRIP:
                    heavy[file.relative_to(real_site).as_posix()] = weight
    assert heavy == {}


def test_scripts_are_small(real_site):
    """The scripts of lists and search are at most 10 KB together, compressed."""
    names = ("static/site.js", "static/search.js")
    assert sum(_size(real_site / name) for name in names) <= SCRIPTS
