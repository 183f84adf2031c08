"""What all tests share: the repository, the front door as a command, the real site built once."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

# Hundreds of processes are started here: what they import is compiled once, not by each of them.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

ROOT = Path(__file__).resolve().parent.parent

SITE = "https://data.agency.test/euromed/"
"""Where the real site is said to stand; nothing is ever asked there."""

Run = Callable[..., subprocess.CompletedProcess[str]]


def run_gazette(*arguments: object, project: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command on a project, as a person would, and wait for it."""
    return subprocess.run(
        [sys.executable, "-m", "gazette.cli", "--project", str(project), *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        env={**os.environ, **environment},
    )


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def gazette() -> Run:
    """The command, as a person runs it: `gazette("check", project=folder)`."""
    return run_gazette


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real strategy's site, built once for all tests that only look at it."""
    target = tmp_path_factory.mktemp("real") / "site"
    done = run_gazette("build", "--output", target, "--site-url", SITE, project=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    return target
