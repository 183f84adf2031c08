"""The front door: what a person meets who runs the commands of the README."""

import ast
import csv
import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.packages import lay

EXAMPLES = Path(__file__).parent / "examples"
OTHERWISE_MEANT = {
    "languages",
    "sources",
    "evidence",
    "roles",
    "themes",
    "references",
    "crosswalk",
    "targets",
}
"""Table names that also mean something else to the publisher: properties, a role of tables, a check, a kind of page."""

NAMING = re.compile(r"(id|name|title|term|abbreviation|expansion|publisher)(_[a-z]{2})?")
"""Columns of names."""
COMMON_WORDS = {"people", "english"}
"""Names in the strategy that are words of every day."""
READABLE = {".py", ".html", ".css", ".js", ".po", ".json", ".toml", ".csv", ".md", ".sql", ".yml", ".txt"}


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder with the hash of its bytes."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def copy_of(root: Path, target: Path, *, backwards: bool = False) -> Path:
    """The publication copied file by file, in another order if `backwards`, so that folders list differently."""
    folders = (root / "content", root / "schemas", root / "releases")
    folders = ("content", "schemas", "releases")
    files = ("datapackage.json", "CITATION.cff", ".zenodo.json", "CHANGELOG*.md")
    names = [one for name in (*files, *(f"{folder}/**/*" for folder in folders)) for one in root.glob(name)]
    for path in sorted(names, reverse=backwards):
        if path.is_file():
            copy = target / path.relative_to(root)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
    return target


def test_help_lists_every_command(root: Path) -> None:
    """`build.py --help` answers with the commands and a first visit."""
    done = subprocess.run(
        [sys.executable, "build.py", "--help"], cwd=root, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0
    for command in ("build", "check", "serve", "explain"):
        assert f"  {command}" in done.stdout


def test_help_imports_nothing_heavy(root: Path) -> None:
    """`--help` loads neither frictionless nor Pelican nor jsonschema: that is what keeps it instant."""
    code = "import sys; from gazette.cli import main; main(arguments=['--help']); print(sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, encoding="utf-8", check=True
    )
    for heavy in ("frictionless", "pelican", "jsonschema", "babel", "jinja2", "sqlite3"):
        assert f"'{heavy}'" not in done.stdout


def test_the_real_strategy_is_clean(root: Path, gazette: Run) -> None:
    """The strategy in this repository has no problem, not even a warning, and the last line says what was read."""
    done = gazette("check", "--strict", project=root)
    assert done.returncode == 0, done.stdout
    last = done.stdout.strip().splitlines()[-1]
    assert last.startswith("0 errors, 0 warnings")
    assert "tables" in last
    assert "rules" in last


