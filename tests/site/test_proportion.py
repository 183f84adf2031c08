"""Pages and bytes grow with the records: no page lists everything, and long lists come in pages."""

import random
import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from benchmarks import generate
from gazette.pipeline import build_project
from gazette.project import Project

MOST = 60_000
WHOLE = re.compile(r"[a-z]+/(strategy|source)/|id/[^/]+/index\.html$")
"""The whole text, the source, and where the rows of a table have their permanent addresses as elements of one page."""
SIZES = {"areas": 18, "goals": 170, "steps": 250}


@pytest.fixture(scope="module")
def long_site(tmp_path_factory):
    """Records with titles of 200 letters in three languages, 250 of them under 170 parents."""
    folder = tmp_path_factory.mktemp("long")
    dice = random.Random(1)

    def rows(name, parents):
        for number in range(SIZES[name]):
            row = {"id": f"{name[:-1]}-{number + 1}"}
            if parents:
                row[generate.TABLES[name].removesuffix("s")] = parents[number % len(parents)]
            row["position"] = number // (len(parents) or SIZES[name]) + 1 if parents else number + 1
            if name == "steps":
                row["due"] = 2025 + number % 10
            for column, length in (("title", 200), ("text", 100)):
                for language, words in generate.WORDS.items():
                    text = " ".join(dice.choice(words) for _ in range(length))[:length].strip()
                    row[f"{column}_{language}"] = f"{text} {number + 1}".capitalize()
            yield row

    made = {}
    for name, above in generate.TABLES.items():
        made[name] = list(rows(name, [row["id"] for row in made[above]] if above else []))
    generate.write(folder / "package", made, ("en", "fr", "ar"), "long")
    outcome = build_project(Project(folder / "package"), folder / "site", lambda what: None)
    assert outcome.status() == 0, outcome.problems
    return folder / "site"


def pages(site):
    """Every page but those that are whole on purpose."""
    paths = (file.relative_to(site).as_posix() for file in site.rglob("*.html"))
    return [path for path in paths if not WHOLE.match(path)]


def test_no_page_is_long(long_site):
    """None is over 60 KB but what is whole on purpose; the whole site stays under 40 MB."""
    sizes = {path: (long_site / path).stat().st_size for path in pages(long_site)}
    assert {path: size for path, size in sizes.items() if size > MOST} == {}
    assert sum(file.stat().st_size for file in long_site.rglob("*") if file.is_file()) < 40_000_000


def test_no_page_of_the_strategy_is_long(real_site):
    """The same of the real one."""
    sizes = {path: (real_site / path).stat().st_size for path in pages(real_site)}
    assert {path: size for path, size in sizes.items() if size > MOST} == {}


def test_a_list_in_pages_holds_every_row_once(long_site):
    """Plain links lead from page to page; in the order of names, too."""
    for first in ("en/steps/index.html", "ar/steps/by/name/index.html", "fr/a-z/index.html"):
        found, path, at = [], first, 0
        while path:
            page = LexborHTMLParser((long_site / path).read_text("utf-8"))
            found += [
                node.attributes["href"] for node in page.css("main th[scope=row] a, main .entries li > a")
            ]
            links = page.css("main > .choices a, main .choices li a")
            numbers = {node.text(): node.attributes["href"] for node in links}
            at += 1
            following = numbers.get(str(at + 1))
            path = following.rpartition("../")[2] if following else None
        assert at > 2
        assert len(found) == len(set(found)) == (438 if "a-z" in first else 250)


def test_home_shows_the_top_level(long_site):
    """Not every record has a link there."""
    page = LexborHTMLParser((long_site / "en/index.html").read_text("utf-8"))
    links = [node.attributes["href"] for node in page.css("main a")]
    assert any("areas/" in link for link in links)
    assert not any("steps/step-" in link for link in links)
    assert len(links) < 100
