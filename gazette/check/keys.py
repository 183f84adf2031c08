"""Keys: ids are words that may become file names anywhere, and nothing that must be unique stands twice."""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from gazette.check.run import Finding, Later, Run, constraints_of, names
from gazette.load.characters import name_of
from gazette.load.source import RawTable
from gazette.model.naming import ID, LONGEST_ID, RESERVED, all_are_ids
from gazette.problem import Problem


def check_ids(run: Run) -> Iterator[Finding]:
    """The id of every row."""
    hint = "lower-case letters and digits, words joined by hyphens, like water or clean-water"
    for table in run.tables() if run.source.strict else ():
        column = table.header.index("id")
        if all_are_ids(table.rows.columns[column]):
            continue
        for row, text in run.cells(table, column):
            problem = id_fault(text) if text else ("empty-key", "this row has no id")
            if problem is not None and run.mark(table, row, column):
                likely = likely_id(text)
                advice = (f"write {likely}", "fix") if likely else (hint, "")
                make = partial(_at, run, table, row, column, *problem, *advice)
                yield Later(problem[0], table.file.path, make)


def _at(
    run: Run, table: RawTable, row: int, column: int, code: str, message: str, hint: str, fix: str = ""
) -> Problem:
    return Problem(code, message, run.place(table, row, column), hint=hint, fix=fix)


def id_fault(text: str) -> tuple[str, str] | None:
    """Code and message for a text that may not be an id."""
    if not ID.fullmatch(text):
        unseen = next((sign for sign in text if sign != " " and not sign.isprintable()), "")
        held = f" with {name_of(unseen)} in it" if unseen else ""
        return "bad-id", f'"{text[:80]}"{held} cannot be an id'
    if len(text) > LONGEST_ID:
        return "bad-id", f"this id has {len(text):,} characters; {LONGEST_ID} is the most"
    if text in RESERVED:
        return "reserved-id", f'"{text}" cannot be an id: some computers keep this name for themselves'
    return None


def likely_id(text: str) -> str:
    """The id that was meant by a text with spaces, unseen signs or capitals; empty where it is none, or one."""
    plain = "".join(sign for sign in text if sign.isprintable() or sign.isspace())
    likely = re.sub(r"[\s_-]+", "-", plain.strip().lower())
    return "" if likely == text or id_fault(likely) else likely


def check_unique(run: Run) -> Iterator[Finding]:
    """Primary keys, `unique` columns and `uniqueKeys`; columns in which a cell is empty do not count."""
    for table in run.tables():
        own = ("id",) if run.source.strict else table.key
        yield from _repeated(run, table, own, "duplicate-key") if own else ()
        unique = [names(field["name"]) for field in table.fields if constraints_of(field).get("unique")]
        unique += [names(key) for key in table.schema.listed("uniqueKeys")] if table.schema else []
        for key in dict.fromkeys(unique):
            if key and key != own:
                yield from _repeated(run, table, key, "not-unique")


def _repeated(run: Run, table: RawTable, key: tuple[str, ...], code: str) -> Iterator[Finding]:
    columns = [table.header.index(name) for name in key]
    plain = run.source.strict or all(table.columns[column].plain for column in columns)
    if plain and _all_differ([table.rows.columns[column] for column in columns]):
        return
    hint = (
        "give the row an id of its own, or delete it"
        if code == "duplicate-key"
        else "change it or delete the row"
    )
    first: dict[tuple[str, ...], int] = {}
    readings = [] if run.source.strict else [table.columns[column] for column in columns]
    for row, cells in run.rows(table):
        value = tuple(cells[column] for column in columns)
        if readings:  # a cell may be empty in several ways, and one value be written in several
            read = [reading[text][0] for reading, text in zip(readings, value, strict=True)]
            value = tuple("" if cell is None else str(cell) or "''" for cell in read)
        before = first.setdefault(value, row)
        if before != row and all(value) and run.mark(table, row, columns[-1]):
            values = " with ".join(f'{name} "{text[:60]}"' for name, text in zip(key, value, strict=True))
            message = f"{values} stands in line {table.lines[before]} already"
            yield Later(
                code, table.file.path, partial(_at, run, table, row, columns[-1], code, message, hint)
            )


def check_filled(run: Run) -> Iterator[Finding]:
    """No cell of a primary key is empty, in packages whose keys are not ids."""
    for table in run.tables() if not run.source.strict else ():
        for name in table.key:
            column = table.header.index(name)
            readings = table.columns[column]
            if readings.plain and "" not in table.rows.columns[column]:
                continue
            for row, text in run.cells(table, column):
                if readings[text][0] is None and run.mark(table, row, column):
                    message = f"{name} is part of the key and is empty"
                    hint = "fill it, or leave the column out of `primaryKey`"
                    yield Later(
                        "empty-key",
                        table.file.path,
                        partial(_at, run, table, row, column, "empty-key", message, hint),
                    )


def _all_differ(columns: Sequence[Sequence[str]]) -> bool:
    """True if no filled key stands twice; False where that must be looked at more closely."""
    if len(columns) > 1:
        return len(set(zip(*columns, strict=True))) == len(columns[0])
    texts = columns[0]
    return len(set(texts) - {""}) == len(texts) - texts.count("")
