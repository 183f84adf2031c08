"""Which paths may be published, and how the files stand on the disk."""

import os
import stat
import unicodedata
from contextlib import contextmanager

import pytest

from gazette.artifact import Artifact
from gazette.problem import Stop, codes
from gazette.publish import MARKER, publish


@contextmanager
def umask(mask: int):
    """With another umask inside."""
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def write(target, *paths: str) -> None:
    """Publish files at these paths."""
    with publish(target) as stage:
        for path in paths:
            stage.write(path, b"x")


def refused(target, *paths: str) -> str:
    """The code with which the last of these paths is refused; nothing may be published then."""
    with pytest.raises(Stop) as caught:
        write(target, *paths)
    assert not target.exists()
    assert list(target.parent.iterdir()) == []
    (problem,) = caught.value.problems
    assert problem.code in codes()
    assert problem.hint
    assert problem.message.isprintable()
    return problem.code


@pytest.fixture
def target(tmp_path):
    """Where nothing stands yet."""
    return tmp_path / "_site"


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077, 0o177, 0o777])
def test_modes_do_not_depend_on_the_umask(target, mask):
    """Files are 0644 and folders 0755, whoever builds."""
    with umask(mask), publish(target) as stage:
        stage.add(Artifact("en/a/index.html", "text/html", b"a"))
    modes = {p.is_dir(): stat.S_IMODE(p.stat().st_mode) for p in (target, *target.rglob("*"))}
    assert modes == {True: 0o755, False: 0o644}


def test_paths_are_told_in_order(target):
    """The stage knows what it holds, sorted, the marker included."""
    with publish(target) as stage:
        stage.write("b", b"")
        stage.write("a/c", b"1")
        assert stage.paths == (MARKER, "a/c", "b")
        assert (stage.folder / "a" / "c").read_bytes() == b"1"
    assert (target / "b").read_bytes() == b""


def test_a_large_body_arrives_whole(target):
    """A body that the system takes in pieces is written to its end."""
    body = os.urandom(1 << 20) * 9
    with publish(target) as stage:
        stage.write("large", body)
    assert (target / "large").read_bytes() == body


@pytest.mark.parametrize(
    "paths",
    [
        ("a/x", "a/x"),
        ("en/Goals", "en/goals"),
        ("En/a", "en/b"),
        ("caf\u00e9", "cafe\u0301"),
        ("stra\u00dfe", "STRASSE"),
        ("a", "a/b"),
        ("a/b", "a"),
        ("a/b/c/d", "a/B"),
        (".nojekyll",),
    ],
)
def test_paths_that_meet_are_refused(target, paths):
    """One path twice, two that some file system does not tell apart, a file where a folder is needed."""
    assert refused(target, *paths) == "output-conflict"


@pytest.mark.parametrize(
    "path",
    [
        *("", "/", "/etc/passwd", "..", "../x", "a/../../x", "a/./b", "a//b", "a/", "a/..", "./a"),
        *("a\\b", "..\\x", "a\0b", "a\nb", "a\x1b[31mb", "a\x85b", "a\udc80b", "a\u2028b"),
        *("con", "CON.txt", "en/nul/index.html", "aux.", "com1", "LPT9.csv", "com\u00b9", "CONIN$"),
        *("c:x", "a?", "a*", 'a"', "a|b", "<a>", "a.", "a ", "en./x", "x" * 256, "\u00e9" * 128),
    ],
)
def test_unsafe_paths_are_refused(target, path):
    """Whatever would leave the folder, or cannot be unpacked on every computer."""
    assert refused(target, path) == "output-path"


@pytest.mark.parametrize(
    "path",
    [
        *("_headers", ".well-known/x", "console", "com", "com10", "nul-x", "a..b", "x" * 255),
        *(
            "\u0645\u0631\u062d\u0628\u0627/index.html",
            unicodedata.normalize("NFC", "\u00e9t\u00e9"),
            "a b",
            "a+b",
        ),
    ],
)
def test_good_paths_are_written(target, path):
    """What only looks like an unsafe path is published."""
    with publish(target) as stage:
        stage.write(path, b"x")
    assert (target / path).read_bytes() == b"x"
