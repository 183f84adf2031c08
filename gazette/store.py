"""What earlier builds worked out, kept by the fingerprint of everything that decides it: drawn pictures, pages.

One SQLite file in the user's cache folder (`--cache DIR` names another, `--no-cache` does without). It may be deleted
at any time and shared by builds that run at once. It is never trusted: every entry carries its own checksum, and
one that is damaged, like a file that cannot be read at all, is made anew.
"""

import hashlib
import sqlite3
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

NAME = "store-1.sqlite"
"""The name changes with the shape of the file, so that two versions of the publisher never read each other's."""
MOST_BYTES = 512 * 1024 * 1024
"""Beyond that, what was used longest ago goes."""
_KEPT = 0.75
"""How much of `MOST_BYTES` is left after that."""
_DAY = 86_400
_SHAPE = """
CREATE TABLE IF NOT EXISTS entry (
    key BLOB PRIMARY KEY, used INTEGER NOT NULL, size INTEGER NOT NULL, checksum BLOB NOT NULL, body BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS by_use ON entry (used, size);
"""


class Store:
    """Bytes by fingerprint. `folder` None keeps nothing; a folder that cannot be written to keeps nothing either."""

    def __init__(self, folder: Path | None, most_bytes: int = MOST_BYTES) -> None:
        self.folder = folder
        self._most = most_bytes
        self._read: set[bytes] = set()
        self._lock = threading.Lock()
        self._database = None if folder is None else _opened(folder)

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def keeps(self) -> bool:
        """False where nothing is kept, and no key need be computed."""
        return self._database is not None

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """What is kept under these keys, and whole; a key that is missing has nothing."""
        if self._database is None:
            return {}
        kept: dict[bytes, bytes] = {}
        query = "SELECT checksum, body, used FROM entry WHERE key = ?"
        today = _today()
        try:
            with self._lock:
                for key in keys:
                    row = self._database.execute(query, (key,)).fetchone()
                    if row is not None and row[0] == _checksum(key, row[1]):
                        kept[key] = row[1]
                        if row[2] != today:
                            self._read.add(key)
        except sqlite3.Error as error:
            self._give_up(error)
        return kept

    def keys(self) -> set[bytes]:
        """The keys under which anything is kept; whether it is whole, `get` finds out."""
        if self._database is None:
            return set()
        try:
            with self._lock:
                return {row[0] for row in self._database.execute("SELECT key FROM entry")}
        except sqlite3.Error as error:
            self._give_up(error)
            return set()

    def put(self, entries: Mapping[bytes, bytes]) -> None:
        """Keep these bytes, all in one step."""
        today = _today()
        self._change(
            "INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?)",
            [(key, today, len(body), _checksum(key, body), body) for key, body in entries.items()],
        )

    def close(self) -> None:
        """Note what was used, let go of what is too much, and close."""
        self._change(
            "UPDATE entry SET used = ? WHERE key = ?", [(_today(), key) for key in sorted(self._read)]
        )
        self._prune()
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.close()
            self._database = None

    def _prune(self) -> None:
        if self._database is None:
            return
        try:
            total = self._database.execute("SELECT coalesce(sum(size), 0) FROM entry").fetchone()[0]
            if total <= self._most:
                return
            gone = []
            for key, size in self._database.execute("SELECT key, size FROM entry ORDER BY used, size DESC"):
                if total <= self._most * _KEPT:
                    break
                gone.append((key,))
                total -= size
        except sqlite3.Error as error:
            self._give_up(error)
        else:
            self._change("DELETE FROM entry WHERE key = ?", gone)

    def _change(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        if self._database is None or not rows:
            return
        try:
            with self._lock, self._database:
                self._database.executemany(statement, rows)
        except sqlite3.Error as error:
            self._give_up(error)

    def _give_up(self, error: sqlite3.Error) -> None:
        """Do without from here on; what is damaged as a whole is taken away, so that the next build begins anew."""
        database, self._database = self._database, None
        if database is not None:
            with suppress(sqlite3.Error):
                database.close()
        if self.folder is not None and not isinstance(error, sqlite3.OperationalError):
            _remove(self.folder)


def _opened(folder: Path) -> sqlite3.Connection | None:
    for _ in range(2):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            database = sqlite3.connect(folder / NAME, timeout=10, check_same_thread=False)
        except (OSError, sqlite3.Error):
            return None
        try:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            database.executescript(_SHAPE)
        except sqlite3.OperationalError:  # locked for too long, no room, not ours to write
            database.close()
            return None
        except sqlite3.Error:  # no database at all
            database.close()
            _remove(folder)
        else:
            return database
    return None


def _remove(folder: Path) -> None:
    for name in (NAME, f"{NAME}-wal", f"{NAME}-shm"):
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)


def _checksum(key: bytes, body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=16, key=key[:64]).digest()


def _today() -> int:
    """The day, to forget first what was used longest ago; nothing that is published depends on it."""
    return int(time.time() // _DAY)
