"""Load snippets: each is run as it stands, by its own program, against the built site on loopback."""

import csv
import functools
import importlib.util
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser

from gazette.assemble import assemble
from gazette.export import export_all
from gazette.formats import FORMATS
from gazette.load import load
from gazette.project import Project
from gazette.serve import Editions
from gazette.serve.server import Server
from gazette.site import snippets
from gazette.site.reader import Reader
from gazette.site.words import load_words
from tests.catalogs import harbour, island

CLIENTS = {client.name: client for client in snippets.CLIENTS}
TELL = {
    "pandas, Parquet": '\nprint(len(frame), frame["id"].iloc[-1], *frame.dtypes.astype(str).unique())',
    "Frictionless": '\nprint(len(rows), rows[-1]["id"])',
    "pandas": '\nprint(len(frame), frame["id"].iloc[-1], *frame.dtypes.astype(str).unique())',
    "Polars": '\nprint(frame.height, frame["id"][-1], *{str(one) for one in frame.dtypes})',
    "Python": '\nprint(len(rows), rows[-1]["id"])',
    "JavaScript": "\nconsole.log(rows.length, rows.at(-1).id);",
    "R": '\ncat(nrow(rows), rows$id[nrow(rows)], class(rows$position), "\\n")',
}
"""What a snippet is followed by, so that it tells how many rows it has and the id of the last."""


