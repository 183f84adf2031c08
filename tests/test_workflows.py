"""The workflows: small rights, pinned actions, one gate, no text of strangers in a shell."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.conftest import run_gazette
from tests.packages import lay
from tests.release.test_releases import GOALS, change, release

ROOT = Path(__file__).resolve().parent.parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_asks_for_little(path: Path):
    """No right is given to all jobs, every job has a time limit, and no fork's code runs with rights."""
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert found["permissions"] == {}
    assert "pull_request_target" not in found[True]
    for job in found["jobs"].values():
        assert job["timeout-minutes"] <= 30
        assert "permissions" in job


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit(path: Path):
    """An action is named by the hash of its commit, with its version beside for people."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if "uses:" in line:
            assert re.search(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d", line), line


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_expression_stands_in_a_shell(path: Path):
    """What others can write (a branch's name) reaches a shell through the environment only."""
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    for job in found["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), step["name"]


def test_the_workflow_calls_the_one_gate():
    """What runs on a pull request is the script that runs everywhere."""
    text = (WORKFLOWS[0].parent / "check.yml").read_text(encoding="utf-8")
    assert "run: .ci/run" in text


def test_only_jobs_without_rights_run_code_of_the_project():
    """A job that may write runs no program of the repository; the one that releases waits for the comparison."""
    for path in WORKFLOWS:
        for job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values():
            if "write" in job["permissions"].values():
                for step in job["steps"]:
                    assert not re.search(
                        r"\b(uv|pip|python|npm)\b|\.ci/|\./", step.get("run", "").replace("./*.csv", "")
                    )
    jobs = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8"))["jobs"]
    assert "rebuild" in jobs["release"]["needs"]
    assert any(".ci/rebuild-release" in step.get("run", "") for step in jobs["rebuild"]["steps"])


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_what_a_workflow_installs_is_locked(path: Path):
    """Uv comes by its hash, and everything else by the hashes of uv.lock."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if "pip install" in line:
            assert "--require-hashes -r .ci/uv.txt" in line
        if "uv run" in line:
            assert "uv run --locked" in line


def test_a_release_is_made_once_more_and_compared(tmp_path: Path):
    """The script passes for a release that its sources make, and fails where a byte of it was not made by them."""
    root = lay("withdrawn", tmp_path)
    assert release(root, "1.0.0", "2024-02-01").returncode == 0
    change(root, GOALS, "Eau propre", "De l’eau propre")
    assert release(root, "1.0.1", "2024-03-01").returncode == 0
    git = ["git", "-C", str(root), "-c", "user.name=t", "-c", "user.email=t@harbour.example"]
    subprocess.run([*git, "init", "-q", "-b", "main"], check=True)

    def rebuilt() -> subprocess.CompletedProcess[str]:
        subprocess.run([*git, "add", "-A"], check=True)
        subprocess.run([*git, "commit", "-q", "-m", "a release"], check=True)
        return subprocess.run(
            [ROOT / ".ci/rebuild-release", "1.0.1"],
            cwd=root,
            env={"PATH": os.environ["PATH"], "PUBLISHER": f"{sys.executable} -m gazette.cli"},
            capture_output=True,
            text=True,
            encoding="utf-8",
        )

    done = rebuilt()
    assert done.returncode == 0, done.stdout + done.stderr
    change(root, "releases/1.0.1/goals.csv", "De l’eau propre", "De l’eau sale")
    done = rebuilt()
    assert done.returncode == 1
    assert "De l’eau sale" in done.stdout


def test_the_first_minute_is_light():
    """What `uv run build.py` installs in a fresh clone is the publisher with its extras, and pytest."""
    if shutil.which("uv") is None:
        pytest.skip("there is no uv")
    done = subprocess.run(
        ["uv", "export", "--locked", "--offline", "--quiet", "--no-hashes", "--no-header", "--no-annotate"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    installed = set(re.findall(r"^([\w.-]+)==", done.stdout, re.MULTILINE))
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    bench = {re.match(r"[\w.-]+", name)[0] for group in groups if group != "dev" for name in groups[group]}
    assert {"pelican", "pyarrow", "pagefind", "resvg-py", "pytest"} <= installed
    assert installed & bench <= {"requests", "pyyaml"}  # which the publisher's own libraries bring
    assert len(installed) < 80


def test_the_first_run_of_the_tests_brings_what_they_need(tmp_path: Path):
    """Where a package is missing, uv runs the same command with all groups, once, and its status counts."""
    shutil.copy(ROOT / "conftest.py", tmp_path)
    (tmp_path / "pyproject.toml").write_text(
        '[dependency-groups]\ntest = ["no-such-package>=1"]\nconformance = ["pytest"]\n', encoding="utf-8"
    )
    (tmp_path / "test_x.py").write_text("def test_x(): raise SystemExit(9)\n", encoding="utf-8")
    uv = tmp_path / "uv"
    uv.write_text('#!/bin/sh\necho "uv got: $*"\nexit 5\n', encoding="utf-8")
    uv.chmod(0o755)

    def run(**environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "test_x.py"],
            cwd=tmp_path,
            env={**os.environ, "UV": str(uv), **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
        )

    done = run()
    assert done.returncode == 5
    assert "The tests need more packages (no-such-package)" in done.stdout
    assert (
        "uv got: run --locked --inexact --group test --group conformance pytest -q test_x.py" in done.stdout
    )
    again = run(GAZETTE_TESTS_SECOND_RUN="1")
    assert again.returncode == 4
    assert "run `uv sync --locked --inexact --group test --group conformance`" in again.stderr


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="a clone needs the repository, which is not here")
def test_a_clone_with_the_line_ends_of_windows_checks_clean(tmp_path: Path):
    """Where Git is told to write CRLF, tables keep their LF and released files every byte."""
    clone = tmp_path / "clone"
    git = ["git", "-c", "core.autocrlf=true"]
    subprocess.run([*git, "clone", "-q", "--no-local", "--depth=1", f"file://{ROOT}", str(clone)], check=True)
    table = (clone / "content/tables/goals.csv").read_bytes()
    assert table
    assert b"\r" not in table
    done = run_gazette("check", project=clone)
    assert done.returncode == 0, done.stdout[-2000:]
