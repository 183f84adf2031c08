"""The preview from memory: its pages are those of a build, and a change is on them at once."""

import json
import shutil
import signal
import subprocess
import sys
import threading
import time

import pytest

from gazette.project import Project
from gazette.serve import live as live_module
from gazette.serve.live import Live
from gazette.serve.whole import build_beside
from gazette.site import settings
from gazette.site.words import load_words
from tests import packages
from tests.serve.conftest import Preview, edit, serving, text_of

MEASURES = "content/tables/measures.csv"
INSPECT = "en/measures/inspect/index.html"


def same(made, file):
    """True if a file is made and has the bytes of the built one."""
    return made is not None and made.body == file.read_bytes()


@pytest.fixture
def site(root):
    """Its site, from memory."""
    made = Live(Project(root), text_of)
    made.refresh()
    assert made.ready, made.problems
    return made


def test_every_page_is_the_one_that_a_build_makes(root, site, tmp_path, gazette):
    """After edits of a table, a schema and the descriptor, byte for byte; nor is there a page that a build lacks."""
    for path in ("en/index.html", "en/measures/index.html", "fr/status/index.html", INSPECT):
        assert site.page(path)
    changed = edit(root, MEASURES, "Inspect every bridge", "Look at every bridge")
    changed += edit(root, MEASURES, "ferry,open,2,", "boat,open,2,")
    changed += edit(root, "schemas/tables/goals.json", '"Titre (anglais)"', '"Titre en anglais"')
    changed += edit(root, "datapackage.json", "Bridge plan 2030", "Bridge plan 2031")
    site.refresh(changed)
    site.settle(lambda: False)
    assert (site.problems, site.warnings) == ("", "")
    done = gazette("build", "--unreleased", "--no-cache", "--output", tmp_path / "site", project=root)
    assert done.returncode == 0, done.stdout
    built = {
        path.relative_to(tmp_path / "site").as_posix(): path
        for path in (tmp_path / "site").rglob("*")
        if path.is_file()
    }
    pages = {path for path in built if path.endswith(".html")}
    assert len(pages) > 80
    assert [path for path in sorted(pages) if site.page(path) != built[path].read_bytes()] == []
    for path in ("en/measures/ferry/index.html", "en/nothing/index.html", "measures/index.html", "x.html"):
        assert path not in pages
        assert site.page(path) is None
    files = [
        path for path in built.keys() - pages if path.startswith(("data/", "static/", "feeds/", "calendar/"))
    ]
    assert len(files) > 50
    assert [path for path in files if not same(site.file(path), built[path])] == []


def test_a_change_is_shown_before_the_rest_is_made(root, site):
    """A new wording, a new record and one that is gone; the record that was changed is known."""
    assert b"Inspect every bridge" in site.page(INSPECT)
    site.refresh(edit(root, MEASURES, "Inspect every bridge", "Look at every bridge"))
    assert b"Look at every bridge" in site.page(INSPECT)
    assert site.place_of_change("fr") == "/fr/measures/inspect/"
    assert site.page("en/measures/quay/index.html") is None
    site.refresh(edit(root, MEASURES, "ferry,open,2", "quay,open,2"))
    assert b"Keep a ferry ready" in site.page("en/measures/quay/index.html")
    assert site.page("en/measures/ferry/index.html") is None


def test_a_new_article_has_a_page(root, site):
    """Also where another one was asked for in vain before."""
    assert site.page("en/about/index.html") is None
    (root / "content/pages").mkdir()
    article = root / "content/pages/about.en.md"
    article.write_text("---\ntitle: About\nsummary: What.\norder: 1\n---\n\nHow it came to be.\n", "utf-8")
    site.refresh([article])
    assert b"How it came to be." in site.page("en/about/index.html")


