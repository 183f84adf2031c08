"""The object `publisher` of a descriptor: what it changes on the site, and what is told of a wrong one."""

import json
import struct
import zlib

import pytest
from click.testing import CliRunner

from gazette.check import check
from gazette.check.settings import contrast
from gazette.cli import gazette
from gazette.load import load
from gazette.model.settings import DEFAULTS, Settings
from gazette.pipeline import build_project
from gazette.project import Project

ROWS = "id,name,year\n" + "".join(f"{n},Name {n},{2000 + n}\n" for n in range(1, 13))


def picture():
    """A PNG of one point."""
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\x0b\x4f\x6c")),
        (b"IEND", b""),
    ]
    chunks = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def package(root, publisher):
    """A package of two tables with these settings."""
    root.mkdir(exist_ok=True)
    keyed = {
        "fields": [
            {"name": "id", "type": "integer"},
            {"name": "name", "type": "string"},
            {"name": "year", "type": "year"},
        ]
    }
    resources = [
        {"name": name, "path": f"{name}.csv", "schema": {**keyed, "primaryKey": "id"}}
        for name in ("Boat.List", "trips")
    ]
    for name in ("Boat.List", "trips"):
        (root / f"{name}.csv").write_text(ROWS, encoding="utf-8")
    (root / "logo.png").write_bytes(picture())
    descriptor = {"name": "boats", "resources": resources, "publisher": publisher}
    (root / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return Project(root)


SET = {
    "theme": {"accent": "#7a1f3d", "deep": "#401020"},
    "logo": "logo.png",
    "menu": ["trips", "Boat.List"],
    "tables": {"Boat.List": {"pages": "table"}, "trips": {"pages": "record"}},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site with every setting made."""
    folder = tmp_path_factory.mktemp("settings")
    outcome = build_project(package(folder / "package", SET), folder / "site", lambda what: None)
    assert outcome.status(strict=True) == 0
    return folder / "site"


def test_pages_by_table(site):
    """A table that asks for it is shown as a table, another has a page for each record."""
    assert not (site / "en/boat_list").exists()
    assert (site / "en/data/boat_list/rows/index.html").is_file()
    assert (site / "id/trips").is_dir()


def test_menu_in_its_order(site):
    """The menu at the top has what the settings name, in their order, and nothing else before what stands behind it."""
    page = (site / "en/index.html").read_text("utf-8")
    menu = page.partition('<nav class="menu')[2].partition("</ul>")[0]
    assert menu.index(">Trips<") < menu.index(">Boat list<")
    assert "Full text" not in menu


def test_colours_and_logo(site):
    """Colours reach the style sheet, the dark ones stay where they were, and every page has the picture."""
    style = (site / "static/style.css").read_text("utf-8")
    assert ":root { --accent: #7a1f3d; --deep: #401020; }" in style
    assert style.rstrip().endswith("--accent: #8ccbe6; --deep: #0b2c3c; } }")
    assert (site / "static/logo.png").read_bytes() == picture()
    assert '<img class="logo" src="../static/logo.png" alt="">' in (site / "en/index.html").read_text("utf-8")


WRONG = {
    "unknown-property": {"colors": {}},
    "bad-property": {"tables": {"boats": {"pages": "table"}}},
    "low-contrast": {"theme": {"accentDark": "#303030"}},
    "file-missing": {"logo": "other.png"},
    "parent-path": {"logo": "../logo.png"},
}


@pytest.mark.parametrize("code", WRONG)
def test_wrong_settings(code, tmp_path):
    """Each is one fault at its place in the descriptor, with what to do."""
    problems, _ = check(load(package(tmp_path / "package", WRONG[code])))
    (problem,) = [one for one in problems if one.severity == "error"]
    assert problem.code == code
    assert problem.place.file == "datapackage.json"
    assert problem.hint


@pytest.mark.parametrize(
    "made",
    [
        7,
        [],
        {"menu": "trips"},
        {"menu": ["nothing"]},
        {"theme": {"accent": "red; } body { display: none"}},
        {"logo": "logo.svg"},
    ],
)
def test_whatever_stands_there(made, tmp_path):
    """Settings of any form end in a fault, not in a traceback, and none reaches the style sheet unchecked."""
    problems, _ = check(load(package(tmp_path / "package", made)))
    assert [one.code for one in problems if one.severity == "error"] in (
        ["bad-property"],
        ["file-missing", "bad-property"],
        ["bad-property", "file-missing"],
    )


def test_a_logo_is_a_picture(tmp_path):
    """What is called a picture and is none is refused."""
    project = package(tmp_path / "package", {"logo": "logo.png"})
    (project.root / "logo.png").write_text("<svg onload='alert(1)'/>")
    assert [one.code for one in check(load(project))[0] if one.severity == "error"] == ["bad-property"]


def test_contrast():
    """Black on white is 21, a colour on itself 1 (WCAG 2.2)."""
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert contrast("#777777", "#777777") == 1
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


def test_explain_settings():
    """The command prints each setting, and defaults that are settings themselves."""
    text = CliRunner().invoke(gazette, ["explain", "settings"], standalone_mode=False).output
    shown = json.loads(text[text.index("{") :])["publisher"]
    assert shown == {name: value for name, value in DEFAULTS.items() if value is not None}
    assert Settings.of({"publisher": shown}).theme == DEFAULTS["theme"]
    assert all(f"  {name}" in text for name in DEFAULTS)


def test_own_files_of_the_theme(tmp_path):
    """A file in theme/static stands in the place of the publisher's of that name, or beside them; no link does."""
    project = package(tmp_path / "package", {"theme": {"accent": "#7a1f3d"}})
    (project.root / "theme/static").mkdir(parents=True)
    (project.root / "theme/static/style.css").write_text("body { margin: 0 }\n")
    (project.root / "theme/static/harbour.png").write_bytes(picture())
    assert build_project(project, tmp_path / "site", lambda what: None).status() == 0
    assert (
        (tmp_path / "site/static/style.css")
        .read_text("utf-8")
        .startswith("body { margin: 0 }\n:root { --accent: #7a1f3d; }")
    )
    assert (tmp_path / "site/static/harbour.png").read_bytes() == picture()
    (project.root / "theme/static/link.css").symlink_to("/etc/passwd")
    assert [one.code for one in check(load(project))[0] if one.severity == "error"] == ["symbolic-link"]
