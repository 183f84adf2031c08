"""Articles: what a build would refuse or show otherwise than it is written is told beforehand."""

import pytest

from gazette.check import check
from gazette.load import load
from gazette.project import Project
from tests import packages

HEAD = "---\ntitle: News\nsummary: What is new.\norder: 20\n---\n\n"


def codes(root, name, body):
    """The problems of a minimal package with one more article."""
    page = root / "content" / "pages" / f"{name}.en.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(HEAD + body, encoding="utf-8")
    problems, _ = check(load(Project(root)))
    return [(problem.code, problem.place.line, problem.place.column) for problem in problems]


@pytest.mark.parametrize("name", ["data", "search", "a-z", "strategy", "quality", "parallel", "con", "index"])
def test_reserved_names(name, tmp_path):
    """An article whose page would be another page of the site, or a device, is refused by the check already."""
    assert codes(packages.lay("minimal", tmp_path), name, "Text.\n") == [("reserved-id", None, None)]


@pytest.mark.parametrize(
    "body",
    [
        "See [this](javascript:alert(1)).",
        "See [this](javascript:alert(document.domain)) here.",
        "See [this](data:text/html,x) here.",
        "See <javascript:alert(1)> here.",
        "A <b>bold</b> word.".replace("</b>", ""),
        "<script>",
        'A <img src="x" onerror="alert(1)"> here.',
    ],
)
def test_what_is_shown_as_text(body, tmp_path):
    """A link to nowhere safe and raw HTML are shown as text, and the writer learns where they stand."""
    at = next(place for mark in ("javascript", "data:", "<") if (place := body.find(mark)) >= 0)
    if body.startswith("See <"):
        at = body.index("<") + 1
    found = codes(packages.lay("minimal", tmp_path), "news", body + "\n")
    assert found == [("unsafe-link", 7, at + 1)]


@pytest.mark.parametrize(
    "body", ["`<b>` is a tag.", r"\\<b\\> is text.".replace("\\\\", "\\"), "1 < 2 > 0", "a](b"]
)
def test_what_is_text(body, tmp_path):
    """Code, escaped brackets and signs of comparison are text."""
    problems = codes(packages.lay("minimal", tmp_path), "news", body + "\n")
    assert [one for one in problems if one[0] != "unpaired-bracket"] == []
