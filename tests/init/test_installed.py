"""Installed from a wheel, in an environment with nothing of the repository: two commands to a site."""

import os
import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import made_once
from tests.init.fresh import install
from tests.packages import EXAMPLES

pytestmark = pytest.mark.skipif(
    shutil.which("uv") is None and "UV" not in os.environ, reason="there is no uv to make an environment with"
)


@pytest.fixture(scope="session")
def command(tmp_path_factory) -> Path:
    """The command `gazette` of a fresh environment with all extras."""
    return made_once(tmp_path_factory, "installed", install) / "environment/bin/gazette"


def run(command: Path, *words: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command where nothing of the repository can be imported."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
    }
    return subprocess.run(
        [command, *map(str, words)],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        env={**kept, **environment},
    )


def two_commands(command: Path, folder: Path, *words: object) -> Path:
    """`gazette init site …`, then `cd site && gazette build --strict`: gives the built site."""
    done = run(command, "init", "site", *words, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    done = run(command, "build", "--strict", cwd=folder / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site/_site"


@pytest.fixture(scope="session")
def site(command, tmp_path_factory) -> Path:
    """`gazette init site`, then `cd site && gazette build`."""
    folder = tmp_path_factory.mktemp("two-commands")
    two_commands(command, folder, "--title", "Trees")
    return folder / "site"


def test_the_wheel_holds_all_that_a_site_needs(site):
    """Pages, theme, fonts, search, datasets of every format and pictures are there: nothing is left out."""
    made = site / "_site"
    home = (made / "en/index.html").read_text("utf-8")
    assert "Trees" in home
    (style,) = re.findall(r'rel="stylesheet" href="([^"]+)"', home)[:1]
    assert (made / "en" / style).resolve().stat().st_size > 1_000
    names = {path.name for path in made.rglob("*")}
    assert {"trees.csv", "trees.parquet", "trees.json", "pagefind.js"} <= names
    assert any(name.endswith(".woff2") for name in names)
    assert any(name.endswith(".xlsx") for name in names)


def test_the_publication_names_the_publisher_that_made_it(site):
    """The wheel lies beside it, and requirements.txt names that file and its extras: no index is asked for the name."""
    (wheel,) = (site / "publisher").glob("*.whl")
    named = (site / "requirements.txt").read_text("utf-8").strip()
    assert named == f"./publisher/{wheel.name}[parquet,search,cards]"


def test_it_previews(command, site):
    """`gazette serve` says where, answers there with the front page, and ends when told."""
    with subprocess.Popen(
        [command, "serve", "--port", "0"], cwd=site, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as running:
        try:
            assert running.stdout is not None
            address = re.search(r"http://\S+", running.stdout.readline())[0]
            assert "Trees" in _page(f"{address}en/index.html")
        finally:
            running.terminate()
        running.communicate(timeout=30)


def _page(address: str) -> str:
    """The page, once it is there: while the first build runs the server says that it is not."""
    until = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            if error.code != 503 or time.monotonic() > until:
                raise
            time.sleep(0.2)


def test_without_extras_it_says_what_each_would_add(command, site, tmp_path):
    """Parquet, search and cards are left out, each in a sentence with the install that adds it; XLSX needs one too."""
    command = install(tmp_path, extras=False, wheels=command.parents[2] / "wheels")
    done = run(command, "build", "--output", tmp_path / "site", "--no-cache", cwd=site)
    assert done.returncode == 0, done.stdout + done.stderr
    for extra in ("parquet", "search", "cards"):
        assert f"pip install gazette[{extra}]" in done.stdout + done.stderr
    (tmp_path / "x.xlsx").write_bytes(b"")
    done = run(command, "init", "new", "--from", "x.xlsx", cwd=tmp_path)
    assert done.returncode == 2
    assert "gazette[excel]" in done.stdout


def test_the_shell_completes(command, tmp_path):
    """The line that --help gives makes a script, and the script's question is answered with commands and options."""
    done = run(command, "--help", cwd=tmp_path)
    assert "_GAZETTE_COMPLETE=bash_source gazette" in done.stdout
    assert "complete " in run(command, cwd=tmp_path, _GAZETTE_COMPLETE="bash_source").stdout

    def completed(words: str) -> str:
        position = str(len(words.split(" ")) - 1)
        return run(
            command, cwd=tmp_path, _GAZETTE_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=position
        ).stdout

    assert completed("gazette in").split() == ["plain,init"]
    assert "plain,--strategy" in completed("gazette init --s").split()


def test_every_command_shows_examples(command, tmp_path):
    """Each command's help has lines that begin with the command as it is typed."""
    listed = run(command, "--help", cwd=tmp_path).stdout.partition("Commands:")[2]
    names = re.findall(r"^  (\w+)", listed, re.MULTILINE)
    assert {"init", "build", "check", "serve"} <= set(names)
    for name in names:
        text = run(command, name, "--help", cwd=tmp_path).stdout
        assert re.search(rf"^    gazette {name}\b", text, re.MULTILINE), name


ROWS = {
    "stations": "Code;Name;Height (m)\nN;North quay;2,5\nS;South pier;3,0\nH;Observatory hill;112,0\n",
    "readings": "No,Station,Day,Rain (mm)\n1,N,31/01/2024,4.5\n2,S,31/01/2024,0\n3,H,01/02/2024,12.25\n",
}


def spreadsheet(path: Path) -> None:
    """The same two tables as sheets of one file."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, text in ROWS.items():
        sheet = book.create_sheet(name)
        for line in text.splitlines():
            sheet.append(line.replace(",", ".").split(";") if name == "stations" else line.split(","))
    book.save(path)


def test_a_folder_of_csv_is_a_site_in_two_commands(command, tmp_path):
    """Semicolons, decimal commas, days first: read, linked, published; a page leads from a reading to its station."""
    data = tmp_path / "data"
    data.mkdir()
    for name, text in ROWS.items():
        (data / f"{name}.csv").write_text(text, encoding="utf-8")
    site = two_commands(command, tmp_path, "--from", "data")
    assert "North quay" in (site / "en/stations/index.html").read_text("utf-8")
    published = (site / "data/latest/readings.csv").read_text("utf-8")
    assert published.splitlines()[1] == "1,N,2024-01-31,4.5"


def test_an_xlsx_is_a_site_in_two_commands(command, tmp_path):
    """Each sheet is a table."""
    spreadsheet(tmp_path / "rain.xlsx")
    site = two_commands(command, tmp_path, "--from", "rain.xlsx", "--title", "Rain")
    assert "Observatory hill" in (site / "en/stations/index.html").read_text("utf-8")
    assert (site / "data/latest/readings.csv").read_text("utf-8").count("\n") == 4


@pytest.mark.parametrize("name", ["monuments", "traffic"])
def test_a_data_package_is_a_site_in_two_commands(command, name, tmp_path):
    """A package of others, taken as it is, and the same package where it lies, without `init`."""
    source = tmp_path / "package"
    shutil.copytree(EXAMPLES / "editions" / name, source)
    site = two_commands(command, tmp_path, "--from", "package/datapackage.json")
    kept = {path.relative_to(source) for path in source.rglob("*") if path.is_file()}
    for path in kept:
        assert (tmp_path / "site" / path).read_bytes() == (source / path).read_bytes()
    done = run(command, "build", "--strict", cwd=source)
    assert done.returncode == 0, done.stdout
    for path in (site / "data/latest").glob("*.csv"):
        assert path.read_bytes() == (source / "_site/data/latest" / path.name).read_bytes()
