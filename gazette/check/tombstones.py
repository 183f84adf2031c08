"""Ids are permanent: a withdrawn one is never given to another record, and its tombstone points at what stands."""

import csv
import io
from collections.abc import Iterator

from gazette.check.run import Run, fields_of
from gazette.load.source import RawRelease, RawTable
from gazette.model import meaning
from gazette.problem import Problem

Address = tuple[str, str]
"""Table and id of a record."""


def check_tombstones(run: Run) -> Iterator[Problem]:
    """Tombstones beside living records or pointing nowhere, and ids that an earlier release has used up."""
    tables = [
        table
        for table in run.tables()
        if meaning.role_of(table.schema.value if table.schema else {}) == "tombstone"
    ]
    withdrawn = {address for table in tables for address in _withdrawn(table)}
    ids = {table.name: set(_column(table, "id")) for table in run.tables()} if tables else {}
    for table in tables:
        yield from _tombstones(run, table, ids, withdrawn)
    yield from _given_again(run, withdrawn)


def _tombstones(
    run: Run, table: RawTable, ids: dict[str, set[str]], withdrawn: set[Address]
) -> Iterator[Problem]:
    names, records = _named(table, meaning.EVIDENCE_TABLE), _named(table, meaning.EVIDENCE_RECORD)
    successors = _named(table, meaning.REPLACED_BY)
    if names is None or records is None:
        return
    for at, row in run.rows(table):
        of, gone = row[names], row[records]
        successor = "" if successors is None else row[successors]
        if of not in ids:
            message = f'there is no table "{of}" in which a record could have been withdrawn'
            yield Problem("tombstone", message, run.place(table, at, names), hint=run.meant(of, ids))
        elif gone in ids[of]:
            message = f'"{gone}" of {of} is said to be withdrawn, and stands in the table'
            hint = "take the tombstone away if it is the same record; give a new record an id of its own"
            yield Problem("tombstone", message, run.place(table, at, records), hint=hint)
        elif successor and successor not in ids[of] and (of, successor) not in withdrawn:
            message = f'"{successor}" is said to replace "{gone}", and {of} has no such record'
            place = run.place(table, at, successors)
            yield Problem("tombstone", message, place, hint=run.meant(successor, ids[of]))


def _given_again(run: Run, withdrawn: set[Address]) -> Iterator[Problem]:
    """Ids that an older release had, the newest has not, and the working tree uses again."""
    releases = run.source.shelf.releases
    for table in run.tables() if len(releases) > 1 else ():
        *older, newest = (_released(release, table.name) for release in releases)
        used = set().union(*older) - newest
        column = _position(table, "id")
        for at, identifier in run.cells(table, column):
            if identifier in used and (table.name, identifier) not in withdrawn:
                message = f'the id "{identifier}" was given to a record of an earlier release that is gone'
                place = run.place(table, at, column)
                yield Problem("id-reused", message, place, hint="choose an id that was never used")


def _released(release: RawRelease, name: str) -> set[str]:
    """The ids of a table in a release, from its CSV."""
    text = release.files.get(f"{name}.csv", b"").decode("utf-8", "replace")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return {row["id"] for row in rows if row.get("id")}


def _withdrawn(table: RawTable) -> Iterator[Address]:
    names, records = _named(table, meaning.EVIDENCE_TABLE), _named(table, meaning.EVIDENCE_RECORD)
    for row in table.rows:
        if names is not None and records is not None and max(names, records) < len(row):
            yield row[names], row[records]


def _named(table: RawTable, wanted: str) -> int | None:
    """The position of the column with this meaning."""
    return next((at for at, field in enumerate(fields_of(table)) if field.get("rdfType") == wanted), None)


def _position(table: RawTable, name: str) -> int:
    return table.header.index(name) if name in table.header else 0


def _column(table: RawTable, name: str) -> Iterator[str]:
    at = _position(table, name)
    return (row[at] for row in table.rows if at < len(row))
