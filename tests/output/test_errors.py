"""What the computer refuses ends a publication with one message, the old site whole, nothing beside it."""

from pathlib import Path

import pytest

from tests.output import faults, small_site
from tests.output.test_kills import command, expected

SLOW_FLUSH = "syncfs:error=ENOSYS"
REFUSALS = [
    ("write", "ENOSPC", False),
    ("write", "EIO", False),
    ("openat", "EMFILE", False),
    ("openat", "ENOSPC", False),
    ("mkdir", "EROFS", True),
    ("mkdir", "ENAMETOOLONG", False),
    ("syncfs", "EIO", False),
    ("renameat2", "EROFS", True),
    ("flock", "ENOLCK", False),
    ("fchmod", "EPERM", False),
]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A site of generation 1."""
    path = tmp_path / "beside" / "_site"
    small_site.write(path, 1)
    return path


def sweep_errors(sweep: faults.Sweep, name: str, error: str, *, lasting: bool) -> None:
    """Let the n-th call fail, for each n."""
    target = sweep.target
    old, new = expected(target, 1), expected(target, 2)
    injections = list(sweep.errors(name, error, lasting=lasting))
    assert injections, f"no {name} in a publication"
    for fault in injections:
        small_site.write(target, 1)
        done = sweep.run(fault)
        assert done.returncode == 1, (fault, done)
        assert done.stderr.startswith("error[output-refused] cannot "), (fault, done)
        assert done.stderr.count("\n") == 1, (fault, done)
        assert faults.snapshot(target) in (old, new), fault
        if "is in place" not in done.stderr:
            assert faults.snapshot(target) == old, fault
        if name != "flock":  # who has no lock may not remove the lock file: another may hold it
            assert faults.rubbish(target) == [], fault


@pytest.mark.parametrize(("name", "error", "lasting"), REFUSALS)
def test_every_refusal(target, name, error, lasting):
    """The n-th call of each kind fails: a message, no traceback, the old site whole, no rubbish."""
    faults.need_strace()
    sweep_errors(faults.Sweep(command(target, 2), target), name, error, lasting=lasting)


@pytest.mark.parametrize("lasting", [False, True])
def test_refused_flush_of_a_file(target, lasting):
    """Where each file is flushed by itself, each of these may fail, as may that of the folder above."""
    faults.need_strace()
    sweep_errors(
        faults.Sweep(command(target, 2), target, always=[SLOW_FLUSH]), "fsync", "EIO", lasting=lasting
    )


def test_first_rename_refused(target):
    """A first site that cannot be put in place leaves nothing at all."""
    faults.need_strace()
    first = target.with_name("first")
    sweep = faults.Sweep(command(first, 1), first)
    (fault,) = sweep.errors("rename", "EROFS")
    faults.shutil.rmtree(first)
    assert sweep.run(fault).returncode == 1
    assert faults.snapshot(first) is None
    assert faults.rubbish(first) == []


def test_folder_on_a_disk_without_exchange(target):
    """A folder, on a disk that cannot exchange two, is left alone, and the message says why."""
    faults.need_strace()
    done = faults.Sweep(command(target, 2), target).run("renameat2:error=EINVAL")
    assert done.returncode == 1
    assert done.stderr.startswith("error[output-exchange]")
    assert faults.snapshot(target) == expected(target, 1)
    assert faults.rubbish(target) == []
