"""One cause, one message for ids: a row whose id is wrong, missing, gone or changed explains all that names it.

A released id is an address and a citation: it leaves its table with a tombstone or not at all.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from gazette.check.keys import id_fault, likely_id
from gazette.check.references import named_records, noun
from gazette.check.releases import withdrawn
from gazette.check.run import Run, listed
from gazette.load.source import RawRelease, RawTable
from gazette.model import meaning
from gazette.problem import Problem, Severity

_KEPT = ("record", "term", "source", "language")
"""Roles of tables whose ids people cite. Evidence, tags and the like go with what they are about."""
_MOST = 3
_ALIKE = 0.5
Cells = tuple[RawTable, int, int]


@dataclass(slots=True)
class _Ids:
    """The ids of a table as they stand, what names one that is not there, and what the last release had."""

    table: RawTable
    there: set[str]
    missing: dict[str, list[Cells]] = field(default_factory=dict)
    released: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    version: str = ""


def check_vanished(run: Run) -> Iterator[Problem]:
    """Ids that are named, or were released, and that no row has."""
    if not run.source.strict:
        return
    tables = {table.name: table for table in run.tables()}
    known = {name: _Ids(table, _column(table)) for name, table in tables.items()}
    for table in tables.values():
        keys = dict.fromkeys(tables, "id")
        for row, column, target in named_records(table, table.rows, keys):
            value = table.rows[row][column]
            if value not in known[target].there and row not in table.rows.torn:
                known[target].missing.setdefault(value, []).append((table, row, column))
    _remember(run, known)
    for ids in known.values():
        yield from _of_table(run, ids)


def _column(table: RawTable) -> set[str]:
    at = table.header.index("id")
    return {row[at] for row in table.rows if at < len(row)}


def _remember(run: Run, known: Mapping[str, _Ids]) -> None:
    """What the newest release had of tables whose ids are kept, without what is said to be withdrawn."""
    folders = run.source.releases.folders
    gone = {
        address
        for ids in known.values()
        if _role(ids.table) == "tombstone"
        for address in withdrawn(ids.table)
    }
    for name, ids in known.items() if folders else ():
        if _role(ids.table) in _KEPT:
            rows = released_rows(folders[-1], name)
            ids.released = {row["id"]: row for row in rows if row.get("id") and (name, row["id"]) not in gone}
            ids.version = folders[-1].version


def _role(table: RawTable) -> str:
    return meaning.role_of(table.schema.value if table.schema else {})


def released_rows(release: RawRelease, name: str) -> list[dict[str, str]]:
    """The rows of a table in a release, from its CSV."""
    text = release.files.get(f"{name}.csv", b"").decode("utf-8", "replace")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def _of_table(run: Run, ids: _Ids) -> Iterator[Problem]:
    column = ids.table.header.index("id")
    wanted = list(dict.fromkeys([*(old for old in ids.released if old not in ids.there), *ids.missing]))
    for row, text in run.cells(ids.table, column) if wanted else ():
        if (likely := likely_id(text)) in wanted:
            wanted.remove(likely)
            yield _miswritten(run, ids, row, text, likely)
    nameless = [row for row, text in run.cells(ids.table, column) if not text and any(ids.table.rows[row])]
    if wanted and len(nameless) == len(wanted):
        for row, old in _pairs(ids, nameless, wanted):
            wanted.remove(old)
            yield _nameless(run, ids, row, old)
    gone = [old for old in wanted if old in ids.released]
    severity = _severity(run, ids.version)
    new = [row for row, text in run.cells(ids.table, column) if text and text not in ids.released]
    for row, old in _pairs(ids, new, gone):
        gone.remove(old)
        yield replace(_renamed(run, ids, row, old), severity_override=severity)
    found = [_many_gone(run, ids, gone)] if len(gone) > _MOST else [_gone(run, ids, old) for old in gone]
    yield from (replace(problem, severity_override=severity) for problem in found)
    for old in wanted:
        if old not in ids.released and len(ids.missing[old]) > 1:
            yield _unknown(run, ids, old)


def _severity(run: Run, version: str) -> Severity | None:
    """A warning where the package announces a new major version: then somebody has decided to break addresses."""
    stated = str(run.source.descriptor.value.get("version")) if run.source.descriptor else ""
    announced = [int(of.partition(".")[0]) for of in (stated, version) if of.partition(".")[0].isdecimal()]
    return "warning" if len(announced) == 2 and announced[0] > announced[1] else None


def _pairs(ids: _Ids, rows: Sequence[int], old: Sequence[str]) -> list[tuple[int, str]]:
    """Which row stands for which id that is gone: the one that says most of what the released row said."""
    if len(rows) == len(old) == 1 and old[0] not in ids.released:
        return [(rows[0], old[0])]
    likeness = [
        (_likeness(ids, row, ids.released[identifier]), -at, row, identifier)
        for at, identifier in enumerate(old)
        if identifier in ids.released
        for row in rows
    ]
    pairs: list[tuple[int, str]] = []
    for alike, _, row, identifier in sorted(likeness, reverse=True):
        if (
            alike >= _ALIKE
            and row not in (one for one, _ in pairs)
            and identifier not in (one for _, one in pairs)
        ):
            pairs.append((row, identifier))
    return pairs


def _likeness(ids: _Ids, row: int, released: Mapping[str, str]) -> float:
    """How many of the cells that the released row had filled the row has, too: from 0 to 1."""
    cells = zip(ids.table.header, ids.table.rows[row], strict=False)
    texts = {name: text for name, text in cells if name in released and name != "id"}
    filled = [name for name in texts if released[name]]
    return sum(texts[name] == released[name] for name in filled) / len(filled) if filled else 0


def _taken(run: Run, ids: _Ids, old: str) -> str:
    """Mark the cells that name the id, so that nothing else is said of them; how many they are, in words."""
    cells = ids.missing.get(old, [])
    run.explained.add((ids.table.name, old))
    for table, row, column in cells:
        run.mark(table, row, column)
    tables = list(dict.fromkeys(table.file.path.rpartition("/")[2] for table, _, _ in cells))
    rows = f"{len(cells):,} {'row names' if len(cells) == 1 else 'rows name'} it"
    return f"{rows} ({', '.join(tables[:5])}{', …' if len(tables) > 5 else ''})" if cells else ""


def _miswritten(run: Run, ids: _Ids, row: int, text: str, likely: str) -> Problem:
    column = ids.table.header.index("id")
    run.mark(ids.table, row, column)
    named = _taken(run, ids, likely)
    fault = id_fault(text) or ("bad-id", "")
    hint = f"write {likely}" + (f": {named} so" if named else "")
    return Problem(fault[0], fault[1], run.place(ids.table, row, column), hint=hint, fix="fix")


def _nameless(run: Run, ids: _Ids, row: int, old: str) -> Problem:
    column = ids.table.header.index("id")
    run.mark(ids.table, row, column)
    reasons = [f"release {ids.version} has it"] if old in ids.released else []
    reasons += [named] if (named := _taken(run, ids, old)) else []
    hint = f"write {old}: {', and '.join(reasons)}"
    return Problem("empty-key", "this row has no id", run.place(ids.table, row, column), hint=hint)


def _renamed(run: Run, ids: _Ids, row: int, old: str) -> Problem:
    column = ids.table.header.index("id")
    new = ids.table.rows[row][column]
    named = _taken(run, ids, old)
    message = f'the id "{old}" of release {ids.version} became "{new}", and its address leads nowhere'
    hint = (
        f"write {old} again, or let all that names it, and its address, follow{f': {named}' if named else ''}"
    )
    command = f"rename {ids.table.name} {old} {new}"
    return Problem("vanished-record", message, run.place(ids.table, row, column), hint=hint, fix=command)


def _gone(run: Run, ids: _Ids, old: str) -> Problem:
    named = _taken(run, ids, old)
    message = f'{noun(run, ids.table)} "{old}" of release {ids.version} is gone without a tombstone'
    hint = (
        f"put the row back (git restore {ids.table.file.path}); to take it out with all that belongs to it: "
        f'withdraw {ids.table.name} {old} --reason "…"{f"; {named}" if named else ""}'
    )
    return Problem("vanished-record", message, ids.table.place(-1, None), hint=hint)


def _many_gone(run: Run, ids: _Ids, gone: Sequence[str]) -> Problem:
    for old in gone:
        _taken(run, ids, old)
    message = f"{len(gone):,} records of release {ids.version} are gone without tombstones: {listed(gone)}"
    hint = (
        f"put the rows back (git restore {ids.table.file.path}), or take each out with the command `withdraw`"
    )
    return Problem("vanished-record", message, ids.table.place(-1, None), hint=hint)


def _unknown(run: Run, ids: _Ids, old: str) -> Problem:
    table, row, column = ids.missing[old][0]
    named = _taken(run, ids, old)
    file = ids.table.file.path.rpartition("/")[2]
    hint = run.meant(old, ids.there, f"add the row to {file}, or name another one")
    return Problem(
        "unknown-reference",
        f'there is no {noun(run, ids.table)} "{old[:80]}", and {named}',
        run.place(table, row, column),
        label=f'{file} has no id "{old[:80]}"',
        hint=hint,
    )
