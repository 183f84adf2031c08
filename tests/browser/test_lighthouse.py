"""Lighthouse, as it comes: a phone on a slow network, the site served as a host would serve it."""

import json
import os
import subprocess

import pytest

from tests.browser.conftest import FLAGS, find_chromium
from tests.browser.host import hosted
from tests.javascript import NODE, require

pytestmark = [pytest.mark.browser, pytest.mark.node]

LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
KINDS = ("home", "list", "record", "dataset", "matrix", "search")

BAD = """<html><head><meta name="robots" content="noindex"><style>p { color: #ccc }</style></head>
<body><p>Pale words<img src="nowhere.png"><a href="#">here</a>
<script>const end = Date.now() + 900; while (Date.now() < end);</script></body></html>
"""


def measured(addresses, runs=5):
    """What Lighthouse says of each page, in one browser with a fresh profile; the best of so many runs counts."""
    node, chromium = require(), find_chromium()
    settings = json.dumps({"flags": ["--headless=new", *FLAGS], "least": LEAST, "runs": runs})
    done = subprocess.run(
        [node, str(NODE / "lighthouse.mjs"), chromium, settings, *addresses],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "NO_PROXY": "*"},
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def short(one):
    """The categories in which a page falls short."""
    return {name for name, score in one["scores"].items() if score < LEAST[name]}


def test_lighthouse_is_content(real_site, kinds):
    """100 for accessibility, best practices and search engines on six kinds of page, and on one from right to left.

    For speed 98 is enough here: other tests run beside it, and a busy computer makes pages slow.
    """
    paths = [*(f"en/{kinds[kind]}" for kind in KINDS), f"ar/{kinds['record']}"]
    with hosted(real_site) as address:
        found = measured([address + path for path in paths])
    assert len(found) == len(paths)
    assert [one for one in found if set(one["scores"]) != set(LEAST) or short(one)] == []


def test_lighthouse_would_tell(tmp_path):
    """A page without language, title or contrast, with a dead picture and a slow script falls short in everything."""
    (tmp_path / "index.html").write_text(BAD, encoding="utf-8")
    with hosted(tmp_path) as address:
        (found,) = measured([address], runs=1)
    assert short(found) == set(LEAST)
