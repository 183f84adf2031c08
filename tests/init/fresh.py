"""The publisher in an environment of its own, from a wheel: what a person has who installed it."""

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def install(folder: Path, *, extras: bool = True, wheels: Path | None = None) -> Path:
    """Install the wheel with its locked dependencies alone; gives the command `gazette`.

    The wheel is built into `wheels` here, or is there already. Everything comes from uv's cache where that has it.
    """
    uv = os.environ.get("UV") or shutil.which("uv")
    assert uv is not None
    environment = folder / "environment"
    if wheels is None:
        wheels = folder / "wheels"
        _run(uv, "build", "--wheel", "--out-dir", wheels, ROOT)
    wanted = ["--no-default-groups", "--no-install-project", *(["--all-extras"] if extras else [])]
    _run(uv, "sync", "--locked", *wanted, "--project", ROOT, UV_PROJECT_ENVIRONMENT=str(environment))
    (wheel,) = wheels.glob("*.whl")
    _run(uv, "pip", "install", "--no-deps", "--python", environment, wheel)
    return environment / "bin/gazette"


def _run(uv: str, *words: object, **environment: str) -> None:
    for offline in (["--offline"], []):
        done = subprocess.run(
            [uv, *map(str, words), "--quiet", *offline],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, **environment},
        )
        if done.returncode == 0:
            return
    raise AssertionError(done.stdout + done.stderr)
