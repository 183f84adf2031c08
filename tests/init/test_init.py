"""`init`: a new publication that is clean, builds at once, and overwrites nothing."""

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from gazette.check import check
from gazette.init import Wishes
from gazette.init.model import LANGUAGES, from_model
from gazette.load import load
from gazette.problem import Stop
from gazette.project import Project
from gazette.publish import add_files
from tests import editions
from tests.conftest import ROOT, Run, run_gazette

MODELS = ("trees", "strategy")
CHOICES = [("en",), ("fr",), ("ar",), ("fr", "en"), LANGUAGES]


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Path:
    """A publication made by the command, as a person without a terminal types it."""
    folder = tmp_path_factory.mktemp("init") / "site"
    done = run_gazette(
        "init", folder, "--title", "Trees & shade", "--publisher", "Parks", project=folder.parent
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"cd {folder} && gazette serve" in done.stdout
    return folder


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("languages", CHOICES, ids="-".join)
def test_a_model_is_clean_in_any_choice_of_its_languages(model, languages, tmp_path):
    """No error and no warning; its titles and columns are in the languages asked for, the source first."""
    add_files(tmp_path / "new", from_model(model, Wishes("new", languages=languages)))
    problems, examined = check(load(Project(tmp_path / "new")))
    assert [one for one in problems if one.severity != "advice"] == []
    assert examined.counts["rows"] > 3
    descriptor = json.loads((tmp_path / "new/datapackage.json").read_text("utf-8"))
    assert descriptor["languages"] == list(languages)
    assert {key for key in descriptor if key.startswith("title")} == {
        "title",
        *(f"title_{code}" for code in languages[1:]),
    }
    model_title = json.loads((ROOT / f"gazette/init/models/{model}/datapackage.json").read_text("utf-8"))
    assert descriptor["title"] == model_title["title" if languages[0] == "en" else f"title_{languages[0]}"]
    others = "|".join(code for code in LANGUAGES if code not in languages) or "none"
    for path in (tmp_path / "new/content").rglob("*"):
        assert not re.search(rf"\.({others})\.md", path.name)
        if path.suffix == ".csv":
            assert not re.search(rf"_({others})\b", path.read_text("utf-8").splitlines()[0])


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("model", MODELS)
def test_a_model_is_valid_for_frictionless(model, tmp_path):
    """The reference for Data Packages agrees, in one language and in all."""
    from frictionless import Package

    for languages in (LANGUAGES[:1], LANGUAGES):
        folder = tmp_path / "-".join(languages)
        add_files(folder, from_model(model, Wishes("new", languages=languages)))
        report = Package("datapackage.json", basepath=str(folder)).validate()
        assert report.valid, report.flatten(["message"])[:3]


def test_it_passes_strict_and_builds_at_once(made, gazette: Run, tmp_path):
    """`check --strict` is clean, and the site has the tables, the article and the title, escaped."""
    done = gazette("check", "--strict", project=made)
    assert done.returncode == 0, done.stdout
    done = gazette("build", "--strict", "--output", tmp_path / "site", project=made)
    assert done.returncode == 0, done.stdout
    page = (tmp_path / "site/en/trees/old-harbour/index.html").read_text("utf-8")
    assert "The oak by the old harbour" in page
    assert "en/species/holm-oak/" in page
    assert (tmp_path / "site/en/about/index.html").is_file()
    assert "Trees &amp; shade" in (tmp_path / "site/en/index.html").read_text("utf-8")
    assert editions.holes(tmp_path / "site") == []


def test_from_a_clone_the_front_door_stays_where_it_is(tmp_path):
    """`build.py init` says how the new publication is reached from here, and that works."""
    words = [sys.executable, ROOT / "build.py", "init", tmp_path / "site"]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"build.py --project {tmp_path / 'site'} serve" in done.stdout
    words[2:] = ["--project", tmp_path / "site", "check", "--strict"]
    assert subprocess.run(words, capture_output=True, cwd=ROOT).returncode == 0


def test_what_was_wished_for_is_in_the_descriptor(made):
    """Title, publisher, a name from the title, today's date; no address that somebody would have to mend."""
    descriptor = json.loads((made / "datapackage.json").read_text("utf-8"))
    assert descriptor["title"] == "Trees & shade"
    assert descriptor["name"] == "trees-shade"
    assert descriptor["contributors"] == [{"title": "Parks", "roles": ["publisher"]}]
    assert not {"homepage", "repository", "contact"} & descriptor.keys()
    assert (made / "README.md").read_text("utf-8").startswith("# Trees & shade\n")


def test_nothing_is_overwritten(made, gazette: Run):
    """A second time it names what is there, writes nothing, and its status is that of wrong use."""
    before = files_of(made)
    done = gazette("init", made, project=made.parent)
    assert done.returncode == 2
    assert "error[init-exists]" in done.stdout
    assert files_of(made) == before


def test_where_one_file_is_in_the_way_none_is_written(tmp_path):
    """A file, a link or a file for a folder in the way: Stop, and the folder is as it was."""
    ways = {"a/b.txt": lambda path: path.write_text("mine"), "a": lambda path: path.write_text("mine")}
    ways["a "] = lambda path: (
        (tmp_path / "elsewhere").mkdir() or path.with_name("a").symlink_to(tmp_path / "elsewhere")
    )
    for number, (name, lay) in enumerate(ways.items()):
        folder = tmp_path / str(number)
        (folder / name).parent.mkdir(parents=True)
        lay(folder / name)
        before = files_of(folder)
        with pytest.raises(Stop, match="init"):
            add_files(folder, {"first.txt": b"1", "a/b.txt": b"2"})
        assert files_of(folder) == before
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_what_was_written_until_a_refusal_is_taken_back(tmp_path, monkeypatch):
    """The disk refuses the second file: the first and the folders are gone, and the Stop says why."""
    real = os.open

    def full(path, *arguments, **named):
        if str(path).endswith("second.txt"):
            raise OSError(28, "No space left on device")
        return real(path, *arguments, **named)

    monkeypatch.setattr(os, "open", full)
    with pytest.raises(Stop, match="no space left"):
        add_files(tmp_path / "new", {"a/first.txt": b"1", "a/second.txt": b"2"})
    assert not (tmp_path / "new").exists()


def test_a_language_without_texts_is_refused(gazette: Run, tmp_path):
    """The model has no Maltese: the message says which languages it has, and nothing is written."""
    done = gazette("init", tmp_path / "site", "--language", "mt", project=tmp_path)
    assert done.returncode == 2
    assert "en, fr, ar" in done.stderr
    assert not (tmp_path / "site").exists()


def test_on_a_terminal_it_asks(tmp_path):
    """Title, publisher and languages are asked for; what is typed is what is written."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "gazette.cli", "init", "site"],
        cwd=tmp_path,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as running:
        os.close(theirs)
        said = b""
        for question, answer in (
            (b"Title", b"Ombre\n"),
            (b"Publisher", b"Ville\n"),
            (b"Languages", b"fr, en\n"),
        ):
            while question not in said:
                said += os.read(ours, 1_000)
            os.write(ours, answer)
        try:
            while os.read(ours, 1_000):
                pass
        except OSError:
            pass  # the terminal is closed at the end
        assert running.wait(timeout=60) == 0
    os.close(ours)
    descriptor = json.loads((tmp_path / "site/datapackage.json").read_text("utf-8"))
    assert (descriptor["title"], descriptor["languages"]) == ("Ombre", ["fr", "en"])
    assert descriptor["contributors"][0]["title"] == "Ville"


def test_its_workflows_ask_for_little(made):
    """No right for all jobs, a time limit and rights for each, actions by commit, no expression in a shell."""
    workflows = sorted((made / ".github/workflows").glob("*.yml"))
    assert len(workflows) == 2
    for path in workflows:
        workflow = yaml.safe_load(path.read_text("utf-8"))
        assert workflow["permissions"] == {}
        assert "pull_request_target" not in workflow[True]
        for job in workflow["jobs"].values():
            assert job["timeout-minutes"] <= 15
            assert "permissions" in job
            for step in job["steps"]:
                assert "${{" not in step.get("run", "")
        for line in path.read_text("utf-8").splitlines():
            if "uses:" in line:
                assert re.search(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d", line), line


def test_its_actions_are_those_of_this_repository(made):
    """The same commits as in our own workflows, which are kept up to date: a change there is one here."""
    own = "\n".join(path.read_text("utf-8") for path in (ROOT / ".github/workflows").glob("*.yml"))
    for path in (made / ".github/workflows").glob("*.yml"):
        for action in re.findall(r"uses: (.*)", path.read_text("utf-8")):
            assert action in own


def judged(tool: str, *words: object) -> None:
    """A judge of workflows has nothing to say; skipped, with the reason, where it is not installed."""
    found = shutil.which(tool, path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if found is None:
        pytest.skip(f"{tool} is not installed: uv sync --group lint")
    done = subprocess.run([found, *map(str, words)], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_has_nothing_to_say_of_its_workflows(made):
    """Even the pedantic persona of the judge of workflows is content."""
    judged("zizmor", "--offline", "--persona", "pedantic", "--no-progress", made / ".github")


def test_its_workflows_are_written_as_github_reads_them(made):
    """Workflows and the settings of updates follow the schemas that are published for them."""
    workflows = sorted((made / ".github/workflows").glob("*.yml"))
    judged("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *workflows)
    judged("check-jsonschema", "--builtin-schema", "vendor.dependabot", made / ".github/dependabot.yml")


def test_without_a_command_it_says_what_can_be_done_here(made, gazette: Run, tmp_path):
    """In a publication: check, serve, build; elsewhere: init. Nothing is written."""
    done = gazette(project=made)
    assert done.returncode == 0
    assert "gazette build" in done.stdout
    assert not (made / "_site").exists()
    done = gazette(project=tmp_path)
    assert (done.returncode, "gazette init site" in done.stdout, list(tmp_path.iterdir())) == (0, True, [])


def test_the_model_of_a_strategy_builds_whole(gazette: Run, tmp_path):
    """Strict, in two languages: the status page counts updates; a record shows its passage in the source language."""
    done = gazette(
        "init", tmp_path / "s", "--strategy", "--language", "fr", "--language", "ar", project=tmp_path
    )
    assert done.returncode == 0, done.stdout + done.stderr
    done = gazette("build", "--strict", project=tmp_path / "s")
    assert done.returncode == 0, done.stdout
    site = tmp_path / "s/_site"
    assert "2 sur 6" in (site / "fr/status/index.html").read_text("utf-8")
    assert "Toutes les entrées sont sans marche" in (site / "fr/index.html").read_text("utf-8")
    for language in ("fr", "ar"):
        record = (site / language / "priorities/plain-language/index.html").read_text("utf-8")
        assert "nous écrivons clairement" in record
    assert "we write plainly" not in (site / "fr/priorities/plain-language/index.html").read_text("utf-8")
    assert editions.holes(site) == []


def test_a_model_is_not_made_from_data(gazette: Run, tmp_path):
    """`--strategy` with `--from` is wrong use, and nothing is written."""
    done = gazette("init", tmp_path / "s", "--strategy", "--from", tmp_path, project=tmp_path)
    assert done.returncode == 2
    assert not (tmp_path / "s").exists()
