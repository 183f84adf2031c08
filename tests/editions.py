"""Second editions: six unlike packages, each published as a whole, and the list of files that comes of it.

    uv run python -m tests.editions

writes the lists anew, `examples/editions/<name>.txt`, after a change that is meant to publish more, less or elsewhere.
"""

import re
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.packages import EXAMPLES

SPEAKING = "h1,h2,h3,h4,h5,h6,p,li,dt,dd,th,caption,figcaption,summary,legend,label,blockquote,button,title,a"
BOXES = "section,article,aside,nav,figure,table,ul,ol,dl,details,form,fieldset,main,header,footer"
SEEN = "img,svg,input,button,select,textarea,canvas,object,iframe,output"
"""What is seen without a word of text."""
FILLED = {"rows", "results"}
"""Ids of boxes that a script fills once a reader has asked for something, as it does those of `role="status"`."""
_BROKEN = re.compile(
    r"^[\s.,;:!?·–—-]+$|\(\s*\)| [.,](\s|$)|[“«„]\s*[”»“]|: *$(?<!:)|\bNone\b|\bnull\b|\{\w*\}|%\(\w+\)"
)
FOLDER = EXAMPLES / "editions"
EDITIONS = tuple(sorted(path.name for path in FOLDER.iterdir() if path.is_dir()))
_HASHED = re.compile(r"_[0-9a-f]{7,}(?=\.)")
"""In the names of the search index: what is in a file, and not which file it is."""


def built(name: str, target: Path) -> Path:
    """Build a second edition into a folder, from its own folder, which stays as it is."""
    from gazette.pipeline import build_project
    from gazette.project import Project

    outcome = build_project(Project(FOLDER / name), target, lambda _what: None)
    assert outcome.published, [problem.message for problem in outcome.problems]
    return target


def listed(site: Path) -> str:
    """Every published file, one a line."""
    paths = {
        _HASHED.sub("_…", path.relative_to(site).as_posix()) for path in site.rglob("*") if path.is_file()
    }
    return "".join(f"{path}\n" for path in sorted(paths))


def kept(name: str) -> str:
    """The list that the repository keeps."""
    path = FOLDER / f"{name}.txt"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def holes(site: Path) -> list[tuple[str, str, str]]:
    """What is empty on the pages of a site, and sentences that lack a word: page, element, what stands there."""
    faults = set()
    for path in sorted(site.rglob("*.html")):
        body = LexborHTMLParser(path.read_text("utf-8")).body
        assert body is not None
        for node in body.css(f"{SPEAKING},{BOXES}"):
            text = node.text(strip=True)
            if not text and not node.css_first(SEEN) and not _filled_later(node):
                faults.add((path.relative_to(site).as_posix(), node.tag, (node.html or "")[:160]))
        for node in body.css("h1,h2,h3,h4,p,dt,figcaption,caption"):
            if not node.css_first("code,pre,math") and _BROKEN.search(node.text(deep=True)):
                faults.add((path.relative_to(site).as_posix(), node.tag, node.text(strip=True)[:160]))
    return sorted(faults)


def _filled_later(node: LexborNode) -> bool:
    """True for what a script fills or shows, and for what nobody is read."""
    given = node.attributes
    return (
        "hidden" in given
        or given.get("aria-hidden") == "true"
        or given.get("role") == "status"
        or given.get("id") in FILLED
    )


def main(names: Iterable[str] = EDITIONS) -> None:
    """Build each and write its list."""
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            text = listed(built(name, Path(folder, name)))
            (FOLDER / f"{name}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:] or EDITIONS)
