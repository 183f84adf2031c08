"""A build that takes over what earlier ones have rendered gives the bytes of one that begins from nothing."""

import csv
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from importlib import import_module

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from gazette.model import Catalog, Table
from gazette.model import reads as recorded
from gazette.pipeline import build_project
from gazette.pipeline.release import release_project
from gazette.project import Project
from gazette.site import settings as pelican
from gazette.site import units, words
from gazette.store import NAME
from tests.catalogs import harbour
from tests.packages import lay

rendering = import_module("gazette.site.render")
WORDS = ["Harbour", "Port <b>", "\u0645\u064a\u0646\u0627\u0621", "a & b", "\u00e9t\u00e9"]


def tree(folder):
    """Every file of a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def built(root, cache, **options):
    """Build a package, without a problem, and not because its site stands already."""
    shutil.rmtree(root.parent / "site", ignore_errors=True)
    outcome = build_project(Project(root), root.parent / "site", lambda what: None, cache=cache, **options)
    assert outcome.status() == 0, outcome.problems
    return outcome


def site(root, cache, **options):
    """Build a package and give its site."""
    built(root, cache, **options)
    return tree(root.parent / "site")


def same(root, cache, **options):
    """Build with the store and without it: the same bytes."""
    warm, cold = site(root, cache, **options), site(root, None, **options)
    assert {path for path in warm.keys() | cold.keys() if warm.get(path) != cold.get(path)} == set()
    return warm


def in_json(path, change):
    """Change a JSON file."""
    value = json.loads(path.read_text("utf-8"))
    change(value)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2), encoding="utf-8")


def in_table(path, change):
    """Change the rows of a table; the first is its header."""
    rows = list(csv.reader(path.read_text("utf-8").splitlines()))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def tables(root):
    """The tables of a package."""
    return sorted((root / "content/tables").glob("*.csv"))


def cell(root, theme, pick):
    """Another title in a row of a table."""

    def change(rows):
        columns = [n for n, name in enumerate(rows[0]) if name.partition("_")[0] in ("title", "text", "note")]
        row = pick(rows[1:])
        row[pick(columns)] = f"{pick(WORDS)} {row[0]}"

    in_table(pick(tables(root)), change)


def order(root, theme, pick):
    """The rows of a table the other way round."""
    in_table(pick(tables(root)), lambda rows: rows.__setitem__(slice(1, None), rows[:0:-1]))


def row(root, theme, pick):
    """Another row, a part of what the last one is a part of; or, where it is there, one less."""
    name = pick(["north", "south"])

    def change(rows):
        if name in [held[0] for held in rows]:
            rows[:] = [held for held in rows if held[0] != name]
        else:
            texts = zip(rows[0], rows[-1], strict=True)
            rows.append([name, *[f"{t} {name}" if head.startswith("text") else t for head, t in texts][1:]])

    in_table(root / "content/tables/actions.csv", change)


def schema(root, theme, pick):
    """Another title of a column."""
    path = pick(sorted((root / "schemas/tables").glob("*.json")))
    in_json(path, lambda value: value["fields"][-1].update(title=pick(WORDS)))


def descriptor(root, theme, pick):
    """Another title of the package or of a table, or a notice."""
    change, said = pick(["title", "notice", "table"]), pick(WORDS)

    def to(value):
        (value["resources"][0] if change == "table" else value)["title" if change == "table" else change] = (
            said
        )

    in_json(root / "datapackage.json", to)


def article(root, theme, pick):
    """Another paragraph of an article."""
    path = pick(sorted((root / "content").glob("pages/*.md")))
    said = pick(WORDS).replace("<", "&lt;")  # a page holds no HTML
    path.write_text(path.read_text("utf-8") + f"\n{said}\n", encoding="utf-8")


def template(root, theme, pick):
    """Another template."""
    base = theme / "templates/base.html"
    base.write_text(base.read_text("utf-8").replace("</body>", f"<!-- {pick('abcd')} --></body>"), "utf-8")


def word(root, theme, pick):
    """Another word of the interface."""
    path = theme / "words/fr.po"
    before, mark, after = path.read_text("utf-8").partition('msgid "Data"\nmsgstr "')
    assert mark
    said = pick(["Nos donn\u00e9es", "Jeux de donn\u00e9es"])
    path.write_text(before + mark + said + '"' + after.partition('"')[2], encoding="utf-8")


def setting(root, theme, pick):
    """Another colour, menu or way to show a table."""
    wish = pick(
        [
            {"theme": {"accent": pick(["#0b4f6c", "#5a1a1a"])}},
            {"menu": pick([["goals"], ["actions", "about"]])},
            {"tables": {"goals": {"pages": pick(["record", "table"])}}},
        ]
    )
    in_json(root / "datapackage.json", lambda value: value.setdefault("publisher", {}).update(wish))


def own_theme(root, theme, pick):
    """A template of the package's own in the place of the publisher's, or a file beside its style sheets."""
    path, body = pick(
        [
            (
                "templates/article.html",
                '{% extends "publisher/article.html" %}{% block main %}{{ super() }}<p>'
                + pick("abcd")
                + "</p>{% endblock %}\n",
            ),
            ("static/own.css", f"p {{ margin: {pick('1234')}em }}\n"),
        ]
    )
    place = root / "theme" / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(body, encoding="utf-8")


def question(root, theme, pick):
    """A worked question, or another answer to it."""
    place = root / "content/questions/how-many.sql"
    place.parent.mkdir(exist_ok=True)
    said = pick(["There are {rows}.", "{rows} in all."])
    titles = [
        f"-- {key}{code}: {text}\n"
        for code in ("", "_fr", "_ar")
        for key, text in (("title", "How many?"), ("answer", said))
    ]
    head = "".join(titles) + "-- order: 1\n"
    place.write_text(head + "SELECT id AS goals FROM goals ORDER BY id;\n", encoding="utf-8")


def release(root, theme, pick):
    """A release of what is there, where anything waits for one."""
    release_project(Project(root), lambda what: None)


EDITS = [row, order, cell, article, row, cell, schema, descriptor, template, word]
EDITS += [setting, own_theme, question, release]
"""The release comes last: from then on the site shows that, and no row that is edited after it."""


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """A store that all of these builds share."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def themed(tmp_path_factory, monkeypatch):
    """A theme that may be edited: a copy that the publisher takes for its own."""
    home = tmp_path_factory.mktemp("publisher") / "gazette"
    shutil.copytree(pelican.THEME, home / "theme", ignore=shutil.ignore_patterns("fonts", "static"))
    for module in (pelican, units):
        monkeypatch.setattr(module, "THEME", home / "theme")
    monkeypatch.setattr(words, "files", lambda package: home)
    words.load_words.cache_clear()
    yield home / "theme"
    words.load_words.cache_clear()
    units.publisher.cache_clear()


