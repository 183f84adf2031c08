"""The store of what builds worked out: never trusted, never in the way, never larger than allowed."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest

from gazette import store as module
from gazette.store import NAME, Store
from gazette.unchanged import cache_folder
from tests.conftest import run_gazette
from tests.packages import lay


def kept(folder, *keys):
    """What a store that is opened anew holds under these keys."""
    with Store(folder) as store:
        return store.get(keys)


def test_what_was_put_is_there_for_the_next_build(tmp_path):
    """Under its key, byte for byte; under another key there is nothing."""
    with Store(tmp_path) as store:
        store.put({b"key": b"body", b"empty": b""})
    assert kept(tmp_path, b"key", b"empty", b"other") == {b"key": b"body", b"empty": b""}


@pytest.mark.parametrize("column", ["body", "checksum"])
def test_a_damaged_entry_is_as_good_as_none(tmp_path, column):
    """One changed byte is seen; the entry can be put again."""
    with Store(tmp_path) as store:
        store.put({b"key": b"body", b"other": b"whole"})
    with sqlite3.connect(tmp_path / NAME) as database:
        database.execute(f"UPDATE entry SET {column} = x'00' WHERE key = x'6b6579'")
    assert kept(tmp_path, b"key", b"other") == {b"other": b"whole"}
    with Store(tmp_path) as store:
        store.put({b"key": b"body"})
    assert kept(tmp_path, b"key") == {b"key": b"body"}


@pytest.mark.parametrize("bytes_", [b"", b"no database", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_damaged_file_is_made_anew(tmp_path, bytes_):
    """Whatever stands in its place: this build does without, and the next one keeps again."""
    (tmp_path / NAME).write_bytes(bytes_)
    for _ in range(2):
        with Store(tmp_path) as store:
            store.put({b"key": b"body"})
    assert kept(tmp_path, b"key") == {b"key": b"body"}


def test_a_page_torn_out_of_the_file_does_not_stop_a_build(tmp_path):
    """Where SQLite itself finds the file malformed, nothing is given, nothing raised."""
    with Store(tmp_path) as store:
        store.put({number.to_bytes(4, "big"): b"x" * 3000 for number in range(200)})
    file = tmp_path / NAME
    whole = bytearray(file.read_bytes())
    whole[4096 * 3 : 4096 * 40] = b"\xaa" * (4096 * 37)
    file.write_bytes(whole)
    for _ in range(2):
        given = kept(tmp_path, *(number.to_bytes(4, "big") for number in range(200)))
        assert set(given.values()) <= {b"x" * 3000}
        with Store(tmp_path) as store:
            store.put({b"key": b"body"})
    assert kept(tmp_path, b"key") == {b"key": b"body"}


def test_a_folder_that_cannot_be_had_is_done_without(tmp_path):
    """A file in its place is no reason to fail."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with Store(tmp_path / "file") as store:
        store.put({b"key": b"body"})
        assert store.get([b"key"]) == {}


def test_builds_at_once_share_it(tmp_path):
    """Eight that open, read and write at the same time lose nothing."""

    def work(number):
        with Store(tmp_path) as store:
            for turn in range(20):
                store.put({f"{number} {turn}".encode(): b"x" * 1000})
                store.get([f"{number - 1} {turn}".encode()])

    with ThreadPoolExecutor(8) as beside:
        list(beside.map(work, range(8)))
    keys = [f"{number} {turn}".encode() for number in range(8) for turn in range(20)]
    assert len(kept(tmp_path, *keys)) == 160


def test_it_stays_within_its_bound(tmp_path, monkeypatch):
    """What was used longest ago goes first; what was read today stays."""
    day = iter(range(100, 200))
    monkeypatch.setattr(module, "_today", lambda: today)
    for today in (next(day) for _ in range(10)):
        with Store(tmp_path, most_bytes=6000) as store:
            store.put({str(today).encode(): b"x" * 1000})
            store.get([b"100"])
    left = kept(tmp_path, *(str(number).encode() for number in range(100, 110)))
    assert b"100" in left
    assert b"109" in left
    assert b"101" not in left
    assert sum(map(len, left.values())) <= 6000


def test_the_command_keeps_what_it_is_told_to_keep(tmp_path):
    """By default in the user's cache folder; elsewhere with --cache; nowhere with --no-cache."""
    root = lay("minimal", tmp_path)
    home = {"XDG_CACHE_HOME": str(tmp_path / "home")}
    assert run_gazette("build", "--no-cache", project=root, **home).returncode == 0
    assert not (tmp_path / "home").exists()
    assert run_gazette("build", "--cache", tmp_path / "here", project=root, **home).returncode == 0
    assert (tmp_path / "here" / NAME).is_file()
    assert not (tmp_path / "home").exists()
    assert run_gazette("build", project=root, **home).returncode == 0
    assert (tmp_path / "home/gazette" / NAME).is_file()


def test_the_cache_folder_is_the_users(monkeypatch):
    """A relative XDG_CACHE_HOME is to be ignored, says the specification."""
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    monkeypatch.setenv("HOME", "/somebody")
    assert cache_folder() == "/somebody/.cache/gazette"
