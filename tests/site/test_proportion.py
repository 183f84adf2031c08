"""Pages and bytes grow with the records: no page lists everything, and long lists come in pages."""

import csv
import hashlib
import random
import re
import tracemalloc
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from benchmarks import generate
from gazette.model import Record, meaning
from gazette.model.table import LongRecords
from gazette.pipeline import build_project
from gazette.project import Project
from gazette.site.found import Found
from gazette.site.page import Page
from gazette.site.render import render

MOST = 60_000
WHOLE = re.compile(r"[a-z]+/(strategy|source)/")
"""The whole text, and the source."""
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


WIDE = {
    "goals": (None, {"id": meaning.IDENTIFIER, "title": meaning.LABEL}),
    "themes": (None, {"id": meaning.IDENTIFIER, "title": meaning.LABEL}),
    "measures": (None, {"id": meaning.IDENTIFIER, "goal>goals": meaning.PART_OF, "title": meaning.LABEL}),
    "notes": (None, {"id": meaning.IDENTIFIER, "on>goals": meaning.RELATION, "title": meaning.LABEL}),
    "terms": (
        "http://www.w3.org/2004/02/skos/core#Concept",
        {"id": meaning.IDENTIFIER, "title": meaning.LABEL, "said": meaning.DEFINITION},
    ),
    "sources": (
        "http://purl.org/dc/terms/BibliographicResource",
        {"id": meaning.IDENTIFIER, "title": meaning.LABEL},
    ),
    "passages": (
        "https://schema.org/Quotation",
        {
            "id": meaning.IDENTIFIER,
            "source>sources": meaning.PART_OF,
            "line": meaning.POSITION,
            "text": meaning.VERBATIM,
        },
    ),
    "evidence": (
        "http://www.w3.org/ns/prov#Derivation",
        {
            "id": meaning.IDENTIFIER,
            "table": meaning.EVIDENCE_TABLE,
            "record": meaning.EVIDENCE_RECORD,
            "passage>passages": meaning.EVIDENCE_PASSAGE,
        },
    ),
    "tags": (
        "http://www.w3.org/ns/oa#Annotation",
        {
            "id": meaning.IDENTIFIER,
            "table": meaning.EVIDENCE_TABLE,
            "record": meaning.EVIDENCE_RECORD,
            "theme>themes": meaning.SUBJECT,
            "reason": meaning.NOTE,
        },
    ),
    "schemes": (None, {"id": meaning.IDENTIFIER, "title": meaning.LABEL}),
    "targets": (None, {"id": meaning.IDENTIFIER, "scheme>schemes": meaning.PART_OF, "title": meaning.LABEL}),
    "crosswalk": (
        "http://www.w3.org/2004/02/skos/core#mappingRelation",
        {
            "id": meaning.IDENTIFIER,
            "goal>goals": meaning.MAPPED,
            "relation": meaning.MAPPING_RELATION,
            "target>targets": meaning.MAPPED_TO,
        },
    ),
}
"""Tables of every role: the class of their rows, and each column (`>` names the table that it points at)."""


def wide(number):
    """The rows of those tables, `number` of most: all below one goal, all pointing at it."""
    name = "a name of some length that readers still take in at a glance"
    many = range(1, number + 1)
    yield "goals", [(f"goal-{n}", f"Goal {n}, {name}") for n in many]
    yield "themes", [(f"theme-{n}", f"Theme {n}, {name}") for n in range(1, 13)]
    yield "measures", [(f"measure-{n}", "goal-1", f"Measure {n}, {name}") for n in many]
    yield "notes", [(f"note-{n}", "goal-1", f"Note {n}, {name}") for n in many]
    yield "terms", [(f"term-{n}", f"Word{n}", f"What word {n} stands for: {name}.") for n in many]
    yield "sources", [("book", "The book")]
    yield "passages", [(f"line-{n}", "book", n, f"Line {n}: {name}.") for n in many]
    yield (
        "evidence",
        [
            (f"from-line-{n}-of-the-book", "goals", f"goal-{n % number + 1}", f"line-{n % number + 1}")
            for n in range(1, 2 * number)
        ],
    )
    yield "tags", [(f"tag-{n}", "goals", f"goal-{n}", f"theme-{n % 3 + 1}", name) for n in many]
    yield "schemes", [("old", "The old scheme"), ("new", "The new scheme")]
    yield "targets", [(f"target-{n}", ("old", "new")[n % 2], f"Target {n}, {name}") for n in many]
    yield "crosswalk", [(f"goal-{n}-and-target-{n}", f"goal-{n}", "closeMatch", f"target-{n}") for n in many]


