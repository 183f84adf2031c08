"""Where the cells of a CSV row stand, and which quotation marks other readers would take differently."""

import re
from dataclasses import dataclass
from functools import lru_cache

_INSIDE = re.compile(r'[^"]*(?:""[^"]*){0,1000}')
"""So many doubled marks at a time: each takes room while the expression runs."""
_BARE = re.compile(r"[^,\n]*")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text as written, without the quotation marks around it: offsets of its start and end."""

    start: int
    end: int

    @property
    def width(self) -> int:
        """Number of characters, as written."""
        return self.end - self.start


class CsvError(Exception):
    """A quotation mark that does not mean what its writer meant, and where it stands."""

    def __init__(self, message: str, offset: int, label: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.offset, self.label, self.hint = message, offset, label, hint


@lru_cache(maxsize=4)
def scan_row(text: str, start: int) -> tuple[Cell, ...]:
    """The cells of the row that begins at `start`; it ends at the first line end outside quotation marks."""
    cells: list[Cell] = []
    at = start
    while True:
        cell, at = _quoted(text, at) if text.startswith('"', at) else _bare(text, at)
        cells.append(cell)
        if not text.startswith(",", at):
            return tuple(cells)
        at += 1


def _quoted(text: str, at: int) -> tuple[Cell, int]:
    end = at + 1
    while (match := _INSIDE.match(text, end)) and text.startswith('""', match.end()):
        end = match.end()
    end = match.end() if match else end
    if end == len(text):
        # Where nothing closes the cell, the last mark in it may have been meant to.
        end = text.rfind('"', at + 1) - 1
    if end <= at:
        hint = (
            'close it with `"` before the comma; a quotation mark inside a quoted cell is written twice, `""`'
        )
        raise CsvError("a quotation mark is opened here and never closed", at, "opened here", hint)
    after = end + 1
    if after < len(text) and text[after] not in ",\n":
        hint = 'a quotation mark inside a quoted cell is written twice, `""`; or one further up is not closed'
        if text[after] == ";":
            hint = (
                "cells are separated by commas; some spreadsheets write another sign (Excel in French: `;`)"
            )
        raise CsvError(
            "something stands between a closing quotation mark and the comma",
            after,
            "closed before this",
            hint,
        )
    return Cell(at + 1, end), after


def _bare(text: str, at: int) -> tuple[Cell, int]:
    match = _BARE.match(text, at)
    end = match.end() if match else at
    mark = text.find('"', at, end)
    if mark >= 0:
        hint = 'put the whole cell in quotation marks and write this one twice: `"a ""word"" of it"`'
        raise CsvError(
            "a quotation mark stands inside a cell that does not begin with one", mark, "this mark", hint
        )
    return Cell(at, end), end
