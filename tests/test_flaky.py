"""What runs the tests again and again tells which did not end alike."""

import subprocess
import sys

from benchmarks.flaky import differing
from tests.conftest import ROOT

ODD = """
from pathlib import Path
SEEN = Path(__file__).with_name("seen")

def test_other():
    SEEN.write_text(SEEN.read_text() + "x" if SEEN.exists() else "x")
    assert len(SEEN.read_text()) != 2

def test_always(tmp_path):
    raise ValueError
"""


def test_a_test_that_is_not_always_the_same_is_named(tmp_path):
    """One that fails in the second run, and not one that fails in each."""
    (tmp_path / "test_odd.py").write_text(ODD, encoding="utf-8")
    (tmp_path / "conftest.py").write_text(
        "def pytest_addoption(parser): parser.addoption('--backwards', action='store_true')\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks/flaky.py", "--runs=3"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "test_odd::test_other: passed, failure, passed" in done.stdout
    assert "test_odd::test_always: failure each time" in done.stdout
    assert done.stdout.endswith("1 of 2 tests did not end alike in 3 runs\n")


def test_a_test_that_did_not_run_each_time_is_named():
    """What is missing from a run has not ended alike."""
    assert differing([{"a": "passed", "b": "passed"}, {"a": "passed"}]) == {"b": ["passed", "not run"]}


def test_the_other_order():
    """`--backwards` begins with the last."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "tests/test_flaky.py"]
    said = [
        subprocess.run([*command, *more], cwd=ROOT, capture_output=True, text=True, encoding="utf-8").stdout
        for more in ((), ("--backwards",))
    ]
    there, back = ([line for line in one.splitlines() if "::" in line] for one in said)
    assert there == back[::-1] != back
