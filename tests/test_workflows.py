"""The workflows: small rights, pinned actions, one gate, no text of strangers in a shell."""

import re
from pathlib import Path

import pytest
import yaml

WORKFLOWS = sorted((Path(__file__).resolve().parent.parent / ".github/workflows").glob("*.yml"))


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
