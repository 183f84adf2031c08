"""Editions by name: each way to one leads to the same publication, and nothing else is opened."""

import json
import shutil

import pytest

from gazette.edition import compare, open_edition
from gazette.problem import Stop
from gazette.project import Project
from tests.edition.projects import EXAMPLE, frozen, git, refused, table, zipped


def test_every_way_leads_to_the_same(project, tmp_path):
    """Working tree, revision, tag, folder, release and zip of one content differ in nothing."""
    frozen(project, tmp_path / "folder")
    files = {
        str(f.relative_to(tmp_path)): f.read_bytes() for f in (tmp_path / "folder").rglob("*") if f.is_file()
    }
    archive = zipped(tmp_path / "whole.zip", files)
    for name in ("", ".", "first", "trunk", "HEAD", "HEAD~0", "folder", str(tmp_path / "folder"), archive):
        report = json.loads(compare(project, name, ".", "json"))
        assert report["changes"] == [], name


def test_a_release_comes_before_a_path_and_a_revision(project, tmp_path):
    """A version means the frozen release, whatever else bears that name."""
    frozen(project, tmp_path / "folder")
    frozen(project, project.root / "releases/1.0.0")
    (tmp_path / "1.0.0").mkdir()
    git(project.root, "tag", "1.0.0")
    assert json.loads(compare(project, "1.0.0", "folder", "json"))["changes"] == []
    assert json.loads(compare(project, "releases/1.0.0", "first", "json"))["changes"] == []


def test_a_change_since_a_revision_is_told(project):
    """What was edited and not committed is the difference between the last commit and the working tree."""
    path = table(project)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8")
    try:
        report = json.loads(compare(project, "HEAD", form="json"))
    except Stop as stop:
        pytest.fail(str(stop))
    assert report["counts"].get("record-removed") == 1


@pytest.mark.parametrize(
    "name",
    ["nowhere", "9.9.9", "--output=x", "-o", "HEAD:content", "$(id)", "a\nb", "a\0b", "x" * 5_000, "http://x/y",
     "HEAD^{tree}"],
)  # fmt: skip
def test_odd_names_are_refused(project, name):
    """A name that is no edition is a problem, whatever characters it is made of."""
    assert refused(project, name) == "edition-unknown"
    assert sorted(path.name for path in project.root.parent.iterdir()) == ["project"]


def test_a_project_without_git(tmp_path):
    """Where there is no repository, a revision is unknown and nothing else fails."""
    shutil.copytree(EXAMPLE, tmp_path / "p")
    assert refused(Project(tmp_path / "p"), "main") == "edition-unknown"
    assert open_edition(Project(tmp_path / "p")).tables


def test_an_edition_with_errors_is_not_compared(project):
    """Errors of an old edition stop the comparison, and their places say in which edition they are."""
    path = table(project)
    whole = path.read_bytes()
    path.write_bytes(whole + b"torn\n")
    git(project.root, "commit", "-qam", "torn")
    path.write_bytes(whole)
    with pytest.raises(Stop) as stop:
        compare(project, "HEAD", ".")
    assert stop.value.problems[0].place.file == f"HEAD:content/tables/{path.name}"


def test_who_names_no_edition_is_told_which_there_are(project, tmp_path):
    """The hint names the releases, the newest last, and no release where there is none."""
    for version, expected in (
        (None, "name a git revision, a folder"),
        ("1.0.0", "name a release (1.0.0), a git revision"),
        ("1.9.0", "name a release (1.0.0, 1.9.0), a git revision"),
        ("1.10.0", "name a release (1.0.0, 1.9.0, 1.10.0), a git revision"),
    ):
        if version:
            frozen(project, project.root / "releases" / version)
        with pytest.raises(Stop) as stop:
            open_edition(project, "1.0.7")
        assert expected in stop.value.problems[0].hint