@pytest.fixture(scope="module")
def real(root, real_site) -> Iterator:
    """The real publication as it stands on loopback, under a server that answers Range."""
    server = Server(0, real_site, Editions())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield assemble(load(Project(root)), f"http://127.0.0.1:{server.port}/")
    server.editions.close()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def published(real_site):
    """The rows of a table as they were published, which may be those of a release."""

    @functools.cache
    def rows(name):
        with (real_site / "data/latest" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    return rows


def run(command, folder, code=""):
    """Run a program as a reader would, in an empty folder, without any of our settings; gives what it writes."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONUTF8": "1"}
    done = subprocess.run(
        command, input=code, capture_output=True, text=True, encoding="utf-8", cwd=folder, env=environment
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def program(name):
    """The path of a program; skips, or under CI fails, where there is none."""
    found = shutil.which(name)
    return found if found is not None else missing(name)


def missing(name):
    """Skip, or under CI fail."""
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"{name} is not installed")


def with_ids(catalog):
    """The tables whose rows have ids, two of them with numbers."""
    return [table for table in catalog.tables if table.primary_key == ("id",) and table.records]


@pytest.mark.parametrize("name", ["pandas, Parquet", "Frictionless", "pandas", "Polars", "Python"])
def test_python_reads_every_table(real, published, tmp_path, name):
    """The copied lines, each table's with nothing before them, give every row, and the last id as it is written."""
    tables = with_ids(real)
    codes = [snippets.code(CLIENTS[name], real, table) + TELL[name] for table in tables]
    said = run([sys.executable, "-"], tmp_path, "\n".join(f"exec({code!r}, {{}})" for code in codes))
    for table, line in zip(tables, said.splitlines(), strict=True):
        number, last, *kinds = line.split()
        rows = published(table.name)
        assert (int(number), last) == (len(rows), rows[-1]["id"]), table.name
        if name == "Polars":
            assert ("Int64" in kinds) == any(field.type in ("integer", "year") for field in table.fields)


def test_pandas_keeps_codes_and_leading_zeros(tmp_path):
    """An id 001 stays text, NA is a code and not a gap, an empty cell is a gap, and a number a number."""
    (tmp_path / "odd.csv").write_text("id,position\n001,1\nNA,\n,3\n", encoding="utf-8")
    code = CLIENTS["pandas"].code("odd.csv", {"position": "Int64"})
    said = run(
        [sys.executable, "-"],
        tmp_path,
        code + '\nprint(*frame["id"].fillna("gap"), *frame["position"].fillna(0), frame["position"].dtype)',
    )
    assert said.split() == ["001", "NA", "gap", "1", "0", "3", "Int64"]


@pytest.mark.parametrize("name", ["pandas", "Polars"])
def test_fact_19_years_with_gaps_are_whole_and_dates_are_dates(tmp_path, name):
    """2026 with a gap beneath it stays 2026, and a day can be counted with."""
    (tmp_path / "odd.csv").write_text("id,due,date\nfirst,2026,2024-09-16\nlast,,\n", encoding="utf-8")
    client = CLIENTS[name]
    types = {"due": client.types["year"], "date": client.types["date"]}
    tell = '\nprint(frame["due"][0], frame["date"][0].year, *frame.dtypes)'
    said = run([sys.executable, "-"], tmp_path, client.code("odd.csv", types) + tell).split()
    assert said[:2] == ["2026", "2024"]
    assert said[3] == "Int64"
    assert said[4].startswith(("datetime64", "Date"))


def test_node_reads_every_table(real, published, tmp_path):
    """The copied lines give every row in JavaScript."""
    tables = with_ids(real)
    codes = [snippets.code(CLIENTS["JavaScript"], real, table) + TELL["JavaScript"] for table in tables]
    blocks = "".join(f"{{\n{code}\n}}\n" for code in codes)
    said = run([program("node"), "--input-type=module"], tmp_path, blocks)
    for table, line in zip(tables, said.splitlines(), strict=True):
        rows = published(table.name)
        assert line.split() == [str(len(rows)), rows[-1]["id"]]


def test_curl_saves_the_file(real, real_site, tmp_path):
    """The copied line leaves the file, byte for byte, under its own name."""
    table = with_ids(real)[0]
    run([program("sh"), "-e"], tmp_path, snippets.code(CLIENTS["curl"], real, table))
    program("curl")
    name = FORMATS["csv"].file(table.name)
    assert (tmp_path / name).read_bytes() == (real_site / "data/latest" / name).read_bytes()


def test_duckdb_reads_every_table(real, real_site, published):
    """The query gives every row. Here it reads from the disk: over HTTP it needs an extension that it downloads."""
    import duckdb

    here = replace(real, homepage=f"{real_site}/")
    for table in with_ids(here):
        rows = duckdb.sql(snippets.code(CLIENTS["DuckDB"], here, table)).fetchall()
        assert [row[0] for row in rows] == [row["id"] for row in published(table.name)]


def test_the_workbook_opens_at_its_address(real, published, tmp_path):
    """What a spreadsheet is given is the workbook, with a sheet of every row."""
    import urllib.request

    import openpyxl

    table = with_ids(real)[0]
    with urllib.request.urlopen(snippets.code(CLIENTS["LibreOffice, Excel"], real, table)) as answer:
        (tmp_path / "book.xlsx").write_bytes(answer.read())
    book = openpyxl.load_workbook(tmp_path / "book.xlsx", read_only=True)
    sheet = book[table.name]
    assert sum(1 for row in sheet.iter_rows() if row[0].value) == len(published(table.name)) + 1
    book.close()


def test_r_reads_every_table(real, published, tmp_path):
    """The copied lines give every row, the last id as it is written, and a position as a whole number."""
    tables = with_ids(real)
    script = "\n".join(snippets.code(CLIENTS["R"], real, table) + TELL["R"] for table in tables)
    (tmp_path / "all.R").write_text(script, encoding="utf-8")
    r = program("Rscript")
    if subprocess.run([r, "-e", "library(readr)"], capture_output=True).returncode:
        missing("readr for R")
    words = iter(run([r, "--vanilla", "all.R"], tmp_path).split())
    for table in tables:
        rows = published(table.name)
        assert (int(next(words)), next(words)) == (len(rows), rows[-1]["id"]), table.name
        assert next(words) == ("integer" if "position" in rows[0] else "NULL")


def test_every_client_is_run_above():
    """No snippet stands on the page that no test runs."""
    assert set(CLIENTS) == {*TELL, "curl", "DuckDB", "LibreOffice, Excel"}


def test_r_pins_its_types():
    """Every column that is not text is named with its type; an empty cell is a gap, and the code NA is none."""
    table = next(one for one in harbour().tables if one.name == "boats")
    said = snippets.code(CLIENTS["R"], harbour(), table)
    assert '"position" = col_integer()' in said
    assert '"https://harbour.internal/data/latest/boats.csv",\n  na = "", col_types' in said


def test_the_versions_are_those_installed(root):
    """What the page says it was run with is what the tests run with; `docs/snippets.py` writes it."""
    told = importlib.util.spec_from_file_location("told", root / "docs/snippets.py")
    script = importlib.util.module_from_spec(told)
    told.loader.exec_module(script)
    assert script.stale() == []
    assert set(snippets.versions()) == set(snippets.tools())


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_page_is_given_what_is_published(language):
    """Code, version and file for each client; a client whose file is missing is left out."""
    files = {one.path: one for one in export_all(harbour())}
    reader = Reader(harbour(), load_words(language), files)
    table, start = harbour().tables[0], "en/data/quays/index.html"
    found = {one["name"]: one for one in snippets.snippets(reader, table, start)}
    assert list(found) == list(CLIENTS)
    assert found["R"]["version"] == snippets.versions()["R"]
    assert found["curl"]["href"] == "../../../data/latest/quays.csv"
    bare = Reader(island(), load_words("en"), {})
    assert snippets.snippets(bare, island().tables[0], start) == []


def test_built_pages_show_them(real_site):
    """Where a dataset page has the part, every snippet stands on it once, as code that can take the focus."""
    page = next(
        path for path in sorted((real_site / "en/data").glob("*/index.html")) if path.parent.name == "goals"
    )
    tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
    assert [node.text() for node in tree.css("section.snippet h3")] == list(CLIENTS)
    assert all(node.attributes["tabindex"] == "0" for node in tree.css("section.snippet pre"))


def test_the_workbook_is_said_to_be_opened_and_not_run(real_site):
    """No test runs a spreadsheet program, so the page says what opened the workbook; of the others, what ran them."""
    page = LexborHTMLParser((real_site / "en/data/goals/index.html").read_text(encoding="utf-8"))
    said = {node.css_first("h3").text(): node.css_first(".by").text() for node in page.css("section.snippet")}
    assert said.pop("LibreOffice, Excel").startswith("Opened by the tests of this site with openpyxl")
    assert all(one.startswith("Run by the tests of this site") for one in said.values())


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_data_page_says_how_to_load_and_what_is_allowed(real, real_site, language):
    """Licence, releases and a first snippet that is run above stand on it; a table's page has the licence too."""
    page = LexborHTMLParser((real_site / language / "data/index.html").read_text(encoding="utf-8"))
    main = page.css_first("main")
    licences = [node.attributes["href"] for node in main.css('a[rel="license"]')]
    assert licences == [one.path for one in real.licences]
    assert main.css_first('a[href$="data/versions.json"]') is not None
    assert main.css_first('a[href*="changes/1.0.0/"]') is not None
    table = real.tables[0].name
    shown = main.css_first("pre code").text()
    alone = LexborHTMLParser((real_site / language / f"data/{table}/index.html").read_text(encoding="utf-8"))
    assert shown == alone.css_first("section.snippet code").text()
    assert alone.css_first('main a[rel="license"]') is not None
    html = alone.html or ""
    assert html.index('id="preview"') < html.index('id="load"')
