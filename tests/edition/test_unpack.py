"""Zips from anywhere: what does not belong in one is refused, and nothing is written beside the folder."""

import zipfile
from pathlib import Path

import pytest

from gazette.archive import plain
from tests.edition.projects import refused, zipped


@pytest.mark.parametrize(
    "path",
    ["../outside.csv", "/outside.csv", "a/../../outside.csv", "a\\b.csv", "C:x.csv", "a//b.csv", "./a.csv", "a\tb.csv",
     "con. "],
)  # fmt: skip
def test_a_zip_writes_nowhere_else(project, tmp_path, path):
    """A member under a name that leads elsewhere, or that another system reads otherwise, is refused."""
    assert not plain(path)
    archive = zipped(tmp_path / "bad.zip", {"datapackage.json": b"{}", path: b"x"})
    assert refused(project, archive) == "edition-unsafe"
    assert not (tmp_path / "outside.csv").exists()


def test_a_zip_with_a_link_is_refused(project, tmp_path):
    """A symbolic link in a zip is not followed and not made."""
    with zipfile.ZipFile(tmp_path / "link.zip", "w") as archive:
        info = zipfile.ZipInfo("datapackage.json")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    assert refused(project, "link.zip") == "edition-unsafe"


def test_a_zip_that_grows_is_refused(project, tmp_path, monkeypatch):
    """An archive is counted while it is unpacked, in files and in bytes."""
    monkeypatch.setattr("gazette.archive.MOST_BYTES", 1_000)
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("datapackage.json", b"0" * 1_000_000)
    assert refused(project, "bomb.zip") == "edition-unsafe"
    monkeypatch.setattr("gazette.archive.MOST_FILES", 2)
    assert (
        refused(project, zipped(tmp_path / "many.zip", {f"f{n}": b"" for n in range(3)})) == "edition-unsafe"
    )


def test_a_broken_zip_is_refused(project, tmp_path):
    """A file that is no zip, or a torn one, is a problem and no traceback."""
    whole = zipped(tmp_path / "whole.zip", {"datapackage.json": b"{}" * 400})
    body = Path(whole).read_bytes()
    (tmp_path / "torn.zip").write_bytes(body[: len(body) // 2])
    (tmp_path / "bent.zip").write_bytes(body.replace(b"{}{}", b"{}[]", 1))
    for name in ("torn.zip", "bent.zip"):
        assert refused(project, name) == "edition-unsafe"


def test_a_bent_zip_of_any_method_is_refused(project, tmp_path):
    """Whatever library unpacks a member, what it says of a broken one is a problem and no traceback."""
    for method in (zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        with zipfile.ZipFile(tmp_path / "bent.zip", "w", method) as archive:
            archive.writestr("datapackage.json", b"{}" * 400)
        body = bytearray((tmp_path / "bent.zip").read_bytes())
        body[46 + 14 : 46 + 24] = b"\xff" * 10
        (tmp_path / "bent.zip").write_bytes(body)
        assert refused(project, "bent.zip") == "edition-unsafe"
