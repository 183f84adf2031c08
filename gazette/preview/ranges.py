"""HTTP Range: readers of Parquet and SQLite files over HTTP ask for the piece that they need."""

import re

_ONE_RANGE = re.compile(r"bytes=\s*(\d*)\s*-\s*(\d*)\s*", re.IGNORECASE | re.ASCII)
_DIGITS = 18
"""No file is longer than a number of so many digits; a longer one is nonsense, not work for us."""


class UnsatisfiableError(ValueError):
    """The range that was asked for lies outside the file."""


def parse(header: str | None, size: int) -> tuple[int, int] | None:
    """The range as (first, last) byte, or None where the whole file is to be sent.

    As RFC 9110 has it, what we do not understand, several ranges included, is ignored.
    """
    match = _ONE_RANGE.fullmatch(header.strip()) if header else None
    if match is None:
        return None
    first, last = match.groups()
    if not (first or last) or max(len(first), len(last)) > _DIGITS:
        return None
    if not first:
        if int(last) == 0 or size == 0:
            raise UnsatisfiableError
        return max(0, size - int(last)), size - 1
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise UnsatisfiableError
    return int(first), min(int(last), size - 1) if last else size - 1
