"""A build that would change nothing ends at once, and nothing that could change the site goes unseen."""

import os
import shutil
import time

import pytest

from gazette import unchanged
from gazette.pipeline import build_project
from gazette.pipeline.build import STANDS
from gazette.project import Project
from tests.conftest import run_gazette
from tests.packages import lay


def asked(root, **more):
    """What a build of the example would say without building; None where it would build."""
    options = {"homepage": None, "unreleased": False} | more
    wish = unchanged.wish(options["homepage"], unreleased=options["unreleased"])
    return unchanged.unchanged(str(root), str(root / "_site"), wish, str(root.parent / "cache"))


def built(root):
    """Build the example, once its files are old enough for their times to tell something."""
    time.sleep(0.15)
    outcome = build_project(Project(root), root / "_site", lambda what: None, cache=root.parent / "cache")
    assert outcome.status() == 0
    return outcome


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """A built example, for tests that change it and put it back."""
    root = lay("trilingual", tmp_path_factory.mktemp("unchanged"))
    assert not built(root).problems
    return root


def test_a_second_build_has_nothing_to_do(tmp_path):
    """It says so, with the notes of the first; `--explain` names what has changed since; the old site stays."""
    root = lay("minimal", tmp_path)
    time.sleep(0.2)
    where = {"XDG_CACHE_HOME": str(tmp_path / "home")}
    assert "published" in run_gazette("build", project=root, **where).stdout
    before = (root / "_site").stat()
    again = run_gazette("build", project=root, **where)
    assert again.stdout.startswith("Nothing has changed")
    assert (again.returncode, again.stderr, (root / "_site").stat().st_ino) == (0, "", before.st_ino)
    table = next((root / "content/tables").glob("*.csv"))
    os.utime(table)
    assert f"{table.name} has changed" in run_gazette("--explain", project=root, **where).stdout


def test_what_was_asked_for_counts(once):
    """Another address or the unreleased work are another site."""
    assert asked(once)
    assert asked(once, homepage="https://elsewhere.example/") is None
    assert asked(once, unreleased=True) is None


def of_the_same_size_and_time(path):
    """Another byte, and the old time put back."""
    status = path.stat()
    path.write_bytes(path.read_bytes()[:-2] + b"?" + path.read_bytes()[-1:])
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def replaced(path):
    """Another file under the old name, with the same bytes and time."""
    shutil.copy2(path, path.with_name("other"))
    path.with_name("other").replace(path)


CHANGES = [of_the_same_size_and_time, replaced, os.unlink, lambda path: path.with_name("new.txt").touch()]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(
    "where", ["content/tables", "schemas/tables", "datapackage.json", "_site/en/index.html", "_site/static"]
)
def test_any_change_is_seen(change, where, once, tmp_path):
    """An input or a file of the site: other bytes of the same size and time, another file, a file more or less."""
    path = once / where
    path = sorted(path.iterdir())[0] if path.is_dir() else path
    shutil.copytree(once, tmp_path / "package", symlinks=True)
    root = tmp_path / "package"
    time.sleep(0.15)
    read, made = unchanged.inputs(str(root), [], time.time_ns()), unchanged.outputs(str(root / "_site"))
    wish = unchanged.wish(None, unreleased=False)
    unchanged.keep(str(tmp_path / "cache"), (str(root / "_site"), wish, "", read, made, "told", "shown"))
    assert asked(root) == "told"
    change(root / path.relative_to(once))
    time.sleep(0.15)
    assert asked(root) is None


def test_a_file_of_the_future_is_never_trusted(tmp_path):
    """Where a clock went back, a build is made."""
    root = lay("minimal", tmp_path)
    later = time.time() + 3600
    os.utime(root / "datapackage.json", (later, later))
    built(root)
    assert asked(root) is None


def test_a_site_that_would_be_made_of_the_same_stands(tmp_path):
    """Files that were written anew as they were, or that no page shows: the site is left alone, and that is said."""
    root = lay("minimal", tmp_path)
    first = built(root)
    before = (root / "_site").stat().st_ino
    table = next((root / "content/tables").glob("*.csv"))
    table.write_bytes(table.read_bytes())
    (root / "notes.txt").write_text("nobody asks for me", encoding="utf-8")
    again = built(root)
    assert (root / "_site").stat().st_ino == before
    assert STANDS in again.notes
    assert (again.pages, again.published) == (first.pages, first.published)
    assert asked(root)
    page = root / "_site/en/index.html"
    whole = page.read_bytes()
    page.write_bytes(b"somebody else's")
    assert STANDS not in built(root).notes
    assert page.read_bytes() == whole
    table.write_bytes(table.read_bytes().replace(b"Quiet nights", b"Calm nights"))
    assert STANDS not in built(root).notes


def test_findings_are_shown_each_time(tmp_path):
    """A build with a warning is made again, so that the warning is not forgotten."""
    root = lay("minimal", tmp_path)
    (root / "content/stray.txt").write_text("nobody asks for me", encoding="utf-8")
    assert built(root).problems
    assert asked(root) is None


@pytest.mark.parametrize("bytes_", [b"", b"\xff\xfe", b"\n\0\n" * 5])
def test_a_damaged_note_means_a_build(bytes_, once):
    """Whatever stands there."""
    (note,) = (once.parent / "cache").glob("build-*")
    whole = note.read_bytes()
    note.write_bytes(bytes_)
    assert asked(once) is None
    note.write_bytes(whole)
    assert asked(once)


def test_the_publisher_itself_and_the_libraries_count(once, monkeypatch, tmp_path):
    """Another publisher or another set of libraries builds anew."""
    monkeypatch.setattr(unchanged, "__file__", str(tmp_path / "gazette/unchanged.py"))
    assert asked(once) is None
    monkeypatch.undo()
    assert asked(once)
    monkeypatch.setattr("sys.path", [str(tmp_path / "site-packages")])
    assert asked(once) is None