def edited(root, themed, edit, pick):
    """Edit a package, or the publisher, which forgets what it has read of itself."""
    edit(root, themed, pick)
    units.publisher.cache_clear()
    words.load_words.cache_clear()


def test_each_edit_gives_the_bytes_of_a_cold_build(tmp_path, themed):
    """Every kind of edit, one after the other, over one store."""
    root, own, chance = lay("trilingual", tmp_path), tmp_path / "own", random.Random(12)
    before = same(root, own)
    for edit in dict.fromkeys(EDITS):
        edited(root, themed, edit, chance.choice)
        after = same(root, own)
        assert after != before, edit
        before = after


@settings(
    max_examples=2,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
@given(some.data())
def test_any_edits_give_the_bytes_of_a_cold_build(tmp_path_factory, cache, themed, data):
    """Rows, schemas, descriptor, settings, articles, questions, theme, words, options and releases, over one store."""

    def pick(choices):
        return data.draw(some.sampled_from(choices))

    root = lay("trilingual", tmp_path_factory.mktemp("edits"))
    options = {"homepage": pick([None, "https://elsewhere.example/a/"])}
    if pick([True, False]):
        outcome, _ = release_project(Project(root), lambda what: None)
        assert outcome.status() == 0, outcome.problems
        options["unreleased"] = pick([True, False])
    for edit in data.draw(some.lists(some.sampled_from(EDITS), min_size=2, max_size=3)):
        site(root, cache, **options)
        edited(root, themed, edit, pick)
    same(root, cache, **options)


def test_nothing_of_a_row_is_kept_beside_the_record_of_reads():
    """Whatever a catalog or a table keeps of its rows is a question of its own, or only an answer looks into it."""
    tables = {"columns", "editorial_columns", "text_columns", "text_fields", "value_columns", "label_column"}
    for plain, watched, without in (
        (Catalog, recorded._Catalog, set(recorded._CONSTANT)),
        (Table, recorded._Table, tables),
    ):
        kept = {name for name, held in vars(plain).items() if type(held).__name__ == "cached_property"}
        assert kept - without == {name for name in kept if isinstance(vars(watched).get(name), property)}
        assert without <= kept
    looked_into = [name for name in recorded._CONSTANT if name not in ("about", "by_name")]
    for name, method in vars(Catalog).items():
        code = getattr(method, "__code__", None)
        if code is not None and set(looked_into) & set(code.co_names):
            assert name.startswith("_") or name in recorded._BY_NAME, (
                f"{name} answers from what is kept of rows"
            )


def test_a_record_counts_by_its_name_only_where_its_reads_are_noted():
    """The answer to a question holds the values of a record that notes no reads, as those of a long table."""
    record = harbour().by_name["boats"].records[0]
    other = replace(record, values={**record.values, "name_en": "Another"})
    assert recorded.digest([record]) != recorded.digest([other])
    twins = [recorded._Record(one.table, one.id, one.values, one.line) for one in (record, other)]
    assert recorded.digest(twins[:1]) == recorded.digest(twins[1:])


def computed(monkeypatch):
    """A list that fills with the units whose pages are computed."""
    names = []
    whole = units.Unit.pages
    monkeypatch.setattr(units.Unit, "pages", lambda unit: (names.append(unit.name), whole(unit))[1])
    return names


def test_only_what_shows_a_changed_cell_is_made_again(tmp_path, monkeypatch):
    """The first build computes every page, the second of the same none, one after an edit a few; also an article."""
    root, own, names = lay("trilingual", tmp_path), tmp_path / "own", computed(monkeypatch)
    pages = [path for path in site(root, own) if path.endswith(".html")]
    whole = len(names)
    names.clear()
    site(root, own)
    assert names == []
    table = root / "content/tables/actions.csv"
    table.write_text(table.read_text("utf-8").replace("Every month", "Changed"), encoding="utf-8")
    after = site(root, own)
    assert "record/fr/actions/sample-basin" in names
    assert not [name for name in names if "slow-cranes" in name or "quiet-nights" in name]
    assert 0 < len(names) < whole / 2
    assert [path for path in pages if b"Changed" in after[path]]
    names.clear()
    page = root / "content/pages/about.fr.md"
    page.write_text(page.read_text("utf-8") + "\nEncore.\n", encoding="utf-8")
    site(root, own)
    assert 0 < len(names) < whole / 4


def test_a_build_says_what_each_page_is_made_again_for(tmp_path):
    """The read that answers something else, by its table and id; nothing is made where nothing changed."""
    root, own = lay("trilingual", tmp_path), tmp_path / "own"
    assert "door//" in built(root, own).made
    assert built(root, own).made == {}
    table = root / "content/tables/actions.csv"
    table.write_text(table.read_text("utf-8").replace("Every month", "Changed"), encoding="utf-8")
    made = built(root, own).made
    assert "values actions sample-basin" in made["record/fr/actions/sample-basin"]
    assert "quiet-nights" not in " ".join(made)


def test_another_publisher_makes_everything_again(tmp_path, themed, monkeypatch):
    """A file of the publisher that is not even used counts, though no view has changed; so does its return."""
    root, own, names = lay("minimal", tmp_path), tmp_path / "own", computed(monkeypatch)
    before = site(root, own)
    whole = len(names)
    (themed.parent / "another.py").write_text("# another version\n", encoding="utf-8")
    units.publisher.cache_clear()
    assert site(root, own) == before
    assert len(names) == 2 * whole


def test_a_clock_that_goes_back_changes_nothing(tmp_path):
    """An edit that bears an old date is seen, by a build that takes itself to be in the past."""
    root, own = lay("minimal", tmp_path), tmp_path / "own"
    site(root, own)
    path = root / "datapackage.json"
    in_json(path, lambda value: value.update(title="Of yesterday"))
    for held in root.rglob("*"):
        os.utime(held, (1_000_000_000, 1_000_000_000))
    assert b"Of yesterday" in same(root, own)["en/index.html"]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE entry SET body = zeroblob(length(body))",
        "DELETE FROM entry WHERE rowid % 2",
        "DROP TABLE entry",
    ],
)
def test_a_damaged_store_changes_nothing(damage, tmp_path):
    """Entries damaged, half of them gone, or the table: what is missing is made anew."""
    root, own = lay("minimal", tmp_path), tmp_path / "own"
    before = site(root, own)
    with sqlite3.connect(own / NAME) as database:
        database.execute(damage)
    assert site(root, own) == before


def test_a_store_that_is_deleted_changes_nothing(tmp_path):
    """Deleted as a whole, after which an edit is seen as ever."""
    root, own = lay("minimal", tmp_path), tmp_path / "own"
    before = site(root, own)
    shutil.rmtree(own)
    assert site(root, own) == before
    in_json(root / "datapackage.json", lambda value: value.update(title="After it"))
    shutil.rmtree(own)
    assert b"After it" in same(root, own)["en/index.html"]


def test_a_killed_build_leaves_nothing_that_misleads(tmp_path):
    """Killed while it renders: the next build over its store gives the bytes of a cold one."""
    root, own = lay("trilingual", tmp_path), tmp_path / "own"
    command = [sys.executable, "-m", "gazette.cli", "--project", str(root), "build", "--cache", str(own)]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    limit = time.monotonic() + 60
    while run.poll() is None and time.monotonic() < limit and not list(root.glob("._site.staging-*/en")):
        time.sleep(0.01)
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    assert run.returncode == -signal.SIGKILL
    same(root, own)
