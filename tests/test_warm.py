"""A command that is forked from a warm process is a process as any other."""

import os
import signal
import subprocess
import sys

from tests import warm
from tests.conftest import ROOT

MAIN = "gazette.start:main"


def test_a_fork_answers_as_a_new_process_does(tmp_path):
    """Status, output and errors are those of the command that a person starts, in the same folder."""
    for words in (
        ("explain", "unknown-reference"),
        ("explain", "no-such-code"),
        ("check", "--format", "xml"),
        ("--help",),
    ):
        there = subprocess.run(
            [sys.executable, "-m", "gazette.cli", *words],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        here = warm.start(MAIN, *words, cwd=tmp_path).wait()
        assert (here.returncode, here.stdout, here.stderr) == (there.returncode, there.stdout, there.stderr)


def test_a_fork_is_killed_alone():
    """One that is held waits until it is let go; a kill is told as such, and the next command runs."""
    held = warm.start(MAIN, "--help", held=True)
    held.kill()
    assert held.wait().returncode == -signal.SIGKILL
    other = warm.start(MAIN, "--help", held=True)
    other.go()
    assert other.wait().returncode == 0


def test_a_fork_has_the_environment_it_is_given():
    """And nothing else: what one command sets is not there for the next."""
    for name in ("one", "two"):
        said = warm.start("tests.test_warm:tell", env={"NAME": name}, cwd=ROOT).wait()
        assert said.stdout == f"{name} 1\n"


def tell() -> None:
    """Say what is in the environment."""
    sys.stdout.write(f"{os.environ['NAME']} {len(os.environ)}\n")