def test_words_of_the_interface_are_read_again(root, site, monkeypatch, tmp_path, request):
    """A word that is edited stands on the next page; one that is taken out is told with the file that lacks it."""
    request.addfinalizer(load_words.cache_clear)
    words = tmp_path / "gazette/theme/words"
    shutil.copytree(settings.THEME / "words", words)
    monkeypatch.setattr("gazette.site.words.files", lambda _package: tmp_path / "gazette")
    assert b"Feuille de route" in site.page("fr/roadmap/index.html")
    edit(words, "fr.po", 'msgstr "Feuille de route"', 'msgstr "Itinéraire"')
    site.refresh([live_module.THEME / "words/fr.po"])
    assert "Itinéraire".encode() in (good := site.page("fr/roadmap/index.html"))
    edit(words, "fr.po", 'msgid "Roadmap"', 'msgid "Another"')
    site.refresh([live_module.THEME / "words/fr.po"])
    assert site.page("fr/roadmap/index.html") == good
    assert "Roadmap" in site.fault("/fr/roadmap/")


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        (MEASURES, "inspect,safe,1,", "inspect,safe,one,", "cell-type"),
        (MEASURES, "inspect,safe,1,", "inspect,nowhere,1,", "unknown-reference"),
        (MEASURES, "inspect,safe,1,", "inspect,safe,", "row-length"),
        ("datapackage.json", '"resources"', '"resources', "bad-json"),
        ("schemas/tables/goals.json", '"type": "integer"', '"type": "whole"', "unsupported-type"),
    ],
)
def test_a_fault_keeps_the_last_good_page(root, site, path, old, new, code):
    """It is told, and taken back when it is mended."""
    before = site.page(INSPECT)
    file, sound = root / path, (root / path).read_bytes()
    site.refresh(edit(root, path, old, new))
    assert f"[{code}]" in site.problems
    assert site.page(INSPECT) == before
    file.write_bytes(sound)
    site.refresh([file])
    assert site.problems == ""
    assert site.page(INSPECT) == before


def test_what_the_other_checks_find_follows(root, site):
    """A missing translation is no reason to wait; it is told as a warning once the page is there."""
    site.refresh(edit(root, MEASURES, "Tenir un bac prêt", ""))
    assert site.page("fr/measures/ferry/index.html")
    assert site.warnings == ""
    site.settle(lambda: False)
    assert "missing-translation" in site.warnings
    assert site.problems == ""


def test_what_is_cancelled_says_nothing(root, site):
    """The next change has come meanwhile."""
    site.refresh(edit(root, MEASURES, "Tenir un bac prêt", ""))
    site.settle(lambda: True)
    assert site.warnings == ""


def test_a_template_that_fails_keeps_the_last_page_and_says_where(root, monkeypatch, tmp_path):
    """A template is read again when it changes; a mistake in it is a problem of the pages that it makes."""
    theme = tmp_path / "theme"
    shutil.copytree(settings.THEME, theme)
    monkeypatch.setattr(settings, "THEME", theme)
    monkeypatch.setattr(live_module, "THEME", theme)
    site = Live(Project(root), text_of)
    site.refresh()
    template = theme / "templates/record.html"
    before, version = site.page(INSPECT), site.version(b"")
    changed = edit(theme, "templates/record.html", "<article>", '<article id="new">')
    site.refresh(changed)
    good = site.page(INSPECT)
    assert good == before.replace(b"<article>", b'<article id="new">')
    template.write_text(
        template.read_text("utf-8").replace("<article ", "{{ nobody.knows }}<article "), "utf-8"
    )
    site.refresh(changed)
    assert site.page(INSPECT) == good
    assert "nobody" in site.fault("/en/measures/inspect/")
    assert site.fault("/en/") == ""
    template.write_text("{% if %}", "utf-8")
    site.refresh(changed)
    assert site.page(INSPECT) == good
    assert "TemplateSyntaxError" in site.fault("/en/measures/inspect/")
    template.write_text(good.decode(), "utf-8")
    site.refresh(changed)
    assert site.page(INSPECT) is not None
    assert site.fault("/en/measures/inspect/") == ""
    assert site.version(b"") == version
    site.refresh(edit(theme, "static/style.css", "table {", "/* new */ table {"))
    assert site.version(b"") != version


def told(served, page, since=""):
    """The news for a page."""
    status, _, body = served.ask(f"/-/news.js?since={since}&page={page}")
    assert status == 200
    return json.loads(body.decode().removeprefix("window.gazetteNews(").removesuffix(");\n"))


def version(served, page):
    """The version of a page as its script has it."""
    return served.ask(page)[2].decode().rpartition('data-edition="')[2].partition('"')[0]


