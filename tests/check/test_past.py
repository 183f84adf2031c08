"""What earlier releases and tombstones forbid: ids given again, successors that are none, another manifest."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from gazette.check import check
from gazette.load import load
from gazette.load.json import read_json
from gazette.load.source import RawRelease, Releases, TextFile
from gazette.project import Project
from tests.packages import lay

GOALS, STONES = "content/tables/goals.csv", "content/tables/withdrawn.csv"


def release(version: str, *ids: str, says: str | None = None) -> RawRelease:
    """A released folder with a table of goals, under a manifest and checksums that fit it."""
    body = "".join(f"{identifier}\n" for identifier in ("id", *ids)).encode()
    listed = [{"path": "goals.csv", "sha256": hashlib.sha256(body).hexdigest()}]
    manifest = json.dumps({"version": says or version, "files": listed}).encode()
    digests = (
        f"{hashlib.sha256(data).hexdigest()}  {path}\n"
        for path, data in (("goals.csv", body), ("manifest.json", manifest))
    )
    files = {"goals.csv": body, "manifest.json": manifest, "SHA256SUMS": "".join(digests).encode()}
    folder = f"releases/{version}"
    return RawRelease(
        version,
        folder,
        files,
        read_json(TextFile(f"{folder}/manifest.json", manifest, manifest.decode())),
    )


def problems(root: Path, *releases: RawRelease) -> list[tuple[str, str]]:
    """Code and place of everything that is wrong with a package that has these releases."""
    source = replace(load(Project(root)), releases=Releases(releases))
    return [(problem.code, problem.place.file) for problem in check(source)[0]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A package with a record that was withdrawn."""
    return lay("withdrawn", tmp_path)


def test_an_id_stays_used_however_many_releases_ago_it_was_given_up(root):
    """A record under an id that only the first of four releases had is an error; one that all had is none."""
    lived = ("clean-water", "quiet-nights")
    later = [release(version, "clean-water") for version in ("1.1.0", "1.2.0", "1.3.0")]
    assert problems(root, release("1.0.0", *lived), *later) == [("id-reused", GOALS)]
    assert problems(root, *(release(version, *lived) for version in ("1.0.0", "1.1.0", "1.2.0"))) == []


def test_a_successor_may_have_gone_too(root):
    """A tombstone may point at a record that has a tombstone of its own, and at none that never was."""
    with (root / STONES).open("a", encoding="utf-8") as stream:
        stream.write("goals-silt,goals,silt,0.8.0,It was moved,Déplacé,نُقل,dredge\n")
    assert problems(root) == []
    text = (root / STONES).read_text(encoding="utf-8")
    (root / STONES).write_text(text.replace(",نُقل,dredge", ",نُقل,dredged"), encoding="utf-8")
    assert problems(root) == [("tombstone", STONES)]


def test_a_manifest_vouches_for_its_own_version_only(root):
    """A folder under the whole manifest of another version, checksums included, is no release."""
    assert problems(root, release("1.0.0", "clean-water", "quiet-nights")) == []
    forged = release("1.0.0", "clean-water", "quiet-nights", says="1.0.1")
    assert problems(root, forged) == [("release-unreadable", "releases/1.0.0/manifest.json")]
