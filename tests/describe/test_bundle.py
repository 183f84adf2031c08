"""The ZIP, opened by the ordinary tools."""

import io
import subprocess
import zipfile

from gazette.describe import describe_all
from gazette.export import export_all
from tests.catalogs import harbour, single
from tests.conftest import ROOT


def zipped(publication):
    """The ZIP's bytes."""
    made = describe_all(publication, export_all(publication))
    return next(artifact.body for artifact in made if artifact.path.endswith("package.zip"))


def test_the_zip_is_a_data_package_by_itself(tmp_path):
    """Unpacked anywhere, its descriptor is valid and every table is there."""
    from frictionless import Package

    publication = harbour()
    zipfile.ZipFile(io.BytesIO(zipped(publication))).extractall(tmp_path)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "message"])
    assert {task.name: task.stats["rows"] for task in report.tasks} == {
        table.name: len(table.records) for table in publication.tables
    }


def test_its_checksums_cover_every_member(tmp_path):
    """`sha256sum -c` agrees, and nothing but the list itself is left out."""
    contents = zipfile.ZipFile(io.BytesIO(zipped(harbour())))
    contents.extractall(tmp_path)
    command = ["sha256sum", "--strict", "--check", "--quiet", "SHA256SUMS"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True).returncode == 0
    listed = {line[66:] for line in (tmp_path / "SHA256SUMS").read_text(encoding="utf-8").splitlines()}
    assert listed == set(contents.namelist()) - {"SHA256SUMS"}


def test_members_are_sorted_plain_and_of_one_time():
    """No clock, no folder order and no permission of this machine goes into the file; names stay inside."""
    infos = zipfile.ZipFile(io.BytesIO(zipped(harbour()))).infolist()
    names = [info.filename for info in infos]
    assert names == sorted(names)
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {info.external_attr >> 16 for info in infos} == {0o100644}
    assert not [name for name in names if name.startswith(("/", ".")) or ".." in name or "\\" in name]


def test_two_runs_give_the_same_bytes():
    """The same catalogue, the same ZIP."""
    assert zipped(harbour()) == zipped(harbour())


def test_it_says_what_it_is_and_under_which_licence():
    """The two notes carry the publication's own words: title, version, licence and the sources' rights."""
    contents = zipfile.ZipFile(io.BytesIO(zipped(harbour())))
    readme, licence = (contents.read(name).decode() for name in ("README.txt", "LICENSE.txt"))
    assert "Harbour (ar)" in readme
    assert "Version: 1.2.0" in readme
    assert "  data/boats.csv\n" in readme
    assert "https://licence.internal/" in licence
    assert "The log\nTheirs\nÀ eux" in licence


def test_hostile_names_stay_inside_the_files():
    """What a record is called never becomes the name of a member."""
    contents = zipfile.ZipFile(io.BytesIO(zipped(single("../../evil", "/etc/passwd", "a\nb"))))
    assert not [name for name in contents.namelist() if "evil" in name or "passwd" in name]


def test_it_tells_how_to_cite_it_and_what_its_columns_are():
    """Fact 15: citations, CSVW and, in a release, what has changed lie beside the data."""
    names = zipfile.ZipFile(io.BytesIO(zipped(harbour()))).namelist()
    assert {"data/citation.bib", "data/citation.ris", "data/citation.json", "data/csv-metadata.json"} <= set(
        names
    )
    released = zipfile.ZipFile(ROOT / "releases/1.0.0/strategy.zip").namelist()
    assert "data/changes.json" in released
