"""Progress: what has been reported, of which record, when, by whom; read from the tables whose rows are updates."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gazette.model import Catalog, Record, Table, meaning

UNREPORTED = ""
"""Stands for the state of a record of which nothing has been reported."""
_BYTES = 40_000
"""For the updates of a page: with what stands around them it stays below 60 KB."""


@dataclass(frozen=True, slots=True)
class Update:
    """What was reported of a record: the row that says it, its date and its state as written (a code, or an id)."""

    record: Record
    row: Record
    date: str
    state: str


@dataclass(frozen=True)
class Progress:
    """All updates, the newest first; `of_record` has those of a record by its table and id.

    `tables` are those that updates speak of, in the descriptor's order; `states` the code list, in its order;
    `parts` the updates in pages.
    """

    updates: Sequence[Update]
    of_record: Mapping[tuple[str, str], Sequence[Update]]
    tables: Sequence[Table]
    states: Sequence[str]
    parts: Sequence[Sequence[Update]]

    def of(self, record: Record) -> Sequence[Update]:
        """What was reported of a record, the newest first."""
        return self.of_record.get((record.table, record.id), ())

    def state(self, record: Record) -> str:
        """How far a record has come, by its newest update."""
        return next((update.state for update in self.of(record)), UNREPORTED)

    def counts(self, records: Sequence[Record]) -> list[int]:
        """How many of these records are in each state, and last how many nothing has been reported of."""
        states = [self.state(record) for record in records]
        return [states.count(state) for state in (*self.states, UNREPORTED)]


def progress_of(catalog: Catalog) -> Progress:
    """What the tables of updates tell; of two updates of a day the later row is the newer."""
    tables = catalog.of_role("update")
    told = [update for table in tables for update in _updates(catalog, table)]
    updates = sorted(told, key=lambda update: update.date)[::-1]
    of_record: dict[tuple[str, str], list[Update]] = {}
    for update in updates:
        of_record.setdefault((update.record.table, update.record.id), []).append(update)
    subjects = {name for name, _ in of_record}
    if updates:  # a table is spoken of where it could be; where nothing is reported at all, none is
        columns = (column for table in tables for column in table.columns_of(meaning.EVIDENCE_RECORD))
        subjects |= {column.reference for column in columns if column.reference}
    states = dict.fromkeys(state for table in tables for state in _states(catalog, table))
    states |= dict.fromkeys(update.state for update in told)
    spoken = tuple(table for table in catalog.tables if table.name in subjects)
    return Progress(updates, of_record, spoken, tuple(states), _parts(catalog, updates))


def _updates(catalog: Catalog, table: Table) -> Iterator[Update]:
    date, state = table.column(meaning.DATE), table.column(meaning.STATE)
    for row in table.records if date and state else ():
        record = _subject(catalog, table, row)
        if record is not None and date and state:
            when, how = (row.values[column.first.name] for column in (date, state))
            yield Update(record, row, str(when), str(how))


def _subject(catalog: Catalog, table: Table, row: Record) -> Record | None:
    """The record that a row speaks of: by a foreign key, or by the names of its table and of itself."""
    named = table.column(meaning.EVIDENCE_TABLE)
    for column in table.columns_of(meaning.EVIDENCE_RECORD):
        value = row.values[column.first.name]
        if value is not None and column.reference:
            return catalog.target(row, column)
        if value is not None and named is not None:
            return catalog.record(str(row.values[named.first.name]), str(value))
    return None


def _states(catalog: Catalog, table: Table) -> Sequence[str]:
    """The code list: the rows of a table of states, or the allowed values of the column."""
    column = table.column(meaning.STATE)
    if column is None:
        return ()
    if column.reference:
        return [record.id for record in catalog.by_name[column.reference].records]
    return column.first.allowed


def _parts(catalog: Catalog, updates: Sequence[Update]) -> Sequence[Sequence[Update]]:
    """As many updates on each page as have room there in every language."""
    sizes = [
        600
        + sum(len(str(value).encode()) for value in update.row.values.values())
        + sum(
            len(words.encode())
            for _, words in catalog.by_name[update.record.table].label(update.record).entries
        )
        for update in updates
    ]
    number = max(10, _BYTES // max(sizes, default=1))
    return [updates[start : start + number] for start in range(0, len(updates), number)]


def is_strategy(catalog: Catalog) -> bool:
    """True where progress is to be expected: the package declares updates, or what its steps are in StratML."""
    return bool(catalog.of_role("update")) or any("stratml" in table.descriptor for table in catalog.tables)
