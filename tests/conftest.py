"""What all tests share: the repository, the front door as a command, the real site built once.

`pytest` without a path runs the whole suite in one process more than there are cores, for now and then one waits for a
browser; each takes one unit of tests after the other, the longest first, so that all are busy to the end. What is dear
and only looked at is built by whoever needs it first, for all of them (`made_once`).
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

from tests import editions, warm

# Hundreds of processes are started here: what they import is compiled once, not by each of them.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

ROOT = Path(__file__).resolve().parent.parent

SITE = "https://data.agency.test/euromed/"
"""Where the real site is said to stand; nothing is ever asked there."""

LONG = ("output/test_build_kills", "output/test_kills", "release/test_cut_off", "site/test_incremental")
"""Files whose tests share little and take long: each test is a unit of its own."""
TOGETHER = ("conformance",)
"""Folders whose tests share what only memory can hold: the whole folder is a unit."""
FIRST = (
    *("browser/test_lighthouse", "output/test_build_kills", "browser/test_axe", "output/test_kills"),
    *("conformance", "browser/test_everywhere", "release/test_cut_off", "test_front_door", "browser"),
    *("site/test_incremental", "release", "site", "test_clients", "test_addresses"),
)
"""What takes longest, longest first; everything else follows."""

AT_THE_START = ("PYTHON", "LC_", "LANG", "TZ")
"""How names of the environment begin that only a new process reads."""

Run = Callable[..., subprocess.CompletedProcess[str]]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--backwards`, for `benchmarks/flaky.py`."""
    parser.addoption("--backwards", action="store_true", help="the tests in the other order")


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Spread the whole suite over the cores, unless somebody has said how many processes it shall be."""
    whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS and not hasattr(config, "workerinput")
    cores = len(os.sched_getaffinity(0))
    if whole and cores > 1 and config.option.numprocesses is None and not config.option.collectonly:
        config.option.numprocesses = cores + 1


def _unit(nodeid: str) -> str:
    """What one process does alone: a file, for some a folder or a single test."""
    path = nodeid.partition("::")[0].removeprefix("tests/")
    folder = path.partition("/")[0]
    return folder if folder in TOGETHER else nodeid if path.removesuffix(".py") in LONG else path


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest first, in a run of several processes and in a run of one; or all the other way round."""
    places = {name: place for place, name in enumerate(FIRST)}

    def place(item: pytest.Item) -> int:
        path = item.nodeid.partition("::")[0].removeprefix("tests/").removesuffix(".py")
        return min(places.get(path, len(FIRST)), places.get(path.partition("/")[0], len(FIRST)))

    items.sort(key=place)
    if config.option.backwards:
        items.reverse()


class Units(LoadScopeScheduling):
    """Gives each process one unit after the other, in the order of the collection."""

    def _split_scope(self, nodeid: str) -> str:
        return _unit(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling:
    """The scheduler of this suite."""
    config.option.loadscopereorder = False
    return Units(config, log)


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that `make` fills once for all processes of this run; the others wait for it. It is only looked at."""
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder, whole = shared / name, shared / f"{name}.whole"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            whole.touch()
    return folder


def run_gazette(*arguments: object, project: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command on a project, as a person would, and wait for it.

    It is a process of its own, forked from a warm one; where Python must start anew to obey the environment, it does.
    """
    words = ["--project", str(project), *map(str, arguments)]
    everything = {**os.environ, **environment}
    if not any(name.startswith(AT_THE_START) for name in environment):
        return warm.start("gazette.start:main", *words, env=everything).wait()
    return subprocess.run(
        [sys.executable, "-m", "gazette.cli", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        env=everything,
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

    def build(target: Path) -> None:
        done = run_gazette("build", "--output", target, "--site-url", SITE, project=ROOT)
        assert done.returncode == 0, done.stdout + done.stderr

    return made_once(tmp_path_factory, "real-site", build)


@pytest.fixture(scope="session")
def edition_sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The second editions (tests/examples/editions), each built once for all tests that only look at them."""

    def build(target: Path) -> None:
        target.mkdir()
        for name in editions.EDITIONS:
            editions.built(name, target / name)

    folder = made_once(tmp_path_factory, "editions", build)
    return {name: folder / name for name in editions.EDITIONS}


@pytest.fixture(scope="session")
def bare_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, built by somebody elsewhere in the world who does not say where it will stand."""

    def build(target: Path) -> None:
        elsewhere = {"PYTHONHASHSEED": "77", "TZ": "America/Lima", "LC_ALL": "C.UTF-8"}
        done = run_gazette("build", "--no-cache", "--output", target, project=ROOT, **elsewhere)
        assert done.returncode == 0, done.stdout + done.stderr
        assert done.stdout.count("Nobody has said where the site will stand") == 1

    return made_once(tmp_path_factory, "bare-site", build)
