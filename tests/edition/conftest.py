"""A project to open editions of."""

import shutil

import pytest

from gazette.project import Project
from tests.edition.projects import EXAMPLE, git


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project in a git repository with one commit, away from the folder in which the tests run."""
    root = tmp_path / "project"
    shutil.copytree(EXAMPLE, root)
    monkeypatch.chdir(tmp_path)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    git(root, "init", "-q", "-b", "trunk")
    git(root, "add", ".")
    git(root, "commit", "-qm", "first")
    git(root, "tag", "first")
    return Project(root)
