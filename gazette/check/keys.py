"""Keys: ids are words that may become file names anywhere, and nothing that must be unique stands twice."""

import re
from collections.abc import Iterator

from gazette.check.run import Run, constraints_of, fields_of, names
from gazette.load.source import RawTable
from gazette.problem import Problem

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
"""No two ids of this pattern differ in capitals or accents alone, so none is another's file elsewhere."""
LONGEST_ID = 64
RESERVED = {"con", "prn", "aux", "nul", "index"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(10)
}
"""Names that Windows keeps for devices, whatever their ending, and the name of every folder's page."""


def check_ids(run: Run) -> Iterator[Problem]:
    """The id of every row."""
    for table in run.tables():
        column = table.header.index("id")
        for row, cells in run.rows(table):
            problem = id_fault(cells[column]) if cells[column] else ("empty-key", "this row has no id")
            if problem is not None and run.tell(table, row, column):
                code, message = problem
                hint = "lower-case letters and digits, words joined by hyphens, like cybercrime or first-tier"
                yield Problem(code, message, run.place(table, row, column), hint=hint)


def id_fault(text: str) -> tuple[str, str] | None:
    """Code and message for a text that may not be an id."""
    if not ID.fullmatch(text):
        return "bad-id", f'"{text[:80]}" cannot be an id'
    if len(text) > LONGEST_ID:
        return "bad-id", f"this id has {len(text):,} characters; {LONGEST_ID} is the most"
    if text in RESERVED:
        return "reserved-id", f'"{text}" cannot be an id: some computers keep this name for themselves'
    return None


def check_unique(run: Run) -> Iterator[Problem]:
    """Primary keys, `unique` columns and `uniqueKeys`; columns in which a cell is empty do not count."""
    for table in run.tables():
        yield from _repeated(run, table, ("id",), "duplicate-key")
        schema = table.schema.value if table.schema else {}
        unique = [names(one["name"]) for one in fields_of(table) if constraints_of(one).get("unique")]
        keys = schema.get("uniqueKeys")
        unique += [names(key) for key in keys] if isinstance(keys, list) else []
        for key in dict.fromkeys(unique):
            if key and key != ("id",):
                yield from _repeated(run, table, key, "not-unique")


def _repeated(run: Run, table: RawTable, key: tuple[str, ...], code: str) -> Iterator[Problem]:
    columns = [table.header.index(name) for name in key]
    first: dict[tuple[str, ...], int] = {}
    for row, cells in run.rows(table):
        value = tuple(cells[column] for column in columns)
        before = first.setdefault(value, row)
        if before != row and all(value) and run.tell(table, row, columns[-1]):
            shown = " with ".join(f'{name} "{text[:60]}"' for name, text in zip(key, value, strict=True))
            message = f"{shown} stands in line {table.lines[before]} already"
            yield Problem(code, message, run.place(table, row, columns[-1]), hint=_hint(code))


def _hint(code: str) -> str:
    return (
        "give the row an id of its own, or delete it"
        if code == "duplicate-key"
        else "change it or delete the row"
    )
