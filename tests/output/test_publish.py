"""Which targets are refused, and what a publication leaves beside its target."""

import os

import pytest

from gazette.problem import Stop, codes
from gazette.publish import MARKER, publish
from tests.output import faults, small_site


@pytest.fixture
def target(tmp_path):
    """Where nothing stands yet."""
    return tmp_path / "_site"


def refused(target, root=None) -> tuple[str, int]:
    """The code and status with which this target is refused, before anything is written."""
    with pytest.raises(Stop) as caught, publish(target, root):
        pytest.fail("the body must not run")
    (problem,) = caught.value.problems
    assert problem.code in codes()
    assert problem.hint
    return problem.code, caught.value.status


def test_a_second_site_replaces_the_first_as_a_whole(target):
    """Nothing of the old site is left in the new one, nor beside it."""
    small_site.write(target, 1, pages=9)
    small_site.write(target, 2, pages=4)
    assert {p.name for p in target.rglob("*.html")} == {
        "index.html",
        "page-1.html",
        "page-2.html",
        "page-3.html",
    }
    assert os.listdir(target.parent) == ["_site"]  # noqa: PTH208


def test_folders_above_are_made(tmp_path):
    """A target in a folder that does not exist yet."""
    small_site.write(tmp_path / "a" / "b" / "_site", 1)
    assert (tmp_path / "a" / "b" / "_site" / MARKER).is_file()


def test_a_relative_target(tmp_path, monkeypatch):
    """A target is meant from where the build was started."""
    monkeypatch.chdir(tmp_path)
    small_site.write(faults.Path("out"), 1)
    assert (tmp_path / "out" / "index.html").is_file()


def test_a_failing_body_changes_nothing(target):
    """An exception goes on as it is; the old site stays, and nothing stands beside it."""
    small_site.write(target, 1)
    before = faults.snapshot(target)
    for error in (ValueError, KeyboardInterrupt, OSError):
        with pytest.raises(error):
            write_half(target, error)
        assert faults.snapshot(target) == before
        assert faults.rubbish(target) == []


def write_half(target, error):
    """Begin a site, and fail."""
    with publish(target) as stage:
        stage.write("index.html", b"half")
        raise error


def test_leftovers_are_swept(target):
    """What killed builds left goes, whatever it is; what only has a name like it stays."""
    small_site.write(target, 1)
    beside = target.parent
    (beside / "._site.staging-1" / "deep").mkdir(parents=True)
    (beside / "._site.staging-2").symlink_to(beside / "kept")
    (beside / "._site.staging-3").write_text("x", encoding="utf-8")
    (beside / "._site.site-1").mkdir()
    (beside / "kept").mkdir()
    (beside / "kept" / "x").write_text("x", encoding="utf-8")
    (beside / "._site.staging-mine").mkdir()
    (beside / "._site2.staging-1").mkdir()
    small_site.write(target, 2)
    names = {path.name for path in beside.iterdir()}
    assert names == {"_site", "kept", "._site.staging-mine", "._site2.staging-1"}
    assert (beside / "kept" / "x").is_file()


@pytest.mark.parametrize("name", ["file", "link", "dangling", "swapped"])
def test_what_is_no_folder_is_refused(tmp_path, name):
    """A file, and links to other places, also if these hold a site of ours."""
    small_site.write(tmp_path / "elsewhere", 1)
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "link").symlink_to("elsewhere")
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "swapped").symlink_to("../swapped")
    before = sorted(tmp_path.iterdir())
    assert refused(tmp_path / name) == ("output-target", 2)
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("marker", [None, b"", b"another generator\n", b"x\nMade by gazette."])
def test_a_foreign_folder_is_refused(target, marker):
    """A folder with files, and without our marker, is not replaced."""
    target.mkdir()
    (target / "thesis.txt").write_text("years of work", encoding="utf-8")
    if marker is not None:
        (target / MARKER).write_bytes(marker)
    assert refused(target) == ("output-foreign", 2)
    assert (target / "thesis.txt").is_file()


def test_an_empty_folder_is_taken(target):
    """A folder without files is nobody's."""
    target.mkdir()
    small_site.write(target, 1)
    assert (target / "index.html").is_file()


def test_the_project_and_what_holds_it_are_refused(tmp_path, monkeypatch):
    """Neither the project, nor what holds it, nor what people write in it, nor home, nor everything."""
    root, home = tmp_path / "above" / "project", tmp_path / "homes" / "me"
    root.mkdir(parents=True)
    home.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(root)
    here = faults.Path()
    for place in (root, root.parent, here, root / "content", root / "content" / "new", root / "schemas"):
        assert refused(place, root) == ("output-target", 2)
    for place in (home, home.parent, faults.Path("/")):
        assert refused(place) == ("output-target", 2)
    assert list(root.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root; the fault sweeps cover it")
def test_a_folder_that_may_not_be_written(target):
    """A missing permission is a problem like any other."""
    target.parent.chmod(0o555)
    assert refused(target) == ("output-refused", 1)


def test_a_part_of_the_path_is_a_file(target):
    """A path that leads through a file is refused by the computer."""
    target.write_text("x", encoding="utf-8")
    assert refused(target / "sub") == ("output-refused", 1)
