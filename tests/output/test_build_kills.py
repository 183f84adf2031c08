"""The whole front door under SIGKILL: what stands in the site's folder is always one whole site or the other."""

import random
import re
import shutil
import signal
import time
from pathlib import Path

import pytest

from tests import warm
from tests.output import faults

EXAMPLES = Path(__file__).parent.parent / "examples"
KILLS = 20
SWAP = ("rename", "renameat2", "syncfs", "fsync")
REMOVALS = ("rmdir", "unlink", "unlinkat")


def command(project: Path, site: Path) -> list[str]:
    """A build as a person runs it, which does all of its work each time."""
    return ["gazette.start:main", "--project", str(project), "build", "--output", str(site), "--no-cache"]


def build(project: Path, site: Path, *store: object) -> None:
    """Build it undisturbed, without a store or with this one."""
    words = command(project, site)
    done = warm.start(*(words[:-1] if store else words), *store).wait()
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two editions of a small package, which differ on every page."""
    folder = tmp_path_factory.mktemp("editions")
    for name, version in (("old", "0.3.1"), ("new", "0.4.0")):
        shutil.copytree(EXAMPLES / "unlike", folder / name)
        path = folder / name / "datapackage.json"
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r'"version": "[^"]+"', f'"version": "{version}"', text), encoding="utf-8")
    return {name: folder / name for name in ("old", "new")}


@pytest.fixture(scope="module")
def wholes(
    editions: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, str] | None]:
    """What the whole site of each edition holds, and how long a build takes."""
    sites = {}
    for name, project in editions.items():
        site = tmp_path_factory.mktemp("whole") / "site"
        build(project, site)
        sites[name] = faults.snapshot(site)
    assert sites["old"] != sites["new"]
    return sites


def test_a_build_killed_at_random_moments_leaves_a_whole_site(editions, wholes, tmp_path):
    """Twenty builds, each killed at a moment of its own: the site is always the old or the new one, and whole."""
    site = tmp_path / "site"
    build(editions["old"], site)
    begun = time.monotonic()
    build(editions["new"], site)
    lasts = time.monotonic() - begun
    chance, seen = random.Random(20240916), {"old": 0, "new": 0}
    for _ in range(KILLS):
        current = "old" if faults.snapshot(site) == wholes["old"] else "new"
        wanted = "new" if current == "old" else "old"
        running = warm.start(*command(editions[wanted], site))
        time.sleep(chance.uniform(0, lasts * 1.05))
        running.kill()
        running.wait()
        left = faults.snapshot(site)
        assert left in (wholes["old"], wholes["new"])
        seen["old" if left == wholes["old"] else "new"] += 1
    build(editions["new"], site)
    assert faults.snapshot(site) == wholes["new"]
    assert faults.rubbish(site) == []
    assert sum(seen.values()) == KILLS


def test_a_build_killed_at_every_call_of_the_swap_leaves_a_whole_site(editions, wholes, tmp_path):
    """Each rename, flush and removal at the end of a real build, cut off there: whole, and the next run cleans up."""
    faults.need_strace()
    site = tmp_path / "site"
    build(editions["old"], site)
    sweep = faults.Sweep(command(editions["new"], site), site)
    calls = sweep.calls()
    moments = [
        f"{name}:signal=SIGKILL:when={number}"
        for name in (*SWAP, *REMOVALS)
        for number in calls.get(name, range(0))[:: 61 if name in REMOVALS else 1]
    ]
    assert any(moment.startswith("rename") for moment in moments)
    for moment in moments:
        done = sweep.run(moment)
        assert done.returncode == -signal.SIGKILL, moment
        assert faults.snapshot(site) in (wholes["old"], wholes["new"]), moment
        build(
            editions["old"], site, "--cache", tmp_path / "cache"
        )  # what it swept is looked at, not what it made
        assert faults.rubbish(site) == [], moment
