"""A release that is killed, or that the computer refuses half-way: nothing stays for ever, and it can be finished."""

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gazette.pipeline import check_project, release_project
from gazette.project import Project
from gazette.publish import sweep
from tests.conftest import run_gazette
from tests.output import faults
from tests.packages import lay
from tests.release.test_releases import GOALS, change, release, tree


def claim(root: Path, version: str, day: str) -> None:
    """Put a version and its day into the descriptor."""
    path = root / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    described |= {"version": version, "created": f"{day}T00:00:00Z"}
    path.write_text(json.dumps(described, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def command(root: Path) -> list[str]:
    """A release as a person makes it."""
    return ["gazette.start:main", "--project", str(root), "release"]


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with one release, changed and ready for the second one."""
    root = lay("withdrawn", tmp_path_factory.mktemp("ready"))
    assert release(root, "1.0.0", "2024-02-01").returncode == 0
    change(root, GOALS, "Eau propre", "De l’eau propre")
    claim(root, "1.0.1", "2024-03-01")
    return root


@pytest.fixture(scope="module")
def whole(ready: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the package holds after a release that nobody disturbed."""
    root = shutil.copytree(ready, tmp_path_factory.mktemp("whole") / "package")
    done = run_gazette("release", project=root)
    assert done.returncode == 0, done.stdout
    return tree(root)


def next_check(root: Path) -> set[str]:
    """What the next command does first, and the codes of the problems that it then shows; in this process."""
    sweep(Project(root))
    return {problem.code for problem in check_project(Project(root), str).problems}


def disturbances(calls: dict[str, range]) -> Iterator[str]:
    """Kills at every call that puts something in its place, some of the others, and refusals first and last."""
    for name in ("rename", "renameat", "renameat2", "fsync", "syncfs"):
        numbers = calls.get(name, range(0))
        for number in numbers if name.startswith("rename") else numbers[-1:]:
            yield f"{name}:signal=SIGKILL:when={number}"
        for number in {*numbers[:1], *numbers[-1:]}:
            yield f"{name}:error={'EROFS' if name.startswith('rename') else 'EIO'}:when={number}"
    for name in ("mkdir", "write", "unlink", "unlinkat"):
        for number in calls.get(name, range(0))[1::997]:
            yield f"{name}:signal=SIGKILL:when={number}"
    yield f"write:error=ENOSPC:when={calls['write'][-1]}+"


def test_a_release_that_is_cut_off_is_finished_by_the_next(ready, whole, tmp_path):
    """At whatever call it ends: `check` is clean or says what to do, and `release` again gives the whole release."""
    faults.need_strace()
    root = tmp_path / "package"

    def prepare() -> None:
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(ready, root)

    disturbed = faults.Sweep(command(root), root / "releases", prepare=prepare)
    moments = list(disturbances(disturbed.calls()))
    assert sum(moment.startswith("rename") and "KILL" in moment for moment in moments) >= 6
    begun = tree(ready)
    seen = {"before": 0, "half": 0, "whole": 0}
    for moment in moments:
        done = disturbed.run(moment)
        assert "Traceback" not in done.stderr, (moment, done.stderr)
        codes = next_check(root)
        assert faults.rubbish(root / "releases") == [], moment
        state = "before" if tree(root) == begun else "whole" if tree(root) == whole else "half"
        seen[state] += 1
        assert codes == ({"unfinished-release"} if state == "half" else set()), moment
        if state != "whole":
            outcome, _ = release_project(Project(root), str)
            assert outcome.problems == [], moment
            assert tree(root) == whole, moment
    assert min(seen.values()) > 0, seen


def test_check_says_how_to_finish_a_release(ready, whole, tmp_path):
    """The files that lag behind are named with the command that brings them up to date, and it does."""
    root = shutil.copytree(ready, tmp_path / "package")
    assert run_gazette("release", project=root).returncode == 0
    for name in ("CITATION.cff", "CHANGELOG.fr.md"):
        shutil.copy(ready / name, root / name) if (ready / name).exists() else (root / name).unlink()
    done = run_gazette("check", project=root)
    assert done.returncode == 1
    assert done.stdout.count("error[unfinished-release]") == 2
    assert "run `release` again" in done.stdout
    dry = run_gazette("release", "--dry-run", project=root)
    assert "had been cut off" in dry.stdout
    done = run_gazette("release", project=root)
    assert done.returncode == 0, done.stdout
    assert "CHANGELOG.fr.md" in done.stdout
    assert tree(root) == whole


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_build_that_is_told_to_end_cleans_up(number, tmp_path):
    """SIGTERM ends as SIGINT does: the lock and the staging folder are gone, and the status says which it was."""
    root = lay("withdrawn", tmp_path)
    build = subprocess.Popen(
        [sys.executable, "-m", "gazette.cli", "--project", str(root), "build"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    with build:
        deadline = time.monotonic() + 60
        while (
            not list(root.glob("._site.staging-*")) and build.poll() is None and time.monotonic() < deadline
        ):
            time.sleep(0.005)
        build.send_signal(number)
        errors = build.stderr.read()
    assert build.returncode == 128 + number, errors
    assert "Traceback" not in errors
    assert faults.rubbish(root / "_site") == []


def test_the_next_command_sweeps_what_a_kill_has_left(tmp_path):
    """Staging folders and locks of the dead go with any command, also with a build that has nothing to do."""
    root = lay("withdrawn", tmp_path)
    assert run_gazette("build", "--cache", tmp_path / "cache", project=root).returncode == 0
    (root / ".releases.staging-999999").mkdir()
    assert run_gazette("build", "--cache", tmp_path / "cache", project=root).returncode == 0
    assert not (root / ".releases.staging-999999").exists()
    for name in ("_site", "_site.preview", "releases"):
        (root / f".{name}.staging-999999/en").mkdir(parents=True)
        (root / f".{name}.lock").touch()
    assert run_gazette("check", project=root).returncode == 0
    assert [
        path.name for path in root.iterdir() if path.name.startswith("._") or ".staging" in path.name
    ] == []
    assert not (root / ".releases.lock").exists()
