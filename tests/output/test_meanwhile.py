"""One build at a time, and what readers meet meanwhile."""

import fcntl
import os
import signal
import subprocess
import sys

import pytest

from gazette.problem import Stop
from gazette.publish import publish
from tests.output import faults, small_site


def command(target, generation):
    """The program that publishes one generation."""
    return [sys.executable, small_site.__file__, str(target), str(generation)]


@pytest.fixture
def target(tmp_path):
    """Where nothing stands yet."""
    return tmp_path / "_site"


def test_a_second_build_is_told_to_wait(target):
    """While one build runs, a second ends at once with 75; the first goes on, and a third may come after."""
    first = subprocess.Popen(
        [*command(target, 1), "--hold"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    with first:
        assert [first.stdout.readline() for _ in "12"] == ["begin\n", "holding\n"]
        second = subprocess.run(command(target, 2), capture_output=True, text=True, encoding="utf-8")
        assert (second.returncode, second.stderr[:19]) == (75, "error[output-busy] ")
        with pytest.raises(Stop) as caught, publish(target):
            pytest.fail("the body must not run")
        assert (caught.value.problems[0].code, caught.value.status) == ("output-busy", 75)
        first.communicate("go on\n")
    assert first.returncode == 0
    assert (target / "index.html").read_bytes() == small_site.files(1)["index.html"]
    small_site.write(target, 3)
    assert faults.rubbish(target) == []


def test_builds_that_race(target):
    """Twenty pairs started together: at least one of each wins, a loser says 75, and the site is whole."""
    for generation in range(1, 41, 2):
        pair = [
            subprocess.Popen(
                [*command(target, g), "--pages", "60"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            for g in (generation, generation + 1)
        ]
        ends = sorted(build.wait() for build in pair)
        assert ends in ([0, 0], [0, 75])
        body = (target / "index.html").read_bytes()
        won = int(body.split()[1])
        assert won in (generation, generation + 1)
        site = small_site.files(won, 60)
        assert {path: (target / path).read_bytes() for path in site} == site
    assert faults.rubbish(target) == []


def test_a_killed_build_locks_nobody_out(target):
    """The system drops the lock of a killed build; its lock file does no harm."""
    build = subprocess.Popen(
        [*command(target, 1), "--hold"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    with build:
        assert [build.stdout.readline() for _ in "12"] == ["begin\n", "holding\n"]
        build.send_signal(signal.SIGKILL)
    assert faults.rubbish(target) != []
    small_site.write(target, 2)
    assert faults.rubbish(target) == []


def test_a_lock_file_that_its_owner_has_removed_holds_nothing(target, monkeypatch):
    """Who locks a file that was removed in between has locked nothing that others see, and takes the new one."""
    locks, really = [], fcntl.flock

    def flock(handle: int, how: int) -> None:
        if not locks:
            (target.parent / f".{target.name}.lock").unlink()  # the builder that had it ends at this moment
        locks.append(handle)
        really(handle, how)

    with monkeypatch.context() as patch:
        patch.setattr(fcntl, "flock", flock)
        with publish(target) as stage:
            stage.write("a", b"")
            assert (target.parent / f".{target.name}.lock").exists()
    assert len(locks) == 2


def test_readers_meet_whole_pages(target):
    """Through twenty publications no page is missing or cut, and an open folder is of one generation."""
    small_site.write(target, 1)
    sites = [small_site.files(generation) for generation in range(23)]
    pages = list(sites[1])
    reads = pairs = 0
    with subprocess.Popen(
        [sys.executable, small_site.__file__, str(target), "2", "--times", "20"], stdout=subprocess.DEVNULL
    ) as writer:
        while writer.poll() is None:
            for page in pages:
                body = (target / page).read_bytes()
                assert body == sites[int(body.split()[1])][page]
                reads += 1
            pairs += same_generation(target, pages[0], pages[-1])
    assert writer.returncode == 0
    assert (target / "index.html").read_bytes() == sites[21]["index.html"]
    assert reads
    assert pairs


def same_generation(target, first: str, second: str) -> bool:
    """Read two pages through one open folder; False if it was swapped out and swept away meanwhile."""
    folder = os.open(target, os.O_RDONLY | os.O_DIRECTORY)
    try:
        bodies = []
        for page in (first, second):
            with open(os.open(page, os.O_RDONLY, dir_fd=folder), "rb") as file:  # noqa: PTH123
                bodies.append(file.read())
    except FileNotFoundError:
        return False
    finally:
        os.close(folder)
    assert bodies[0] == bodies[1]
    return True
