"""What the checks of one run share: the source, the counts, what earlier checks found unfit, and words of messages."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice
from typing import NamedTuple

from gazette.load.source import RawTable, Source
from gazette.problem import Examined, Place, Problem

_MOST_LOOKED_AT = 20_000
_MOST_CANDIDATES = 2_000
_LONGEST = 100
"""Words further on, or longer, are not compared with one that is not valid: comparing is slow."""

Cell = tuple[str, int, int]
"""Table, row and column, from 0."""


class Later(NamedTuple):
    """A problem that is put into words only if it is shown: a million cells may have the same fault."""

    code: str
    file: str
    problem: Callable[[], Problem]


Finding = Problem | Later


class MarkedCells:
    """Cells that a problem names, by table and column a byte for each row as far as the last of them."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, int], bytearray] = {}

    def __bool__(self) -> bool:
        return bool(self._rows)

    def __contains__(self, cell: Cell) -> bool:
        table, row, column = cell
        rows = self._rows.get((table, column), b"")
        return row < len(rows) and bool(rows[row])

    def add(self, cell: Cell) -> None:
        """Remember a cell."""
        table, row, column = cell
        rows = self._rows.setdefault((table, column), bytearray())
        if row >= len(rows):
            rows.extend(bytes(row + 1 - len(rows)))
        rows[row] = 1


@dataclass
class Run:
    """One run over a source.

    A table is `sound` if its schema can be read and used, and `shaped` if its header is the schema's.
    `marked` are cells that a problem names: one cause, one message.
    `errors` counts what was found so far, loading included; `guesses` is how often a nearest word is still
    looked for, which takes time. `explained` are records, by table and id, of which a problem says why nothing has
    their id: what names them is not told again.
    """

    source: Source
    examined: Examined
    sound: set[str] = field(default_factory=set)
    shaped: set[str] = field(default_factory=set)
    marked: MarkedCells = field(default_factory=MarkedCells)
    errors: int = 0
    guesses: int = 100
    explained: set[tuple[str, str]] = field(default_factory=set)

    def tables(self) -> Iterator[RawTable]:
        """The tables whose cells can be looked at, in the descriptor's order."""
        return (table for table in self.source.tables if table.name in self.shaped)

    def rows(self, table: RawTable) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The rows of a table that are as long as its header, with their numbers."""
        return ((at, row) for at, row in enumerate(table.rows) if at not in table.rows.torn)

    def cells(self, table: RawTable, column: int) -> Iterator[tuple[int, str]]:
        """The cells of a column in these rows, with the numbers of the rows."""
        cells = enumerate(table.rows.columns[column])
        return ((at, text) for at, text in cells if at not in table.rows.torn) if table.rows.torn else cells

    def place(self, table: RawTable, row: int, column: int | None) -> Place:
        """The place of a cell, with the record's id."""
        return table.place(row, column, record=self.named(table, table.rows[row]))

    def named(self, table: RawTable, cells: Sequence[str]) -> str | None:
        """What a row is called in messages: its id, else the cells of its key, else its first; None if it has none."""
        columns = ["id"] if "id" in table.header else list(table.key) or list(table.header[:1])
        at = [table.header.index(name) for name in columns]
        return ", ".join(cells[column] for column in at) if max(at, default=0) < len(cells) else None

    def mark(self, table: RawTable, row: int, column: int) -> bool:
        """True the first time that a problem is to name this cell."""
        cell = (table.name, row, column)
        if cell in self.marked:
            return False
        self.marked.add(cell)
        return True

    def meant(self, word: str, candidates: Iterable[str], otherwise: str = "") -> str:
        """The hint `did you mean "…"?` while there are guesses left, or another."""
        self.guesses -= 1
        return meant(word, candidates, otherwise) if self.guesses >= 0 else otherwise

    def clean(self) -> bool:
        """True if every table of the descriptor was read and no cell of any is amiss."""
        declared = len(self.source.descriptor.listed("resources")) if self.source.descriptor else 0
        torn = any(table.rows.torn for table in self.tables())
        return len(self.shaped) == declared > 0 and not torn and not self.marked


Check = Callable[[Run], Iterator[Finding]]


def constraints_of(described: Mapping[str, object]) -> Mapping[str, object]:
    """A field's constraints."""
    constraints = described.get("constraints")
    return constraints if isinstance(constraints, Mapping) else {}


def names(value: object) -> tuple[str, ...]:
    """Column names that a key is made of: the standard allows a string for one."""
    if isinstance(value, str):
        return (value,)
    return tuple(name for name in value if isinstance(name, str)) if isinstance(value, list) else ()


def texts(value: object) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text of a JSON value with the keys and indices that lead to it."""
    waiting: list[tuple[tuple[str | int, ...], object]] = [((), value)]
    while waiting:
        pointer, inner = waiting.pop()
        if isinstance(inner, str):
            yield pointer, inner
        elif isinstance(inner, Mapping):
            waiting.extend(((*pointer, key), member) for key, member in inner.items())
        elif isinstance(inner, list):
            waiting.extend(((*pointer, at), member) for at, member in enumerate(inner))


def spelt(pointer: Sequence[str | int]) -> str:
    """Keys and indices as messages name them: `licenses[1].path`."""
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in pointer).lstrip(".")


# ---- the words of messages


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that `word` was most likely meant to be, or None where none is near."""
    if len(word) > _LONGEST:
        return None
    # Comparing is slow: only words of nearly the same length can be near.
    likely = [
        candidate
        for candidate in islice(candidates, _MOST_LOOKED_AT)
        if abs(len(candidate) - len(word)) <= len(word) // 2 + 1 and len(candidate) <= _LONGEST
    ]
    if word.lower() in likely:
        return word.lower()
    return next(iter(get_close_matches(word.lower(), likely[:_MOST_CANDIDATES], 1, 0.6)), None)


def meant(word: str, candidates: Iterable[str], otherwise: str = "") -> str:
    """The hint `did you mean "…"?`, or another where nothing is near."""
    near = nearest(word, candidates)
    return f'did you mean "{near}"?' if near else otherwise


def listed(names: Sequence[str], most: int = 5) -> str:
    """Names in quotation marks as a sentence lists them; how many more there are, where they are many."""
    parts = [f'"{name}"' for name in names[:most]]
    if len(names) > most:
        parts.append(f"{len(names) - most} more")
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]
