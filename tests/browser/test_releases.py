"""Pages that only a second release brings, and those outside every language: the same promises hold on them."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import LANGUAGES, kinds_of, serving
from tests.browser.test_axe import faults
from tests.conftest import ROOT, run_gazette
from tests.javascript import require

pytestmark = [pytest.mark.browser, pytest.mark.node]

PARTS = ("content", "schemas", "datapackage.json")


@pytest.fixture(scope="module")
def later_site(tmp_path_factory) -> Path:
    """The real strategy as it is now in a first release, and a later one, in which a translation reads otherwise."""
    root = tmp_path_factory.mktemp("later") / "project"
    root.mkdir()
    for part in PARTS:
        whole = ROOT / part
        (shutil.copytree if whole.is_dir() else shutil.copy2)(whole, root / part)
    done = run_gazette("release", project=root)
    assert done.returncode == 0, done.stdout
    table = root / "content/tables/priorities.csv"
    text = table.read_text(encoding="utf-8")
    assert "Cybercriminalité" in text
    table.write_text(text.replace("Cybercriminalité", "Criminalité informatique", 1), encoding="utf-8")
    descriptor = json.loads((root / "datapackage.json").read_text(encoding="utf-8"))
    descriptor |= {"version": "9.0.0", "created": "2030-01-01T00:00:00Z"}
    (root / "datapackage.json").write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")
    done = run_gazette("release", project=root)
    assert done.returncode == 0, done.stdout
    done = run_gazette("build", "--output", root / "site", project=root)
    assert done.returncode == 0, done.stdout
    return root / "site"


@pytest.fixture(scope="module")
def later(later_site) -> Iterator[str]:
    """Its address on loopback."""
    with serving(later_site) as found:
        yield found


@pytest.fixture(scope="module")
def paths(later_site) -> list[str]:
    """The pages: of releases and differences in every language, and one of each kind that is in none."""
    found = {kind: path for kind, path in kinds_of(later_site / "en").items() if "changes" in path}
    assert any("..." in path for path in found.values())
    shared = kinds_of(later_site, besides=LANGUAGES)
    assert {"door", "permanent", "rows", "edition"} <= set(shared)
    return [
        *(f"{language}/{path}" for language in LANGUAGES for path in found.values()),
        *shared.values(),
        "404.html",
    ]


def test_axe_finds_nothing_on_them(page, later, paths):
    """Not one violation, in the light and in the dark."""
    require()
    found = {path: faults(page, later + path) for path in paths}
    assert {path: one for path, one in found.items() if one} == {}


def test_they_fit_a_narrow_screen(browser, later, paths):
    """At 320 px none of them scrolls sideways."""
    page = browser.new_context(viewport={"width": 320, "height": 640}).new_page()
    wide = []
    for path in paths:
        page.goto(later + path)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(path)
    page.context.close()
    assert wide == []


def test_what_changed_last_is_one_click_from_home(page, later):
    """Home names the newest release and leads to old and new wording."""
    page.goto(f"{later}fr/")
    page.click(".latest a >> nth=-1")
    words = page.inner_text("main")
    assert "Cybercriminalité" in words
    assert "Criminalité informatique" in words