def test_only_pages_that_a_change_touches_are_loaded_again(root, served):
    """The others hear of it and stay; one of them is led to the record that was changed."""
    own, other = version(served, "/en/measures/inspect/"), version(served, "/fr/goals/open/")
    state = told(served, "/fr/goals/open/")["state"]
    edit(root, MEASURES, "Inspect every bridge once a year", "Look at every bridge")
    until = time.monotonic() + 30
    while told(served, "/en/measures/inspect/")["site"] == own:
        assert time.monotonic() < until
    heard = told(served, "/fr/goals/open/", state)
    assert heard["site"] == other == version(served, "/fr/goals/open/")
    assert heard["jump"] == "/fr/measures/inspect/"
    assert told(served, "/fr/goals/open/", heard["state"][:0])["jump"] is None
    assert b"Look at every bridge" in served.ask("/en/measures/inspect/")[2]


def test_files_that_the_descriptor_names_are_watched_wherever_they_lie(tmp_path):
    """A package with its tables at its root, and a schema in YAML, is followed as well."""
    root = tmp_path / "package"
    shutil.copytree(packages.EXAMPLES / "any/yaml", root)
    with serving(root, tmp_path) as served:
        page = "/en/lighthouses/"
        assert b"Skerry" not in served.ask(page)[2]
        lines = (root / "lighthouses.csv").read_text("utf-8").split("\n")
        old = lines[1].split(",")[1]
        edit(root, "lighthouses.csv", old, "Skerry")
        wait_until(lambda: b"Skerry" in served.ask(page)[2])


def test_addresses_files_and_what_is_missing(served):
    """As a host answers: the slash, the 404 page, types, ranges; nothing may be read by another origin."""
    assert served.ask("/en/goals?q=1")[1]["location"] == "/en/goals/?q=1"
    status, headers, body = served.ask("/en/nothing/")
    assert (status, headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert b"/-/reload.js" in body
    status, headers, body = served.ask("/data/latest/measures.csv", Range="bytes=0-1")
    assert (status, body, headers["content-type"]) == (206, b"id", "text/csv; charset=utf-8")
    assert served.ask("/static/style.css")[0] == 200
    for path in (
        "/static/../datapackage.json",
        "/static/%2e%2e/words/fr.po",
        "/data/latest/../../x",
        "/-/x",
        "//x",
    ):
        assert served.ask(path)[0] == 404
    for path in ("/en/", "/data/latest/measures.csv", "/static/style.css", "/-/news.js", "/-/reload.js"):
        assert not [name for name in served.ask(path)[1] if name.startswith("access-control-")]


def test_a_whole_build_beside_tells_its_problems(root, tmp_path):
    """None where all is well or nobody waits any more; else what the command says."""
    options = ("--unreleased", "--no-cache", "--output", str(tmp_path / "site"))
    over = threading.Event()
    edit(root, MEASURES, "inspect,safe,1,", "inspect,safe,one,")
    assert "error[cell-type]" in build_beside(root, options, over, lambda _: None)
    over.set()
    assert build_beside(root, options, over, lambda _: None) == ""
    assert not (tmp_path / "site").exists()


def test_the_command_serves_shows_an_edit_and_builds_behind(root, tmp_path):
    """As a person runs it: a page comes, a saved change is on it, the whole site follows, and Ctrl-C ends it."""
    command = [
        sys.executable,
        "-m",
        "gazette.cli",
        "--project",
        root,
        "serve",
        "--port",
        "0",
        "--cache",
        tmp_path / "c",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            running = Preview(root / "_site.preview", root)
            running.announce(server.stdout.readline())
            wait_until(lambda: b"Inspect every bridge" in running.ask("/en/measures/inspect/")[2])
            assert running.ask("/search/pagefind.js")[0] == 404
            edit(root, MEASURES, "Inspect every bridge", "Look at every bridge")
            wait_until(lambda: b"Look at every bridge" in running.ask("/en/measures/inspect/")[2])
            built = root / "_site.preview/en/measures/inspect/index.html"
            wait_until(lambda: built.is_file() and "Look at every bridge" in built.read_text("utf-8"))
            server.send_signal(signal.SIGINT)
            said, _ = server.communicate(timeout=30)
        finally:
            server.kill()
    assert server.returncode == 0
    lines = said.splitlines()
    assert lines[0].startswith("shown in ")
    assert any(line.startswith("changed: ") and line.endswith("measures.csv") for line in lines)
    assert lines[-1] == "preview ended"
    assert "error" not in said


def wait_until(holds):
    """Wait a minute at most until something holds."""
    until = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.05)
