"""The test bench comes with the first run of the tests.

`uv run build.py` installs the publisher and nothing that only tests need. So `uv run pytest` begins with pytest alone;
where the other packages of the groups `test` and `conformance` are missing, uv adds them, in the versions of `uv.lock`,
and the same command is run once more. uv adds to an environment and takes nothing away, so this happens once.
"""

import os
import shutil
import subprocess
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

GROUPS = ("test", "conformance")
_SECOND_RUN = "GAZETTE_TESTS_SECOND_RUN"


def missing_packages() -> list[str]:
    """What the groups name in pyproject.toml and this environment lacks."""
    declared = tomllib.loads((Path(__file__).parent / "pyproject.toml").read_text(encoding="utf-8"))
    names = [
        Requirement(requirement).name
        for group in GROUPS
        for requirement in declared["dependency-groups"][group]
    ]
    return [name for name in names if not _is_installed(name)]


def _is_installed(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> int | None:
    """Bring what is missing and run again, or say what to do; None where all is there."""
    missing = missing_packages()
    if not missing:
        return None
    groups = [word for group in GROUPS for word in ("--group", group)]
    uv = os.environ.get("UV") or shutil.which("uv")
    if uv is None or os.environ.get(_SECOND_RUN):
        command = " ".join(["uv sync --locked --inexact", *groups])
        raise pytest.UsageError(f"the tests need {', '.join(missing)}: run `{command}`")
    capture = config.pluginmanager.getplugin("capturemanager")
    if capture is not None:
        capture.stop_global_capturing()
    print(
        f"The tests need more packages ({', '.join(missing)}): uv installs them now, once.",
        flush=True,
    )
    command = [
        uv,
        "run",
        "--locked",
        "--inexact",
        *groups,
        "pytest",
        *map(str, config.invocation_params.args),
    ]
    return subprocess.run(
        command, cwd=config.invocation_params.dir, env={**os.environ, _SECOND_RUN: "1"}, check=False
    ).returncode
