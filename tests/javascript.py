"""Clients that come with npm: skipped plainly where they are not installed, missed loudly where CI runs.

`npm ci` in tests/node installs them; `pytest_plugins` or an import brings the fixture to a folder of tests.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

NODE = Path(__file__).parent / "node"
MODULES = NODE / "node_modules"


def require(program: str = "node") -> str:
    """The path of a program that the packages of tests/node need; skips, or under CI fails, without it."""
    found = shutil.which(program)
    if found and MODULES.is_dir():
        return found
    reason = f"{program} is not installed" if not found else "tests/node has no packages: run npm ci there"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def javascript():
    """Runs a script of tests/node and gives its standard output."""
    node = require()

    def run(script: str, *arguments: str) -> str:
        done = subprocess.run(
            [node, str(NODE / script), *arguments],
            capture_output=True,
            encoding="utf-8",
            env={"PATH": os.environ["PATH"], "NO_PROXY": "*"},
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run
