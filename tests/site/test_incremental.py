"""A build that takes over what earlier ones have rendered gives the bytes of one that begins from nothing."""

import csv
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from importlib import import_module

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from gazette.pipeline import build_project
from gazette.project import Project
from gazette.site import settings as pelican
from gazette.store import NAME
from tests.packages import lay

rendering = import_module("gazette.site.render")
WORDS = some.sampled_from(["Harbour", "Port <b>", "\u0645\u064a\u0646\u0627\u0621", "a & b", "\u00e9t\u00e9"])


def tree(folder):
    """Every file of a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def site(root, cache, **options):
    """Build a package and give its site."""
    target = root.parent / "site"
    outcome = build_project(Project(root), target, lambda what: None, cache=cache, **options)
    assert outcome.status() == 0, outcome.problems
    return tree(target)


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


def cell(root, data):
    """Another title in a row of a table."""
    path = data.draw(some.sampled_from(sorted((root / "content/tables").glob("*.csv"))))
    rows = list(csv.reader(path.read_text("utf-8").splitlines()))
    columns = [
        number for number, name in enumerate(rows[0]) if name.partition("_")[0] in ("title", "text", "note")
    ]
    if columns and len(rows) > 1:
        row = rows[data.draw(some.integers(1, len(rows) - 1))]
        number = data.draw(some.sampled_from(columns))
        if row[number]:
            row[number] = data.draw(WORDS)
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)


def schema(root, data):
    """Another title of a column."""
    path = data.draw(some.sampled_from(sorted((root / "schemas/tables").glob("*.json"))))
    word = data.draw(WORDS)
    in_json(path, lambda value: value["fields"][-1].update(title=word))


def descriptor(root, data):
    """Another title of the package, a notice, cards or none."""
    change = data.draw(some.sampled_from(["title", "notice", "version", "table"]))
    word = data.draw(WORDS)

    def to(value):
        if change == "table":
            value["resources"][0]["title"] = word
        else:
            value[change] = "9.9.9" if change == "version" else word

    in_json(root / "datapackage.json", to)


def article(root, data):
    """Another paragraph of an article, where there are any."""
    for path in sorted((root / "content").glob("pages/*.md"))[:1]:
        words = data.draw(WORDS).replace("<", "&lt;")  # a page holds no HTML
        path.write_text(path.read_text("utf-8") + f"\n{words}\n", encoding="utf-8")


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """A store that all of these builds share."""
    return tmp_path_factory.mktemp("cache")


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(some.data())
def test_any_edits_give_the_bytes_of_a_cold_build(tmp_path_factory, cache, data):
    """Cells, schemas, the descriptor, articles and settings, one after the other, over one store."""
    root = lay("trilingual", tmp_path_factory.mktemp("edits"))
    for edit in data.draw(
        some.lists(some.sampled_from([cell, schema, descriptor, article]), min_size=1, max_size=3)
    ):
        edit(root, data)
    options = data.draw(some.sampled_from([{}, {"homepage": "https://elsewhere.example/a/"}]))
    same(root, cache, **options)


def test_only_what_shows_a_changed_cell_is_rendered_again(tmp_path, cache, monkeypatch):
    """The first build renders every page, the second of the same none, one after an edit a few."""
    root = lay("trilingual", tmp_path)
    rendered = []
    whole = rendering._Run.rendered
    monkeypatch.setattr(
        rendering._Run,
        "rendered",
        lambda run, page, body: (rendered.append(page.path), whole(run, page, body)),
    )
    own = tmp_path / "own"
    pages = [path for path in site(root, own) if path.endswith(".html")]
    assert sorted(rendered) == sorted(pages)
    rendered.clear()
    site(root, own)
    assert rendered == []
    table = root / "content/tables/actions.csv"
    table.write_text(table.read_text("utf-8").replace("Every month", "Changed"), encoding="utf-8")
    after = site(root, own)
    assert {path for path in pages if b"Changed" in after[path]} <= set(rendered)
    assert 0 < len(rendered) < len(pages) / 2


def test_another_theme_is_another_site(tmp_path, cache, monkeypatch):
    """A changed template counts, though no view has changed."""
    root = lay("minimal", tmp_path)
    same(root, cache)
    theme = tmp_path / "gazette/theme"
    shutil.copytree(pelican.THEME, theme)
    base = theme / "templates/base.html"
    base.write_text(base.read_text("utf-8").replace("</body>", "<!-- another theme --></body>"), "utf-8")
    for module in (pelican, rendering):
        monkeypatch.setattr(module, "THEME", theme)
    rendering._publisher.cache_clear()
    try:
        assert b"another theme" in same(root, cache)["en/index.html"]
    finally:
        rendering._publisher.cache_clear()


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
