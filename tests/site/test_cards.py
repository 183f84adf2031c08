"""Share cards and PNG pictures: whole, the same each time, named by their pages, absent without the library."""

import json
import sqlite3
import struct
from importlib.metadata import PackageNotFoundError
from importlib.util import find_spec

import pytest
from fontTools.ttLib import TTFont
from selectolax.lexbor import LexborHTMLParser

from gazette import raster
from gazette.problem import Stop
from gazette.project import Project
from gazette.raster import Picture, draw
from gazette.site.drawings import canvas
from gazette.site.drawings.canvas import covered, fit, width
from gazette.site.settings import THEME
from gazette.store import NAME, Store
from tests.packages import lay

pytestmark = pytest.mark.skipif(not raster.can_draw(), reason="the extra `cards` is not installed")

WORD = "\u2067الجريمة\u2069"


def one(text: str) -> bytes:
    """The picture of a text."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 80"><text x="390" y="60" font-size="40" '
        f'font-family="Gazette Drawn" text-anchor="end">{text}</text></svg>'
    )
    return draw([Picture("x.png", svg)], Store(None))[0][1]


def test_every_page_names_a_card_that_exists(real_site):
    """Address, size and words of the picture stand in the head; the file is a PNG of 1200 by 630."""
    for path in ("en/index.html", "ar/priorities/cybercrime/index.html", "fr/matrix/index.html"):
        head = LexborHTMLParser((real_site / path).read_text(encoding="utf-8"))
        said = {
            item.attributes.get("property") or item.attributes.get("name"): item.attributes["content"]
            for item in head.css("meta[content]")
        }
        body = (real_site / ("cards/" + said["og:image"].partition("/cards/")[2])).read_bytes()
        assert struct.unpack(">II", body[16:24]) == (1200, 630)
        assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
        assert said["og:image:alt"]
        assert ".." not in said["og:image:alt"]
        assert said["twitter:card"] == "summary_large_image"


def test_charts_can_be_taken_as_png(real_site):
    """Every SVG of a chart has a PNG of twice its size, margin and all, beside it."""
    for drawing in (real_site / "charts").glob("*.svg"):
        assert struct.unpack(">I", drawing.with_suffix(".png").read_bytes()[16:20]) == (2368,)


def test_arabic_is_drawn_and_not_boxed():
    """The letters are in the drawing font, and the picture is not that of letters which no font has."""
    letters = {letter for letter in WORD if letter not in "\u2067\u2069"}
    for font in (THEME / "fonts").glob("*.ttf"):
        assert {ord(letter) for letter in letters} <= set(TTFont(font).getBestCmap())
    assert one(WORD) != one("\u2067" + "\u0e01" * 7 + "\u2069")
    assert covered(WORD)
    assert not covered("\u0e01")


def test_the_same_drawing_gives_the_same_bytes(tmp_path, monkeypatch):
    """From run to run; what the store holds whole is not drawn again, and what is damaged in it is."""
    assert one(WORD) == one(WORD)
    drawing = Picture("x.png", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    with Store(tmp_path) as store:
        made = draw([drawing], store)
    with sqlite3.connect(tmp_path / NAME) as database:
        database.execute("UPDATE entry SET body = substr(body, 1, 20)")
    with Store(tmp_path) as store:
        assert draw([drawing], store) == made
    monkeypatch.setattr(raster, "run_module", None)
    with Store(tmp_path) as store:
        assert draw([drawing], store) == made


@pytest.mark.parametrize(
    "code", ["import os; os.kill(os.getpid(), 9)", "raise SystemExit", "svg_to_bytes = str"]
)
def test_a_drawing_program_that_fails_stops_the_build(code, tmp_path, monkeypatch):
    """Killed, ended early or gone mad: a problem that says so, and no traceback."""
    (tmp_path / "resvg_py.py").write_text(code, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(Stop) as stop:
        one(WORD)
    (problem,) = stop.value.problems
    assert problem.code == "render-failed"
    assert not problem.message.endswith(": ")


def test_no_module_is_taken_from_the_folder_one_stands_in(tmp_path, monkeypatch):
    """A package that was downloaded may hold a folder gazette/ of its own: its code is not run."""
    (tmp_path / "gazette").mkdir()
    for name in ("__init__", "raster"):
        (tmp_path / "gazette" / f"{name}.py").write_text("raise SystemExit('mine')\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert one(WORD)


@pytest.mark.parametrize("text", ["word " * 90, "w" * 400, "استراتيجية " * 60, "<script>" * 40])
def test_no_text_leaves_its_room(text):
    """Long texts shrink, then end in an ellipsis; no line is wider than it may be."""
    lines, size = fit(text, 1000, (60.0, 40.0), 200, bold=True)
    assert len(lines) * size <= 200
    assert all(width(line, size, bold=True) <= 1000 for line in lines)
    assert lines[-1].endswith("…")


def test_a_word_as_long_as_a_cell_is_cut_at_once(monkeypatch):
    """Where it is cut is found by halving: not every one of 32,767 letters is tried."""
    asked = []

    def counted(text, size, *, bold):
        asked.append(text)
        return width(text, size, bold=bold)

    monkeypatch.setattr(canvas, "width", counted)
    assert fit("w" * 32_767, 1000, (60.0, 40.0), 200, bold=True)[0][0].endswith("w…")
    assert len(asked) < 500


def test_without_the_library_there_are_no_pictures_and_that_is_said(tmp_path, monkeypatch):
    """The site is whole without cards; no page names one, and the summary says what to install."""
    from gazette.pipeline import build_project

    def absent(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(raster, "find_spec", lambda name: None if name == "resvg_py" else find_spec(name))
    monkeypatch.setattr(raster, "version", absent)
    site = tmp_path / "site"
    outcome = build_project(Project(lay("minimal", tmp_path)), site, lambda what: None)
    assert outcome.status() == 0
    assert raster.ABSENT in outcome.notes
    assert not list(site.rglob("*.png"))
    assert not [page for page in site.rglob("*.html") if "og:image" in page.read_text(encoding="utf-8")]


def test_a_publication_says_itself_what_it_is(tmp_path):
    """The notice of the descriptor stands at the foot of every page and on the cards, each in its language."""
    from gazette.pipeline import build_project

    root = lay("trilingual", tmp_path)
    path = root / "datapackage.json"
    said = {"cards": True, "notice": "Draft for comment", "notice_fr": "Projet soumis à avis"}
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | said), encoding="utf-8")
    assert build_project(Project(root), tmp_path / "site", lambda what: None).status() == 0
    for language, words in (("en", said["notice"]), ("fr", said["notice_fr"])):
        page = LexborHTMLParser((tmp_path / "site" / language / "index.html").read_text(encoding="utf-8"))
        assert words in page.css_first("footer").text()
        assert words in page.css_first('meta[property="og:image:alt"]').attributes["content"]


def built(folder, wishes):
    """The site of a small package whose descriptor also says this."""
    from gazette.pipeline import build_project

    root = lay("trilingual", folder)
    path = root / "datapackage.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | wishes), encoding="utf-8")
    outcome = build_project(Project(root), folder / "site", lambda what: None)
    assert outcome.status() == 0, outcome.problems
    return folder / "site"


@pytest.mark.parametrize(
    ("cards", "some", "all_"),
    [(None, False, False), ([], True, False), (True, True, True), (False, False, False)],
)
def test_there_are_cards_where_the_descriptor_asks_for_them(cards, some, all_, tmp_path):
    """None without `cards`, one a language with an empty list, one for every record too with true."""
    site = built(tmp_path, {} if cards is None else {"cards": cards})
    drawn = sorted(path.relative_to(site / "cards").as_posix() for path in site.glob("cards/**/*.png"))
    assert ("en.png" in drawn) is some
    assert any(path.count("/") == 2 for path in drawn) is all_
    named = [path for path in site.rglob("*.html") if "og:image" in path.read_text(encoding="utf-8")]
    assert bool(named) is some


def test_only_the_tables_that_are_named_have_cards_of_their_own(tmp_path):
    """The pages of other tables name the card of the site."""
    names = [
        one["name"]
        for one in json.loads((lay("trilingual", tmp_path / "read") / "datapackage.json").read_text("utf-8"))[
            "resources"
        ]
    ]
    site = built(tmp_path, {"cards": names[:1]})
    assert {path.name for path in (site / "cards/en").iterdir()} == {names[0]}


def test_a_release_leaves_the_cards_alone(tmp_path):
    """The same records under another version: the same pictures, byte for byte."""
    both = [built(tmp_path / version, {"cards": True, "version": version}) for version in ("1.0.0", "2.0.0")]
    before, after = (
        {path.relative_to(site): path.read_bytes() for path in site.glob("cards/**/*.png")} for site in both
    )
    assert before
    assert before == after


def test_an_archive_of_the_site_is_made_where_it_is_asked_for(tmp_path):
    """With `offline` it stands there and the data page names it; without, neither."""
    asked, not_asked = (built(tmp_path / str(wish), {"offline": wish}) for wish in (True, False))
    assert (asked / "offline/package-site.zip").is_file()
    assert "package-site.zip" in (asked / "en/data/index.html").read_text("utf-8")
    assert not (not_asked / "offline").exists()
    assert "package-site.zip" not in (not_asked / "en/data/index.html").read_text("utf-8")


def test_cards_of_a_table_that_is_not_there_are_a_problem(tmp_path):
    """With its place, and the name that was meant."""
    from gazette.pipeline import check_project

    root = lay("trilingual", tmp_path)
    path = root / "datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    name = descriptor["resources"][0]["name"]
    path.write_text(json.dumps(descriptor | {"cards": [name, f"{name}x"]}, indent=2), encoding="utf-8")
    (problem,) = check_project(Project(root), lambda what: None).problems
    assert (problem.code, problem.place.file) == ("bad-property", "datapackage.json")
    assert f'"{name}"' in problem.hint