@pytest.fixture(scope="module")
def wide_site(tmp_path_factory):
    """A package that holds of every kind more than a page."""
    folder = tmp_path_factory.mktemp("wide")
    package = folder / "package"
    for part in ("content/tables", "schemas/tables"):
        (package / part).mkdir(parents=True)
    resources = []
    for table, rows in wide(260):
        of_class, columns = WIDE[table]
        names = [name.partition(">")[0] for name in columns]
        fields = [
            {"name": name, "type": "integer" if name == "line" else "string", "title": name, "rdfType": means}
            for name, means in zip(names, columns.values(), strict=True)
        ]
        keys = [
            {
                "fields": [name.partition(">")[0]],
                "reference": {"resource": name.partition(">")[2], "fields": ["id"]},
            }
            for name in columns
            if ">" in name
        ]
        schema = {"fields": fields, "primaryKey": ["id"], "missingValues": [""]}
        schema |= {"foreignKeys": keys} if keys else {}
        generate.write_json(
            package / f"schemas/tables/{table}.json",
            {**schema, **({"rdfType": of_class} if of_class else {})},
        )
        with (package / f"content/tables/{table}.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows([names, *rows])
        resources.append(
            {"name": table, "type": "table", "path": f"content/tables/{table}.csv", "encoding": "utf-8"}
            | {"title": table.capitalize(), "singular": table, "schema": f"schemas/tables/{table}.json"}
            | ({"matrix": True} if table == "goals" else {})
        )
    generate.write_json(
        package / "datapackage.json", {**generate.descriptor("wide", ("en",)), "resources": resources}
    )
    outcome = build_project(Project(package), folder / "site", lambda what: None)
    assert outcome.status() == 0, [one for one in outcome.problems if one.severity == "error"][:5]
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


def test_no_page_is_long_where_everything_is_many(wide_site):
    """Nor of a package with hundreds of terms, passages, tags, mappings, and records below one and pointing at it."""
    sizes = {path: (wide_site / path).stat().st_size for path in pages(wide_site)}
    assert {path: size for path, size in sizes.items() if size > MOST} == {}


@pytest.mark.parametrize(
    ("first", "element"),
    [
        ("id/evidence", 'id="from-line-{}-of-the-book"'),
        ("en/glossary", 'id="term-{}"'),
        ("en/matrix", '<th scope="row"><a href="../../en/goals/goal-{}/'),
        ("en/crosswalk", 'id="goal-{}-and-target-{}"'),
        ("en/briefing", 'id="about-goal-{}"'),
    ],
)
def test_what_comes_in_pages_stands_there_once(wide_site, first, element):
    """Every row of a long page is on one of its parts, and the parts lead to each other."""
    texts = {path.parent: path.read_text("utf-8") for path in (wide_site / first).rglob("index.html")}
    assert len(texts) > 1
    for folder in texts:
        link = f"{folder.relative_to(wide_site).as_posix()}/"
        assert any(link in text for other, text in texts.items() if other != folder)
    for number in range(1, 261):
        wanted = element.replace("../../", "").replace("{}", str(number))
        assert sum(text.replace("../", "").count(wanted) for text in texts.values()) == 1, wanted


def test_no_page_of_the_strategy_is_long(real_site):
    """The same of the real one."""
    sizes = {path: (real_site / path).stat().st_size for path in pages(real_site)}
    assert {path: size for path, size in sizes.items() if size > MOST} == {}


def test_a_list_in_pages_holds_every_row_once(long_site):
    """Plain links lead from page to page; in the order of names, too."""
    for first in ("en/steps/", "ar/steps/by/name/", "fr/a-z/"):
        found, path, at = [], first, 0
        while path:
            page = LexborHTMLParser((long_site / path / "index.html").read_text("utf-8"))
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


def test_a_long_table_is_kept_by_column_and_published_row_by_row(tmp_path, monkeypatch):
    """Its CSV, JSON Lines and Parquet are those of any table; formats that hold a package at once are left out."""
    generate.generate_rows(tmp_path / "package", 300)
    monkeypatch.setattr("gazette.assemble.MOST_PAGES", 250)  # a long table has no pages
    project = Project(tmp_path / "package")
    short = build_project(project, tmp_path / "short", lambda what: None)
    for module in ("gazette.model.table", "gazette.assemble"):
        monkeypatch.setattr(f"{module}.LONG", 250)
    long = build_project(project, tmp_path / "long", lambda what: None)
    assert (short.status(), long.status()) == (0, 0), (short.problems, long.problems)
    assert any("measurements has 300 rows" in note for note in long.notes)
    names = {path.name for path in (tmp_path / "long/data/latest").iterdir()}
    assert not {"package.xlsx", "package.sqlite", "package.json", "measurements.json"} & names
    for name in ("measurements.csv", "measurements.jsonl", "measurements.parquet", "places.json"):
        expected, found = (
            (tmp_path / site / "data/latest" / name).read_bytes() for site in ("short", "long")
        )
        assert found == expected, name
    sums = (tmp_path / "long/data/latest/SHA256SUMS").read_text("utf-8")
    body = (tmp_path / "long/data/latest/measurements.jsonl").read_bytes()
    assert f"{hashlib.sha256(body).hexdigest()}  measurements.jsonl" in sums
    with zipfile.ZipFile(tmp_path / "long/data/latest/package.zip") as archive:
        assert {"data/measurements.csv", "schemas/measurements.json"} <= {*archive.namelist()}


@given(st.integers(-5, 12), st.integers(-5, 12))
def test_records_of_a_long_table_are_a_sequence(start, end):
    """They are counted, cut and named as a tuple of the same records is."""
    columns = {"id": [f"r-{n}" for n in range(7)], "value": [*range(7)]}
    plain = tuple(Record("t", f"r-{n}", {"id": f"r-{n}", "value": n}, n + 2) for n in range(7))
    for ids in (columns["id"], None):
        long = LongRecords("t", columns, ids, range(2, 9))
        expected = plain if ids else tuple(replace(one, id=f"row-{n}") for n, one in enumerate(plain, 1))
        assert tuple(long) == expected
        assert tuple(long[start:end]) == expected[start:end]
        assert [long[at] for at in range(-7, 7)] == [expected[at] for at in range(-7, 7)]


def test_memory_does_not_grow_with_the_pages():
    """Four hundred pages of 40 kB, their links and what the search finds: less than 3 kB of each stays in memory."""

    def pages(number):
        common = {
            "lang": "en",
            "dir": "ltr",
            "policy": "default-src 'self'",
            "icon": "i.svg",
            "style": "s.css",
        }
        for count in range(number):
            found = (Found(f"en/{count}/index.html", f"{count}", "page", texts=("word " * 400,)),)
            view = {**common, "title": f"{count} " * 5_000, "found": found}
            yield Page(f"en/{count}/index.html", "bare.html", view, "en", {})

    def held(number):
        tracemalloc.start()
        rendered = render(pages(number), lambda path, body: None)
        size = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        assert len(rendered) == len(list(rendered)) == len(list(rendered.seen.items())) == number
        return size

    held(10)
    assert held(410) - held(10) < 400 * 3_000