def test_build_is_the_default_of_a_clone_and_says_where_to_look(root: Path, tmp_path: Path) -> None:
    """Without a command build.py makes the site in _site, and the last lines say where it is."""
    shutil.copytree(EXAMPLES / "unlike", tmp_path / "plan")
    shutil.copy(root / "build.py", tmp_path / "plan")
    done = subprocess.run(
        [sys.executable, "build.py"], cwd=tmp_path / "plan", capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "_site" in done.stdout
    assert (tmp_path / "plan/_site/index.html").is_file()


def test_an_unlike_package_builds_into_a_full_site(gazette: Run, tmp_path: Path) -> None:
    """Other tables, other names, one language, two levels, no provenance: a full site with no change of code."""
    done = gazette("build", "--output", tmp_path / "site", project=EXAMPLES / "unlike")
    assert done.returncode == 0, done.stdout + done.stderr
    site = tmp_path / "site"
    axis = (site / "fr/axes/relier/index.html").read_text(encoding="utf-8")
    assert '<html lang="fr" dir="ltr">' in axis
    assert "Passerelle du pont nord" in axis
    assert "../../../fr/chantiers/pont-nord/" in axis
    work = (site / "fr/chantiers/pont-nord/index.html").read_text(encoding="utf-8")
    assert "1er mai 2026" in work
    assert "piste séparée" in work
    article = (site / "fr/a-propos/index.html").read_text(encoding="utf-8")
    assert 'href="../../fr/axes/relier/"' in article
    assert not (site / "en").exists()
    assert not (site / "fr/source").exists()
    nested = json.loads((site / "data/latest/package.json").read_text(encoding="utf-8"))
    assert nested["version"] == "0.3.1"


def test_the_publisher_knows_no_table_of_the_strategy(root: Path) -> None:
    """No table name of the strategy stands as a word of its own in the publisher's code or templates."""
    described = json.loads((root / "datapackage.json").read_text(encoding="utf-8"))
    names = {resource["name"] for resource in described["resources"]} - OTHERWISE_MEANT
    for path in sorted((root / "gazette").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert node.value not in names, f"{path}:{node.lineno} names the table {node.value}"


def test_two_builds_anywhere_give_the_same_bytes(
    bare_site: Path, root: Path, gazette: Run, tmp_path: Path
) -> None:
    """Another folder, hash seed, time zone, locale and file order change no byte of the site, no store between them."""
    other = copy_of(root, tmp_path / "other/place/far away", backwards=True)
    site, elsewhere = tmp_path / "b", {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    done = gazette("build", "--no-cache", "--output", site, project=other, **elsewhere)
    assert done.returncode == 0, done.stdout
    assert tree(bare_site) == tree(site)


def test_a_fault_leaves_the_old_site_and_says_so(gazette: Run, tmp_path: Path) -> None:
    """A broken table ends with status 1 and its place; the site that was there stays, byte for byte."""
    project = lay("trilingual", tmp_path)
    assert gazette("build", project=project).returncode == 0
    before = tree(project / "_site")
    table = project / "content/tables/actions.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace(",clean-water,", ",clear-water,"), encoding="utf-8")
    done = gazette("build", project=project)
    assert done.returncode == 1
    assert "error[unknown-reference]" in done.stdout
    assert 'did you mean "clean-water"?' in done.stdout
    assert tree(project / "_site") == before


def test_the_site_url_stands_in_for_the_homepage(gazette: Run, tmp_path: Path) -> None:
    """`--site-url` replaces the descriptor's homepage in every published file."""
    done = gazette(
        "build",
        "--site-url",
        "https://open.internal/velo",
        "--output",
        tmp_path / "site",
        project=EXAMPLES / "unlike",
    )
    assert done.returncode == 0, done.stdout
    for path in (tmp_path / "site").rglob("*"):
        if path.suffix in (".html", ".xml", ".json", ".txt", ".jsonl"):
            assert "velo.internal" not in path.read_text(encoding="utf-8"), path
    home = (tmp_path / "site/fr/index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://open.internal/velo/fr/">' in home


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("buidl",), "No such command"),
        (("check", "--format", "xml"), "Invalid value"),
        (("build", "--site-url", "example.org"), "whole address"),
        (("build", "--site-url", 'https://x.internal/"><script>'), "whole address"),
        (("build", "--site-url", "https://[::1"), "whole address"),
        (("build", "--site-url", "https://x.internal/../"), "whole address"),
        (("build", "--site-url", "https://name:word@x.internal/"), "whole address"),
        (("explain", "unknown-referense"), 'Did you mean "unknown-reference"?'),
    ],
)
def test_wrong_use_has_its_own_status(
    gazette: Run, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    """A word that the command line does not know ends with status 2 and a sentence that helps."""
    done = gazette(*arguments, project=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr


def test_explain_answers_for_every_code(gazette: Run, root: Path) -> None:
    """`explain` lists every code, and `explain CODE` tells what it means."""
    done = gazette("explain", project=root)
    assert done.returncode == 0
    assert "unknown-reference" in done.stdout
    one = gazette("explain", "unknown-reference", project=root)
    assert one.returncode == 0
    assert len(one.stdout) > 200


def test_no_progress_in_a_pipe(gazette: Run) -> None:
    """Where nobody watches, nothing but the report is written."""
    done = gazette("check", project=EXAMPLES / "unlike")
    assert done.stderr == ""
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("check >&- 2>&-", 1),
        ("check | true; exit ${PIPESTATUS[0]}", 1),
        ("explain | true; exit ${PIPESTATUS[0]}", 0),
        ("check > /dev/full", 1),
        ("diff . --output /dev/null; test -c /dev/null", 0),
    ],
)
def test_streams_that_are_not_there(tmp_path: Path, command: str, status: int) -> None:
    """A closed, full or abandoned output changes no status, ends in no traceback, and replaces no device."""
    line = f'"$0" -m gazette.cli "--project=$1" {command}'
    done = subprocess.run(
        ["bash", "-c", line, sys.executable, str(tmp_path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == status
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_a_terminal_that_cannot_show_a_letter(gazette: Run, tmp_path: Path) -> None:
    """What an encoding does not have is written out, and names never print what a terminal would obey."""
    done = gazette("explain", "no\x1b[31m-\u0645", project=tmp_path, PYTHONIOENCODING="latin-1")
    assert done.returncode == 2
    assert "no\\x1b[31m-\\u0645" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_word_of_the_strategy_stands_in_the_publisher(root: Path) -> None:
    """No file of the publisher holds a name of the strategy: of its records, documents, bodies, terms or of itself."""
    names = {"EUROMED", json.loads((root / "datapackage.json").read_text(encoding="utf-8"))["name"]}
    for table in sorted((root / "content/tables").glob("*.csv")):
        with table.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                names |= {
                    cell
                    for name, cell in row.items()
                    if NAMING.fullmatch(name) and (len(cell) > 3 or cell.isupper())
                }
    looked_for = {name.lower() for name in names} - COMMON_WORDS
    assert len(looked_for) > 500
    files = [path for path in sorted((root / "gazette").rglob("*")) if path.suffix in READABLE]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files).lower()
    within = sorted(name for name in looked_for if name in text)
    assert [name for name in within if re.search(rf"\b{re.escape(name)}\b", text)] == []
