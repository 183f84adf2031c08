"""A publication that is killed leaves a whole site, and the next one cleans up after it."""

import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from tests import warm
from tests.output import faults, small_site

PROGRAM = "tests.output.small_site:main"
NO_EXCHANGE = "renameat2:error=EINVAL"
LATE_CALLS = [name for name in faults.CALLS if name not in ("open", "openat", "write", "chmod", "fchmod")]


def sweep_kills(sweep: faults.Sweep, names=faults.CALLS, *, first: bool = False) -> None:
    """Kill at every call; look; publish again in peace, in this process; look again."""
    target = sweep.target
    old, new, after = None if first else expected(target, 1), expected(target, 2), expected(target, 1)
    if first:
        remove(target)
    kills = list(sweep.kills(names))
    assert kills, "nothing to kill"
    for fault in kills:
        if first:
            remove(target)
        else:
            small_site.write(target, 1)
        done = sweep.run(fault)
        assert done.returncode == -signal.SIGKILL, (fault, done)
        assert faults.snapshot(target) in (old, new), fault
        small_site.write(target, 1)
        assert faults.snapshot(target) == after, fault
        assert faults.rubbish(target) == [], fault


def expected(target: Path, generation: int) -> dict[str, str] | None:
    """The snapshot of a whole generation."""
    aside = target.parent.parent / f"whole-{generation}"
    if not aside.exists():
        small_site.write(aside, generation)
    return faults.snapshot(aside)


def remove(target: Path) -> None:
    """No site at all, whether it is a folder or a link."""
    for path in (target, *target.parent.glob(f".{target.name}.*")):
        if path.is_symlink():
            path.unlink()
        elif path.exists():
            faults.shutil.rmtree(path)


def command(target: Path, generation: int) -> list[str]:
    """The program that publishes one generation."""
    return [PROGRAM, str(target), str(generation)]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A site of generation 1."""
    path = tmp_path / "beside" / "_site"
    small_site.write(path, 1)
    return path


def test_killed_at_every_system_call(target):
    """Whichever state-changing call is the last, the site is whole and the next build leaves no rubbish."""
    faults.need_strace()
    sweep_kills(faults.Sweep(command(target, 2), target))


def test_first_site_killed_at_every_late_call(target):
    """Where there was no site, a kill leaves none or the whole new one."""
    faults.need_strace()
    sweep_kills(faults.Sweep(command(target, 2), target), LATE_CALLS, first=True)


def test_link_killed_at_every_late_call(target, monkeypatch):
    """Where folders cannot be exchanged, the link is replaced, and no kill leaves it without a whole site."""
    faults.need_strace()
    monkeypatch.setattr("gazette.publish.exchange", lambda first, second: False)
    remove(target)
    small_site.write(target, 1)
    assert target.is_symlink()
    sweep_kills(faults.Sweep(command(target, 2), target, always=[NO_EXCHANGE]), LATE_CALLS)
    assert target.is_symlink()


def test_killed_at_random_moments(target):
    """Fifty kills at moments of chance, on a site of some hundred pages, leave it whole each time."""
    pages = 300
    dice = random.Random(20240916)
    long = 0.0
    for generation in range(2, 53):
        small_site.write(target, 1, pages)
        old = faults.snapshot(target)
        began = time.monotonic()
        build = warm.start(*command(target, generation), "--pages", pages)
        if generation == 2:  # the first one may end: it tells how long a publication takes
            build.wait()
            long = time.monotonic() - began
            continue
        time.sleep(dice.uniform(0, long))
        build.kill()
        build.wait()
        there = faults.snapshot(target)
        assert there is not None
        if there != old:
            pieces = {path: body.decode() for path, body in small_site.files(generation, pages).items()}
            assert {p: (target / p).read_text(encoding="utf-8") for p in pieces} == pieces
            assert set(there) == set(old or ())
    small_site.write(target, 99)
    assert faults.rubbish(target) == []


def test_a_release_is_flushed_before_it_is_renamed(tmp_path):
    """All of a release is on the disk before its folder takes its name, and the name before the command ends."""
    faults.need_strace()

    def again() -> None:
        shutil.rmtree(tmp_path / "releases", ignore_errors=True)

    disturbed = faults.Sweep(
        ["tests.output.small_site:release", str(tmp_path)], tmp_path / "releases", prepare=again
    )
    calls = [
        name for name, _ in disturbed.trace() if name in ("write", "syncfs", "fsync") or "rename" in name
    ]
    flush = next(at for at, name in enumerate(calls) if name in ("syncfs", "fsync"))
    renames = [at for at, name in enumerate(calls) if "rename" in name]
    assert calls.index("write") < flush
    assert "write" not in calls[flush:]
    assert flush < renames[0]
    assert calls[renames[0] + 1] == "fsync"
    assert calls[-1] == "fsync"
    assert len(renames) == 2


@pytest.mark.parametrize("always", [[], ["syncfs:error=ENOSYS"]])
def test_flushed_before_and_after_the_swap(target, always):
    """All is on the disk before the swap, and the swap is before the old site goes: power may fail at any time."""
    faults.need_strace()
    names = [name for name, _ in faults.Sweep(command(target, 2), target, always).trace()]
    swap = names.index("renameat2")
    flushes = [number for number, name in enumerate(names) if name in ("syncfs", "fsync")]
    last_write = max(number for number, name in enumerate(names) if name in ("write", "mkdir", "fchmod"))
    before = [number for number in flushes if number < swap]
    folders = 5  # the site, en, and three in it
    assert len(before) == (1 + small_site.PAGES + 1 + folders if always else 1)
    assert last_write < min(before)
    assert swap < flushes[-1] < names.index("unlinkat")
