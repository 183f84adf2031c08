"""The tables as an SQLite database in memory: what the rules of the content are asked of.

Types: string and date are TEXT, integer, year and boolean (0 or 1) INTEGER, number REAL or TEXT when exact
digits matter; an empty cell is NULL.
"""

import hashlib
import re
import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence

from gazette.model.table import Value

SQL_TYPES = {"integer": "INTEGER", "year": "INTEGER", "boolean": "INTEGER", "number": "NUMERIC"}
_STEPS_BETWEEN_LOOKS = 100
_LOOKS = 200_000
"""A query may take 20 million steps of SQLite's machine: seconds, and the same number on every computer."""
_MOST_SECONDS = 10
"""For queries of few but long steps, counted by the processor: on a busy computer a query has no less of it.

Rules and questions that mean well take a fraction of one second."""
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 1_000_000,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 200,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
}
"""A query cannot be stopped inside one step, so no step may be large."""
_MOST_MEMORY = 1_000_000_000
_MOST_ROWS = 200_000
_MOST_CHARACTERS = 50_000_000
_MOST_LINES = 1_000_000
_MOST_PAIRS = 1_000_000


def quote(name: str) -> str:
    """An SQL identifier, quoted whatever it holds."""
    return '"' + name.replace('"', '""') + '"'


def bare_database() -> sqlite3.Connection:
    """An empty database in memory that cannot take all of the memory, and writes nothing to the disk."""
    database = sqlite3.connect(":memory:")
    database.execute("PRAGMA temp_store = MEMORY")
    database.execute(f"PRAGMA hard_heap_limit = {_MOST_MEMORY}")
    return database


def open_database() -> sqlite3.Connection:
    """An empty database in memory with the functions that rules may call.

    `fold(text)` folds white space and drops a leading bullet; `edits(a, b)` is the Levenshtein distance;
    the aggregate `sha256_lines(line, text)` lays texts on their line numbers, with empty lines between, and
    hashes them joined by LF without a final one.
    """
    database = bare_database()
    database.create_function("fold", 1, fold, deterministic=True)
    database.create_function("edits", 2, edits, deterministic=True)
    # typeshed knows aggregates of one whole number only
    database.create_aggregate("sha256_lines", 2, _Sha256Lines)  # type: ignore[arg-type]
    return database


def fill(
    database: sqlite3.Connection,
    name: str,
    columns: Sequence[tuple[str, str]],
    rows: Iterable[Sequence[Value]],
) -> None:
    """Create the table `name` with these (name, Table Schema type) columns and insert the typed rows."""
    declared = ", ".join(f"{quote(column)} {SQL_TYPES.get(kind, 'TEXT')}" for column, kind in columns)
    database.execute(f"CREATE TABLE {quote(name)} ({declared})")
    marks = ", ".join("?" * len(columns))
    database.executemany(
        f"INSERT INTO {quote(name)} VALUES ({marks})",  # noqa: S608 - the name is quoted above
        ([_plain(value) for value in row] for row in rows),
    )


def ask(database: sqlite3.Connection, query: str) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Run one SELECT and return its column names and rows. Raises sqlite3.Error on anything but a read.

    The query may read tables and call functions, nothing else; one that asks for too much is interrupted.
    """
    looks, end = iter(range(_LOOKS)), time.thread_time() + _MOST_SECONDS
    before = {kind: database.setlimit(kind, most) for kind, most in _LIMITS.items()}
    database.set_authorizer(_reading_only)
    database.set_progress_handler(
        lambda: next(looks, None) is None or time.thread_time() > end, _STEPS_BETWEEN_LOOKS
    )
    try:
        cursor = database.execute(query)
        rows = _fetched(cursor)
        return tuple(column[0] for column in cursor.description or ()), rows
    except MemoryError:
        raise sqlite3.OperationalError("it needs too much memory") from None
    finally:
        database.set_progress_handler(None, 0)
        database.set_authorizer(None)
        for kind, most in before.items():
            database.setlimit(kind, most)


def _fetched(cursor: sqlite3.Cursor) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    room = _MOST_CHARACTERS
    for row in cursor:
        room -= sum(len(value) for value in row if isinstance(value, str | bytes))
        if room < 0 or len(rows) == _MOST_ROWS:
            raise sqlite3.OperationalError("its answer is too large")
        rows.append(row)
    return rows


def fold(text: str | None) -> str | None:
    """The text with runs of white space as one space, trimmed, and without a leading bullet."""
    return None if text is None else re.sub(r"\s+", " ", text).strip().removeprefix("•").strip()


def edits(left: str | None, right: str | None) -> int | None:
    """The Levenshtein distance: how many characters must be put in, taken out or replaced.

    What both have in common at either end costs nothing. Where more than about a thousand characters differ on
    both sides, the answer is the length of the longer rest, which is never less than the distance.
    """
    if left is None or right is None:
        return None
    start = _shared(left, right)
    left, right = left[start:], right[start:]
    end = _shared(left[::-1], right[::-1])
    left, right = left[: len(left) - end], right[: len(right) - end]
    if len(left) * len(right) > _MOST_PAIRS:
        return max(len(left), len(right))
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


def _shared(left: str, right: str) -> int:
    """With how many equal characters both begin."""
    pairs = enumerate(zip(left, right, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(left), len(right)))


class _Sha256Lines:
    """SQLite aggregate: texts by line number to the hash of the file they came from."""

    def __init__(self) -> None:
        self.lines: dict[int, str] = {}
        self.room = _MOST_CHARACTERS

    def step(self, line: int | None, text: str | None, /) -> None:
        if line is not None:
            self.room -= len(text or "")
            if self.room < 0 or not 0 < line <= _MOST_LINES:
                raise ValueError(line)
            self.lines[line] = text or ""

    def finalize(self) -> str:
        return checksum_of_lines(self.lines)


def checksum_of_lines(lines: Mapping[int, str]) -> str:
    """The SHA-256 of the file that lines by their number came from, without a line's end behind the last."""
    whole = "\n".join(lines.get(number, "") for number in range(1, max(lines, default=0) + 1))
    return hashlib.sha256(whole.encode()).hexdigest()


def _plain(value: Value) -> str | int | None:
    if value is None or isinstance(value, str):
        return value
    return int(value) if isinstance(value, bool | int) else str(value)


def _reading_only(action: int, *_: object) -> int:
    allowed = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
    return sqlite3.SQLITE_OK if action in allowed else sqlite3.SQLITE_DENY
