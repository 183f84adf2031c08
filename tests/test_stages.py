"""The report on the time of builds: which stage grew, and what is only noise."""

import subprocess
import sys

from benchmarks.stages import WHOLE, best, by_stage, grown, report
from tests.conftest import ROOT


def test_a_stage_lasts_to_the_next():
    """Numbers are no part of a name, and what comes twice is added up."""
    marks = [("checking", 1.0), ("drawing 1,204 pictures", 3.0), ("checking", 3.5), ("", 5.5)]
    assert by_stage(marks) == {"checking": 4.0, "drawing pictures": 0.5, WHOLE: 4.5}


def test_the_fastest_round_counts():
    """A busy moment of the computer is no growth."""
    assert best([{"a": 2.0, WHOLE: 2.0}, {"a": 1.0, "b": 3.0, WHOLE: 4.0}]) == {
        "a": 1.0,
        "b": 3.0,
        WHOLE: 2.0,
    }


def test_what_grew_is_named_with_the_worst_first():
    """Against the slowest of the commits before; a new stage counts whole; less than noise does not."""
    before = [{"a": 1.0, "b": 1.0, WHOLE: 2.0}, {"a": 1.4, "b": 1.0, WHOLE: 2.4}]
    now = {"a": 1.5, "b": 2.0, "c": 3.0, WHOLE: 6.5}
    assert grown(now, before) == {"c": 3.0, "b": 1.0}
    said = report(["new", "old", "older"], [now, *before])
    assert "| b | 2.00 | 1.00 | 1.00 |" in said
    assert said.endswith("Grew: **c** by 3.00 s, **b** by 1.00 s.")
    assert report(["new", "old"], [before[0], before[0]]).endswith("may differ by.")


def test_a_commit_that_does_not_build_is_left_out():
    """Its column is empty; where there is no other, nothing is compared."""
    assert "nothing to compare" in report(["new", "old"], [{"a": 1.0, WHOLE: 1.0}, {}])
    assert report(["new", "old"], [{}, {"a": 1.0, WHOLE: 1.0}]).startswith("new does not build")


def test_a_commit_is_measured_as_it_was():
    """The last commit builds a small package of its own, stage by stage, in a folder of its own."""
    done = subprocess.run(
        [
            sys.executable,
            "benchmarks/stages.py",
            "--before=0",
            "--rounds=1",
            "--project=tests/examples/good/minimal",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert "| rendering the pages |" in done.stdout
    assert "nothing to compare" in done.stdout
