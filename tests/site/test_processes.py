"""Work shared with helpers: the same site whatever becomes of them, and none outlives who forked it."""

import os
import signal
import subprocess
import sys
import threading
import time
from importlib import import_module
from pathlib import Path

import pytest

from gazette.pipeline import build_project
from gazette.project import Project
from gazette.site import processes
from tests.packages import lay

rendering = import_module("gazette.site.render")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="helpers are forked on Linux alone")


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """A small package."""
    return lay("minimal", tmp_path_factory.mktemp("shared"))


def site(root, target, monkeypatch, number):
    """What a build with so many helpers publishes."""
    monkeypatch.setattr(rendering, "helpers", lambda parts: number)
    outcome = build_project(Project(root), target, lambda what: None)
    assert outcome.status() == 0, outcome.problems
    return {path.relative_to(target): path.read_bytes() for path in target.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def alone(package, tmp_path_factory):
    """The site as one process makes it."""
    with pytest.MonkeyPatch.context() as patch:
        return site(package, tmp_path_factory.mktemp("alone") / "site", patch, 0)


def test_helpers_give_the_bytes_of_one_process(package, alone, tmp_path, monkeypatch):
    """Each page is made once, by whoever draws it; the site is the same."""
    made = []
    whole = rendering._Site.take
    monkeypatch.setattr(
        rendering._Site, "take", lambda self, unit, what: (made.append(unit.name), whole(self, unit, what))[1]
    )
    assert site(package, tmp_path / "site", monkeypatch, 2) == alone
    assert len(made) == len(set(made))


def killed(_pipe, _result):
    """A helper that is killed with its first result."""
    os.kill(os.getpid(), signal.SIGKILL)


def failed(_pipe, _result):
    """A helper that meets with a fault at its first result."""
    raise ValueError("a fault of the helper's own")


@pytest.mark.parametrize("end", [killed, failed])
def test_what_a_helper_does_not_bring_back_is_made_without_it(end, package, alone, tmp_path, monkeypatch):
    """Whether it was killed or met with a fault: the site is the same, and nothing of it is said."""
    monkeypatch.setattr(processes, "_send", end)
    assert site(package, tmp_path / "site", monkeypatch, 1) == alone


def test_no_helper_beside_threads_or_for_little_work():
    """A fork would lose the threads; and a small site is there before a second process is."""
    assert processes.helpers(10) == 0
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert processes.helpers(10_000) == 0
    finally:
        done.set()
        thread.join()


PROGRAM = """
import time
from gazette.site.processes import Shared
def work(numbers, send):
    for number in numbers:
        time.sleep(0.05)
        send(number)
shared = Shared(10_000, 1, work, lambda result: None)
print(*shared._helpers, flush=True)
time.sleep(60)
"""


def alive(process):
    """True while a process runs; one that nobody has reaped yet does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_helper_ends_with_the_process_that_forked_it():
    """Killed without a word, it leaves nobody who works on."""
    run = subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True)
    helper = int(run.stdout.readline())
    assert alive(helper)
    run.kill()
    run.communicate()
    limit = time.monotonic() + 20
    while alive(helper) and time.monotonic() < limit:
        time.sleep(0.02)
    assert not alive(helper)
