"""Releases through the front door: a package is released, changed, released again; nothing cited is ever lost."""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import gazette.load
from gazette.pipeline import release_project
from gazette.project import Project
from tests.conftest import run_gazette
from tests.packages import lay

GOALS, ACTIONS = "content/tables/goals.csv", "content/tables/actions.csv"


def change(root: Path, path: str, old: str, new: str) -> None:
    """Put other words into a file of the package; they must be there."""
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")


def release(root: Path, version: str, day: str) -> subprocess.CompletedProcess[str]:
    """Claim a version and a day in the descriptor, and release."""
    described = json.loads((root / "datapackage.json").read_text(encoding="utf-8"))
    described |= {"version": version, "created": f"{day}T00:00:00Z"}
    (root / "datapackage.json").write_text(
        json.dumps(described, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    return run_gazette("release", project=root)


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder with the hash of its bytes."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with three releases: the first, a corrected translation, then a withdrawal, a rename, a new wording."""
    root = lay("withdrawn", tmp_path_factory.mktemp("harbour"))
    done = release(root, "1.0.0", "2024-02-01")
    assert done.returncode == 0, done.stdout
    change(root, GOALS, "Eau propre", "De l’eau propre")
    done = release(root, "1.0.1", "2024-03-01")
    assert done.returncode == 0, done.stdout
    change(
        root,
        ACTIONS,
        "slow-cranes,quiet-nights,Slow the cranes",
        "slower-cranes,quiet-nights,Slow the cranes",
    )
    change(root, ACTIONS, "Sample the basin", "Sample the whole basin weekly")
    change(
        root,
        GOALS,
        "quiet-nights,Quiet nights,Nuits calmes,ليالٍ هادئة\n",
        "calm,Calm nights,Nuits calmes,ليالٍ هادئة\n",
    )
    change(root, ACTIONS, ",quiet-nights,", ",calm,")
    stone = root / "content/tables/withdrawn.csv"
    stone.write_text(
        stone.read_text(encoding="utf-8")
        + "goals-quiet-nights,goals,quiet-nights,1.0.1,Said in other words,Dit autrement,قيل بعبارة أخرى,calm\n",
        encoding="utf-8",
    )
    done = release(root, "2.0.0", "2024-04-01")
    assert done.returncode == 0, done.stdout
    return root


@pytest.fixture(scope="module")
def site(harbour: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the three releases."""
    target = tmp_path_factory.mktemp("site") / "site"
    done = run_gazette("build", "--output", target, project=harbour)
    assert done.returncode == 0, done.stdout + done.stderr
    return target


def read(path: Path) -> str:
    """A text file of the site."""
    return path.read_text(encoding="utf-8")


def test_every_release_is_published_byte_for_byte(harbour, site):
    """The folder of each version is the released one, and `latest` is a copy of the newest."""
    for version in ("1.0.0", "1.0.1", "2.0.0"):
        published = tree(site / "data" / version)
        del published["index.html"]  # the page of the version, which is no file of it
        assert published == tree(harbour / "releases" / version)
    assert tree(site / "data/latest") == tree(harbour / "releases/2.0.0")


def test_every_version_verifies(site):
    """`sha256sum -c SHA256SUMS` passes in every published version."""
    for version in ("1.0.0", "1.0.1", "2.0.0", "latest"):
        done = subprocess.run(
            ["sha256sum", "--quiet", "-c", "SHA256SUMS"],
            cwd=site / "data" / version,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stdout


def test_the_list_of_versions_is_small_and_keeps_its_schema(site):
    """data/versions.json names the newest first, with what each weighs."""
    import jsonschema

    listed = json.loads(read(site / "data/versions.json"))
    jsonschema.validate(listed, json.loads(read(site / "schema/versions.schema.json")))
    assert listed["latest"] == "2.0.0"
    assert [(release["version"], release["level"]) for release in listed["versions"]] == [
        ("2.0.0", "major"),
        ("1.0.1", "patch"),
        ("1.0.0", None),
    ]


def test_no_address_of_an_earlier_release_dies(harbour, site):
    """Every page and data file that any release had can still be found, in every language."""
    for folder in sorted((harbour / "releases").iterdir()):
        described = json.loads(read(folder / "datapackage.json"))
        for resource in described["resources"]:
            if resource["name"] == "withdrawn":
                continue
            rows = [line.split(",")[0] for line in read(folder / f"{resource['name']}.csv").splitlines()[1:]]
            for identifier in rows:
                assert (site / f"id/{resource['name']}/{identifier}/index.html").is_file()
                for language in described["languages"]:
                    assert (site / language / resource["name"] / identifier / "index.html").is_file(), (
                        identifier
                    )


def test_a_withdrawn_record_says_so_and_points_on(site):
    """Its page gives the reason in the page's language, the last version, and the record in its place."""
    page = read(site / "fr/goals/quiet-nights/index.html")
    assert "Dit autrement" in page
    assert "../../../fr/goals/calm/" in page
    assert "../../../data/1.0.1/records/goals/quiet-nights.json" in page
    assert 'name="robots" content="noindex"' in page


def test_the_difference_shows_old_and_new_wording(site):
    """The page of two neighbouring releases marks the words that went and those that came."""
    page = read(site / "en/changes/1.0.0...1.0.1/index.html")
    assert "<ins>" in page
    assert "De l’" in page
    major = read(site / "en/changes/1.0.1...2.0.0/index.html")
    assert "weekly" in major
    assert major.index("quiet-nights") < major.index("weekly")


def test_a_record_tells_its_own_story(site):
    """On its page stand the release in which it appeared and each that changed it."""
    page = read(site / "en/goals/clean-water/index.html")
    story = page[page.index('id="history"') :]
    assert story.index("1.0.0") < story.index("1.0.1")
    assert "2.0.0" not in story[: story.index("</ol>")]


def test_feeds_are_read_by_a_feed_reader(site):
    """Atom and JSON feeds tell every release, newest first, in the page's language."""
    feedparser = pytest.importorskip("feedparser")
    feed = feedparser.parse(str(site / "feeds/en/changes.atom"))
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == ["Release 2.0.0", "Release 1.0.1", "Release 1.0.0"]
    assert feed.entries[0].updated == "2024-04-01T00:00:00Z"
    own = feedparser.parse(str(site / "feeds/fr/goals/clean-water.atom"))
    assert not own.bozo
    assert "\u00a0: " in own.feed.title
    assert "\u00a0: " in own.entries[0].summary
    assert len(own.entries) == 2  # its first appearance and its correction
    items = json.loads(read(site / "feeds/ar/changes.json"))
    assert len(items["items"]) == 3


def test_home_says_what_changed_last(site):
    """The home page names the newest release and leads to what it changed."""
    home = read(site / "en/index.html")
    assert "2.0.0" in home
    assert "en/changes/" in home


def test_the_drafts_stand_in_every_changelog(harbour):
    """Each language's changelog has a section for each later release, once, the newest first."""
    for name in ("CHANGELOG.md", "CHANGELOG.fr.md", "CHANGELOG.ar.md"):
        text = read(harbour / name)
        assert text.index("### 2.0.0") < text.index("### 1.0.1")
        assert text.count("### 2.0.0") == 1


def test_nothing_changed_is_refused(harbour, tmp_path):
    """A release of the same content is refused, and nothing is written."""
    root = shutil.copytree(harbour, tmp_path / "again")
    done = release(root, "2.0.1", "2024-05-01")
    assert done.returncode == 1
    assert "error[release-refused] nothing has changed since release 2.0.0" in done.stdout
    assert not (root / "releases/2.0.1").exists()


def test_a_version_that_is_too_small_is_refused(harbour, tmp_path):
    """A new wording calls for a minor version; a patch is refused, and so is the day of the last release."""
    root = shutil.copytree(harbour, tmp_path / "small")
    change(root, ACTIONS, "Sample the whole basin weekly", "Sample the whole basin daily")
    done = release(root, "2.0.1", "2024-05-01")
    assert done.returncode == 1
    assert "calls for 2.1.0" in done.stdout
    done = release(root, "2.1.0", "2024-04-01")
    assert done.returncode == 1
    assert "no later than that of release 2.0.0" in done.stdout
    done = release(root, "2.1.0", "2024-05-01")
    assert done.returncode == 0, done.stdout


def test_a_dry_run_shows_everything_and_writes_nothing(harbour, tmp_path):
    """`--dry-run` names the version, what forces it and the drafts; no byte of the project changes."""
    root = shutil.copytree(harbour, tmp_path / "dry")
    change(root, ACTIONS, "Sample the whole basin weekly", "Sample the whole basin daily")
    change(root, "datapackage.json", '"version": "2.0.0"', '"version": "2.1.0"')
    change(root, "datapackage.json", "2024-04-01", "2024-05-01")
    before = tree(root)
    done = run_gazette("release", "--dry-run", project=root)
    assert done.returncode == 0, done.stdout
    assert "Release 2.1.0 (minor)" in done.stdout
    assert "sample-basin" in done.stdout
    assert "Draft for CHANGELOG.fr.md" in done.stdout
    assert tree(root) == before


def test_a_dry_run_proposes_the_version_and_the_changelog(harbour, tmp_path):
    """Where the descriptor has the last version still, the next is told, and of each change what it weighs."""
    root = shutil.copytree(harbour, tmp_path / "proposal")
    change(root, ACTIONS, "Sample the whole basin weekly", "Sample the whole basin daily")
    before = tree(root)
    done = run_gazette("release", "--dry-run", project=root)
    assert done.returncode == 0, done.stdout
    assert "Release 2.1.0 (minor)" in done.stdout
    assert "the substance changes in the source language: actions/sample-basin" in done.stdout
    assert '"version": "2.1.0" (it says 2.0.0) and the day of the release' in done.stdout
    assert "## 2.1.0" in done.stdout
    assert tree(root) == before


def flip(path: Path) -> None:
    """Change one byte."""
    body = bytearray(path.read_bytes())
    body[len(body) // 2] ^= 1
    path.write_bytes(body)


def forge(root: Path) -> None:
    """Change a byte and the manifest with it, as somebody would who means to deceive."""
    path = root / "releases/1.0.0/goals.csv"
    old = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_text(read(path).replace("Clean", "Klean"), encoding="utf-8")
    for name in ("manifest.json", "SHA256SUMS"):
        book = root / "releases/1.0.0" / name
        book.write_text(
            read(book).replace(old, hashlib.sha256(path.read_bytes()).hexdigest()), encoding="utf-8"
        )
    manifest = hashlib.sha256((root / "releases/1.0.0/manifest.json").read_bytes()).hexdigest()
    book = root / "releases/1.0.0/SHA256SUMS"
    lines = [
        f"{manifest}  manifest.json" if line.endswith("  manifest.json") else line
        for line in read(book).splitlines()
    ]
    book.write_text("\n".join(lines) + "\n", encoding="utf-8")


def instead(root: Path) -> None:
    """A file where the folder of a release was."""
    shutil.rmtree(root / "releases/1.0.0")
    (root / "releases/1.0.0").write_text("x", encoding="utf-8")


def elsewhere(root: Path, name: str = "releases/1.0.0") -> None:
    """A folder moved away, and a link to it in its place."""
    (root / name).rename(root / "moved")
    (root / name).symlink_to(root / "moved")


def invent(root: Path) -> None:
    """A release that nobody made, with a page that would run in readers' browsers, under a manifest that fits."""
    folder = root / "releases/9.0.0"
    folder.mkdir()
    (folder / "x.html").write_text("<script>alert(1)</script>", encoding="utf-8")
    digest = hashlib.sha256((folder / "x.html").read_bytes()).hexdigest()
    manifest = {"version": "9.0.0", "files": [{"path": "x.html", "sha256": digest}]}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    own = hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest()
    (folder / "SHA256SUMS").write_text(f"{own}  manifest.json\n{digest}  x.html\n", encoding="utf-8")


FAULTS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "a flipped byte": ("release-changed", lambda root: flip(root / "releases/1.0.0/goals.csv")),
    "a file gone": ("release-file-missing", lambda root: (root / "releases/1.0.0/goals.csv").unlink()),
    "a file more": ("release-file-extra", lambda root: (root / "releases/1.0.0/x.txt").write_text("x")),
    "no manifest": ("release-unreadable", lambda root: (root / "releases/1.0.0/manifest.json").unlink()),
    "a folder gone": ("release-vanished", lambda root: shutil.rmtree(root / "releases/1.0.0")),
    "a file instead": ("not-a-file", instead),
    "a link instead": ("symbolic-link", elsewhere),
    "all of them elsewhere": ("symbolic-link", lambda root: elsewhere(root, "releases")),
    "a new one that is forged": ("release-file-extra", invent),
    "another folder": ("unclaimed-release", lambda root: (root / "releases/draft").mkdir()),
    "a forged manifest": ("release-changed", forge),
    "checksums gone": ("release-file-missing", lambda root: (root / "releases/1.0.0/SHA256SUMS").unlink()),
}


@pytest.fixture(scope="module")
def remembered(harbour: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as a git checkout whose main branch has the three releases."""
    root = shutil.copytree(harbour, tmp_path_factory.mktemp("git") / "harbour")
    git = ["git", "-C", str(root), "-c", "user.name=t", "-c", "user.email=t@harbour.internal"]
    subprocess.run([*git, "init", "-q", "-b", "main"], check=True)
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-q", "-m", "three releases"], check=True)
    return root


@pytest.mark.parametrize("name", FAULTS)
def test_a_release_never_changes(remembered, tmp_path, name):
    """Whatever is done to a released folder, `check` fails and names the file."""
    code, fault = FAULTS[name]
    root = shutil.copytree(remembered, tmp_path / "copy", symlinks=True)
    assert run_gazette("check", project=root).returncode == 0
    fault(root)
    done = run_gazette("check", project=root)
    assert done.returncode == 1, done.stdout
    assert f"error[{code}]" in done.stdout
    assert "\n  releases" in done.stdout


@pytest.mark.parametrize("name", ["no git", "another base", "another repository", "a folder of a repository"])
def test_git_is_asked_wherever_the_project_lies(remembered, tmp_path, name):
    """A forged manifest is seen whatever hook calls and wherever the repository begins; silence of git is reported."""
    root = shutil.copytree(remembered, tmp_path / "copy", symlinks=True)
    if name == "a folder of a repository":
        (tmp_path / "copy/.git").rename(tmp_path / ".git")
        git = ["git", "-C", str(tmp_path), "-c", "user.name=t", "-c", "user.email=t@harbour.internal"]
        subprocess.run([*git, "add", "-A"], check=True)
        subprocess.run([*git, "commit", "-q", "-m", "moved"], check=True)
    forge(root)
    environment = {
        "no git": {"PATH": "/nowhere"},
        "another base": {"GITHUB_BASE_REF": "--help;\x1b[31m"},
        "another repository": {"GIT_DIR": "/nowhere"},
        "a folder of a repository": {},
    }[name]
    done = run_gazette("check", project=root, **environment)
    assert "Traceback" not in done.stderr
    seen = "error[release-changed]" in done.stdout
    assert seen or "warning[unreadable-file] git does not tell" in done.stdout
    assert seen == (name != "no git")


def test_a_release_is_loaded_once_in_a_command(harbour, tmp_path, monkeypatch):
    """What `check` has loaded of a new release is what is then compared, described and published."""
    root = shutil.copytree(harbour, tmp_path / "new")
    git = ["git", "-C", str(root), "-c", "user.name=t", "-c", "user.email=t@harbour.internal"]
    subprocess.run([*git, "init", "-q", "-b", "main"], check=True)
    subprocess.run([*git, "add", "-A", "--", ".", ":!releases/2.0.0"], check=True)
    subprocess.run([*git, "commit", "-q", "-m", "two releases"], check=True)
    really, loaded = gazette.load.load, []
    monkeypatch.setattr(gazette.load, "load", lambda project: loaded.append(project.root) or really(project))
    outcome, released = release_project(Project(root), str)
    assert [problem.code for problem in outcome.problems] == ["release-refused"]
    assert released is None
    assert sorted(loaded) == [root, *sorted((root / "releases").iterdir())]


def test_a_changelog_that_cannot_be_read_stops_a_release_before_it_begins(harbour, tmp_path):
    """Nothing is written where a file that must be brought up to date cannot be."""
    root = shutil.copytree(harbour, tmp_path / "copy")
    change(root, GOALS, "Calm nights", "Calm and dark nights")
    (root / "CHANGELOG.md").write_bytes(b"\xff")
    before = sorted(path.name for path in (root / "releases").iterdir())
    done = release(root, "3.0.0", "2024-05-01")
    assert "error[not-utf8]" in done.stdout
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in (root / "releases").iterdir()) == before


def test_an_id_that_was_given_up_is_never_used_again(harbour, tmp_path):
    """A record under an id that an older release had, and the newest one has not, is an error at its cell."""
    root = shutil.copytree(harbour, tmp_path / "reused")
    change(root, ACTIONS, "slower-cranes,calm,Slow the cranes", "slower-cranes,calm,Slow the cranes")
    with (root / ACTIONS).open("a", encoding="utf-8") as stream:
        stream.write("slow-cranes,calm,Grease the cranes,Graisser les grues,تشحيم الرافعات,,,false,1\n")
    done = run_gazette("check", project=root)
    assert done.returncode == 1
    assert "error[id-reused]" in done.stdout
    assert "content/tables/actions.csv:4:1" in done.stdout


def test_unreleased_work_is_shown_only_where_it_is_asked_for(harbour, tmp_path):
    """`build` shows the newest release and says what waits; `build --unreleased` shows the work, under no version."""
    root = shutil.copytree(harbour, tmp_path / "work")
    change(root, GOALS, "Calm nights", "Calm nights and mornings")
    done = run_gazette("build", "--output", tmp_path / "public", project=root)
    assert done.returncode == 0, done.stdout
    assert "wait for release 2.1.0" in done.stdout
    assert "mornings" not in read(tmp_path / "public/en/goals/calm/index.html")
    done = run_gazette("build", "--unreleased", "--output", tmp_path / "preview", project=root)
    assert done.returncode == 0, done.stdout
    page = read(tmp_path / "preview/en/goals/calm/index.html")
    assert "mornings" in page
    assert "not released" in page.lower()
    assert not list((tmp_path / "preview/data").glob("2.1*"))
    assert "mornings" not in read(tmp_path / "preview/data/2.0.0/goals.csv")


def test_diff_tells_removals_first(harbour):
    """`diff 1.0.1 2.0.0` names what was removed before what was changed, and what version it called for."""
    done = run_gazette("diff", "1.0.1", "2.0.0", project=harbour)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "major" in done.stdout
    assert done.stdout.index("quiet-nights") < done.stdout.index("weekly")


@pytest.mark.parametrize("form", ["text", "json", "markdown", "html"])
def test_diff_of_an_edition_with_itself_is_empty_in_every_form(harbour, form):
    """Nothing is told where nothing differs."""
    done = run_gazette("diff", "2.0.0", "2.0.0", "--format", form, project=harbour)
    assert done.returncode == 0
    assert "quiet-nights" not in done.stdout


def test_a_removed_table_keeps_its_addresses(harbour, tmp_path):
    """Where the list, the dataset page and the records of a removed table stood, pages say that they are gone."""
    root = shutil.copytree(harbour, tmp_path / "fewer")
    described = json.loads(read(root / "datapackage.json"))
    described["resources"] = [
        resource for resource in described["resources"] if resource["name"] != "actions"
    ]
    (root / "datapackage.json").write_text(
        json.dumps(described, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    for path in (ACTIONS, "schemas/tables/actions.json", "content/rules/goal-has-action.sql"):
        (root / path).unlink()
    done = release(root, "3.0.0", "2024-06-01")
    assert done.returncode == 0, done.stdout
    done = run_gazette("build", "--output", tmp_path / "site", project=root)
    assert done.returncode == 0, done.stdout
    for path in ("actions", "data/actions", "actions/sample-basin"):
        page = read(tmp_path / "site/ar" / path / "index.html")
        assert "مسحوب" in page
        assert "2.0.0" in page


@pytest.mark.browser
def test_the_past_is_read_in_a_browser(site):
    """From the home page to what changed is one click; the wording that went and came is marked; nothing errs."""
    playwright = pytest.importorskip("playwright.sync_api")
    from tests.browser.conftest import FLAGS, find_chromium, serving

    with serving(site) as address, playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        page = browser.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{address}en/")
        page.click(".contents >> text=What has changed")
        assert page.locator("ol.releases > li").count() == 3
        page.goto(f"{address}ar/changes/1.0.1...2.0.0/")
        assert page.locator("html").get_attribute("dir") == "rtl"
        assert "weekly" in " ".join(page.locator("ins").all_inner_texts())
        page.goto(f"{address}en/goals/quiet-nights/")
        page.click('main a[href$="en/goals/calm/"]')
        assert page.locator("h1").inner_text()
        browser.close()
    assert said == []
