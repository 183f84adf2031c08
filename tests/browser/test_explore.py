"""SQL in the browser: in Debian's chromium, from the loopback interface, under the strictest policy that works."""

import csv
import gzip
import hashlib
import io
import os
import re
import shutil
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files as resources
from pathlib import Path
from urllib.parse import quote

import pytest

from gazette.assemble import assemble
from gazette.export import export_all
from gazette.load import load
from gazette.project import Project
from gazette.site.frame import HEADERS
from gazette.site.pages import explore, questions
from gazette.site.reader import Reader
from gazette.site.render import render
from gazette.site.words import load_words

pytestmark = pytest.mark.browser

POLICY = HEADERS["Content-Security-Policy"]
"""What a host sends that sends headers."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
TYPES = {
    "html": "text/html; charset=utf-8",
    "js": "text/javascript",
    "css": "text/css",
    "wasm": "application/wasm",
    "csv": "text/csv",
}
LONG = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
THEME = Path(str(resources("gazette"))) / "theme"


@pytest.fixture(scope="module")
def site(root):
    """The bodies of the pages under test and of all that they link to, by path."""
    catalog = assemble(load(Project(root)))
    made = {artifact.path: artifact for artifact in export_all(catalog)}
    bodies = {path: artifact.body for path, artifact in made.items()}
    pages = [
        page
        for language in catalog.languages
        for kind in (questions, explore)
        for page in kind.pages(Reader(catalog, load_words(language), made))
    ]
    render(pages, bodies.__setitem__)
    for path in (THEME / "static").rglob("*"):
        if path.is_file():
            bodies[f"static/{path.relative_to(THEME / 'static').as_posix()}"] = path.read_bytes()
    return bodies


@pytest.fixture(scope="module")
def served(site):
    """The site's address, and the paths that were asked for."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            path = self.path.partition("?")[0].lstrip("/")
            path += "index.html" if path.endswith("/") else ""
            asked.append(path)
            body = site.get(path)
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Security-Policy", POLICY)
            kind = TYPES.get(path.rpartition(".")[2], "application/octet-stream")
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", asked
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser():
    """Debian's chromium with a new profile; no other browser is ever downloaded."""
    chromium = shutil.which("chromium")
    if chromium is None:
        if os.environ.get("CI") == "true":
            pytest.fail("chromium is not installed")
        pytest.skip("chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(browser):
    """An empty page that remembers what went wrong on it."""
    context = browser.new_context(accept_downloads=True)
    opened = context.new_page()
    opened.wrongs = []
    opened.on("pageerror", lambda error: opened.wrongs.append(str(error)))
    opened.on(
        "console",
        lambda line: (
            opened.wrongs.append(line.text)
            if line.type in ("error", "warning") and "favicon" not in line.location["url"]
            else None
        ),
    )
    yield opened
    context.close()


def loaded(page, address):
    """The page with its database loaded."""
    page.goto(address)
    page.click("#load")
    page.wait_for_selector("#run:enabled")
    return page


def status(page, pattern):
    """Wait until the status line says so, and give it."""
    page.wait_for_function(
        "p => new RegExp(p).test(document.getElementById('status').textContent)", arg=pattern
    )
    return page.inner_text("#status")


def test_nothing_is_loaded_before_the_click(page, served):
    """A reader who only looks at the page pays for the page, not for engine and database."""
    address, asked = served
    asked.clear()
    page.goto(address + "en/data/explore/index.html", wait_until="networkidle")
    assert page.is_visible("#load")
    assert not [path for path in asked if path.endswith((".wasm", ".sqlite", "worker.sql-wasm.js"))]
    page.click("#load")
    page.wait_for_selector("#run:enabled")
    assert [path for path in asked if path.endswith(".wasm")]
    assert page.wrongs == []


def test_a_query_is_answered_as_a_table_and_as_csv(page, served, tmp_path):
    """The rows are those of the data, Arabic included, and the CSV has them too."""
    loaded(page, served[0] + "ar/data/explore/index.html")
    page.fill("#sql", "SELECT id, name FROM languages ORDER BY id")
    page.click("#run")
    status(page, "3")
    cells = page.locator("#rows tbody tr").first.locator("td")
    assert cells.all_inner_texts() == ["ar", "العربية"]
    assert cells.nth(1).get_attribute("dir") == "auto"
    with page.expect_download() as download:
        page.click("#csv")
    download.value.save_as(tmp_path / "result.csv")
    assert (tmp_path / "result.csv").read_text("utf-8").splitlines()[:2] == ["id,name", "ar,العربية"]
    assert page.wrongs == []


def test_every_worked_question_answers_here_as_it_did_there(page, served, site):
    """Each starting point, taken by its button, has as many rows as its published answer."""
    loaded(page, served[0] + "en/data/explore/index.html")
    page.click(".further > summary")
    names = page.eval_on_selector_all("button.take", "all => all.map(one => one.dataset.question)")
    assert len(names) >= 12
    for name in names:
        page.click(f'button.take[data-question="{name}"]')
        page.click("#run")
        _, *rows = csv.reader(io.StringIO(site[f"data/latest/questions/{name}.csv"].decode(), newline=""))
        status(page, f"^Rows: {len(rows)}$")
    assert page.wrongs == []


def test_starting_points_are_folded_and_their_buttons_named(page, served):
    """Five stand open; the rest and the queries on demand; each button and fold says which question it belongs to."""
    page.goto(served[0] + "en/data/explore/index.html")
    assert page.locator("section.start:visible").count() == 5
    page.click(".further > summary")
    assert page.locator("section.start pre:visible").count() == 0
    for section in page.locator("section.start").all():
        title = section.locator("h3").inner_text()
        assert section.get_by_role("button", name=f"Take this query {title}", exact=True).count() == 1
        assert (
            section.locator("summary").evaluate(
                "one => one.getAttribute('aria-labelledby').split(' ')"
                ".map(id => document.getElementById(id).textContent).join(' ')"
            )
            == f"SQL {title}"
        )
    page.locator("section.start summary").first.click()
    assert page.locator("section.start pre:visible").count() == 1


def test_a_link_carries_the_query_and_runs_nothing(page, served):
    """Whoever opens the link sees the query in the box, and still decides."""
    query = "SELECT 'é', \"id\" FROM tiers -- 100 %\nLIMIT 1"
    page.goto(served[0] + "fr/data/explore/index.html#sql=" + quote(query))
    assert page.input_value("#sql") == query
    assert page.is_disabled("#run")
    page.click("#load")
    page.wait_for_selector("#run:enabled")
    page.click("#run")
    status(page, "1")
    link = page.get_attribute("#link", "href")
    page.goto("about:blank")
    page.goto(served[0] + "fr/data/explore/index.html" + link)
    assert page.input_value("#sql") == query


def test_a_question_of_the_other_page_arrives_in_the_box(page, served):
    """The link beside a worked question brings its query along."""
    page.goto(served[0] + "en/data/questions/index.html")
    page.locator("ol.asked a").nth(2).click()
    page.locator("main").get_by_role("link", name="Ask it differently").click()
    page.wait_for_selector("#load")
    assert page.input_value("#sql").startswith("SELECT")
    assert "number_of_measures" in page.input_value("#sql")


def test_a_mistake_is_told_and_an_endless_query_is_stopped(page, served):
    """What SQLite says is shown as text, and the engine is there again after a stop."""
    loaded(page, served[0] + "en/data/explore/index.html")
    page.fill("#sql", "SELECT '<img src=x onerror=alert(1)>' FROM nowhere")
    page.click("#run")
    assert "no such table: nowhere" in status(page, "did not work")
    page.fill("#sql", LONG)
    page.click("#run")
    page.wait_for_selector("#stop:enabled")
    page.click("#stop")
    status(page, "Stopped")
    page.fill("#sql", "SELECT '<b>bold</b>' AS x")
    page.click("#run")
    status(page, "^Rows: 1$")
    assert page.inner_text("#rows tbody td") == "<b>bold</b>"


def test_the_page_explains_itself_without_a_script(browser, served):
    """Without JavaScript the tables, the questions, the database and a sentence are there, and no dead button."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served[0] + "en/data/explore/index.html")
    assert page.is_visible("text=JavaScript is needed")
    assert page.locator("section.start pre").count() >= 12
    assert not page.is_visible("#load")
    assert page.locator("button:visible").count() == 0
    assert page.is_visible("a[href$='strategy.sqlite']")
    context.close()


def test_the_vendored_files_are_those_that_their_note_names():
    """The hashes in the note are those of the files, and all of it is small."""
    folder = THEME / "static"
    note = (folder / "sql-wasm.readme.md").read_text("utf-8")
    noted = dict(re.findall(r"\| (\S+) \| ([0-9a-f]{64}) \|", note))
    assert {f"static/{name}" for name in noted} == set(explore.ENGINE)
    for name, digest in noted.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    loaded_on_a_click = [*noted, "explore.js", "explore.css"]
    assert sum(len(gzip.compress((folder / name).read_bytes(), 9)) for name in loaded_on_a_click) < 500_000
