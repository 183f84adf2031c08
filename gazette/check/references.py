"""References: every foreign key points at a row that exists, and no row is a part of itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from gazette.check.run import Finding, Later, Run, names
from gazette.load.source import RawTable, TypedColumn
from gazette.model import meaning
from gazette.problem import Problem

Row = tuple[str, int]


@dataclass(frozen=True)
class ForeignKey:
    """A foreign key: columns of one table that name a row of another by its columns."""

    table: RawTable
    columns: tuple[str, ...]
    target: str
    target_columns: tuple[str, ...]


def foreign_keys(table: RawTable) -> Iterator[ForeignKey]:
    """The foreign keys that a table's schema declares; one without `resource` points at its own table."""
    for key in table.schema.listed("foreignKeys") if table.schema else ():
        reference = key.get("reference") if isinstance(key, Mapping) else None
        if isinstance(key, Mapping) and isinstance(reference, Mapping):
            target = str(reference.get("resource") or table.name)
            yield ForeignKey(table, names(key.get("fields")), target, names(reference.get("fields")))


def named_records(
    table: RawTable, rows: Iterable[Sequence[str]], keys: Mapping[str, str | None]
) -> Iterator[tuple[int, int, str]]:
    """Every filled cell of `rows` that names a record by its id: row, column, and the name of the record's table.

    Foreign keys of one column do, and in a table whose rows name a record by its table and its id, the id does. The id
    of a record that is gone names nothing. `keys` has the column of ids of each table.
    """
    columns = {
        table.header.index(key.columns[0]): key.target
        for key in foreign_keys(table)
        if (keys.get(key.target),) == key.target_columns
        and len(key.columns) == 1
        and key.columns[0] in table.header
    }
    tombstone = meaning.role_of(table.schema.value if table.schema else {}) == "tombstone"
    wanted = {meaning.REPLACED_BY} if tombstone else {meaning.REPLACED_BY, meaning.EVIDENCE_RECORD}
    places = {
        field.get("rdfType"): at for at, field in enumerate(table.fields) if field.get("name") in table.header
    }
    named = places.get(meaning.EVIDENCE_TABLE)
    beside = [at for kind, at in places.items() if kind in wanted]
    if not columns and named is None:
        return
    for row, cells in enumerate(rows):
        about = dict(columns)
        if named is not None and named < len(cells) and cells[named] in keys:
            about |= dict.fromkeys(beside, cells[named])
        for column, target in sorted(about.items()):
            if column < len(cells) and cells[column]:
                yield row, column, target


def check_references(run: Run) -> Iterator[Finding]:
    """Every filled foreign key, then the chains of rows that are parts of each other."""
    shaped = {table.name: table for table in run.tables()}
    keys = [key for table in run.tables() for key in foreign_keys(table) if key.target in shaped]
    circular = _circular([key for key in keys if _part_of(key)])
    parents: dict[Row, list[tuple[Row, int]]] = {}
    for key in keys:
        within = _part_of(key) and {key.table.name, key.target} <= circular
        yield from _check(run, key, shaped[key.target], parents if within else None)
    yield from _cycles(run, shaped, parents)


def _part_of(key: ForeignKey) -> bool:
    """True for a key that says of what a row is a part."""
    wholes = {field.get("name") for field in key.table.fields if field.get("rdfType") == meaning.PART_OF}
    return len(key.columns) == 1 and key.columns[0] in wholes


def _circular(keys: Iterable[ForeignKey]) -> set[str]:
    """Tables whose rows could be parts of themselves: those left when tables that no other hangs on are taken away."""
    left = {(key.table.name, key.target) for key in keys}
    while left:
        ends = {below for below, _ in left} & {above for _, above in left}
        kept = {edge for edge in left if edge[0] in ends and edge[1] in ends}
        if kept == left:
            break
        left = kept
    return {name for edge in left for name in edge}


def _check(
    run: Run, key: ForeignKey, target: RawTable, parents: dict[Row, list[tuple[Row, int]]] | None
) -> Iterator[Finding]:
    columns = [key.table.header.index(name) for name in key.columns]
    target_columns = [target.header.index(name) for name in key.target_columns]
    plain = all(key.table.columns[at].plain for at in columns) and all(
        target.columns[at].plain for at in target_columns
    )
    filled = _all_there(key.table, columns, target, target_columns) if run.source.strict or plain else None
    if parents is None and filled is not None:
        run.examined.add("references", filled)
        return
    if not run.source.strict:
        yield from _check_values(run, key, target, (columns, target_columns), parents)
        return
    known = _rows_by_key(target, target_columns)
    filled_rows = ((row, tuple(cells[at] for at in columns)) for row, cells in run.rows(key.table))
    yield from _compare(
        run, key, target, columns, ((row, v) for row, v in filled_rows if all(v)), known, parents
    )


def _compare(
    run: Run,
    key: ForeignKey,
    target: RawTable,
    columns: Sequence[int],
    values: Iterable[tuple[int, tuple[str, ...]]],
    known: Mapping[tuple[str, ...], int],
    parents: dict[Row, list[tuple[Row, int]]] | None,
) -> Iterator[Finding]:
    """The rows whose value no row of the target has; of the others, in `parents`, what they point at."""
    for row, value in values:
        run.examined.add("references")
        above = known.get(value)
        if above is None:
            if run.mark(key.table, row, columns[-1]):
                make = partial(_unknown, run, key, target, row, columns[-1], value, known)
                yield Later("unknown-reference", key.table.file.path, make)
        elif parents is not None:
            parents.setdefault((key.table.name, row), []).append(((target.name, above), columns[0]))


def _check_values(
    run: Run,
    key: ForeignKey,
    target: RawTable,
    sides: tuple[list[int], list[int]],
    parents: dict[Row, list[tuple[Row, int]]] | None,
) -> Iterator[Finding]:
    """The same where a cell may be empty in several ways, and one value be written in several."""
    columns, target_columns = sides
    ours = [key.table.columns[at] for at in columns]
    theirs = [target.columns[at] for at in target_columns]

    def values(
        cells: tuple[str, ...], readings: Sequence[TypedColumn], side: Sequence[int]
    ) -> tuple[str, ...]:
        read = [column[cells[at]][0] for column, at in zip(readings, side, strict=True)]
        return () if any(value is None for value in read) else tuple(str(value) for value in read)

    known = {values(cells, theirs, target_columns): row for row, cells in run.rows(target)}
    known.pop((), None)
    read_rows = ((row, values(cells, ours, columns)) for row, cells in run.rows(key.table))
    yield from _compare(run, key, target, columns, ((row, v) for row, v in read_rows if v), known, parents)


def _all_there(
    table: RawTable, columns: Sequence[int], target: RawTable, target_columns: Sequence[int]
) -> int | None:
    """How many references there are, if all are sound; None where each must be looked at."""
    if len(columns) > 1 or table.rows.torn or target.rows.torn:
        return None
    texts = table.rows.columns[columns[0]]
    if not (set(texts) - {""}).issubset(target.rows.columns[target_columns[0]]):
        return None
    return len(texts) - texts.count("") or None


def _rows_by_key(target: RawTable, columns: Sequence[int]) -> dict[tuple[str, ...], int]:
    """The rows that references may mean.

    A row that is torn still has an id: it is one problem already, and not one more for each row that names it.
    """
    return {
        tuple(cells[column] for column in columns): row
        for row, cells in enumerate(target.rows)
        if len(cells) > max(columns)
    }


def _unknown(
    run: Run,
    key: ForeignKey,
    target: RawTable,
    row: int,
    column: int,
    value: tuple[str, ...],
    known: Iterable[tuple[str, ...]],
) -> Problem:
    file = target.file.path.rpartition("/")[2]
    text = " with ".join(f'"{part[:80]}"' for part in value)
    return Problem(
        "unknown-reference",
        f"there is no {noun(run, target)} {text}",
        run.place(key.table, row, column),
        label=f"{file} has no {' with '.join(key.target_columns)} {text}",
        hint=run.meant(
            value[-1],
            (values[-1] for values in known),
            f"write one that {file} has, or add the row there first",
        ),
    )


def noun(run: Run, table: RawTable) -> str:
    """What a row of a table is called in a sentence."""
    language = run.source.languages[0] if run.source.languages else ""
    noun = str(
        table.resource.get("singular") or table.resource.get(f"singular_{language}") or f"row of {table.name}"
    )
    return noun if noun[1:2].isupper() else noun[:1].lower() + noun[1:]


def _cycles(
    run: Run, tables: Mapping[str, RawTable], parents: Mapping[Row, list[tuple[Row, int]]]
) -> Iterator[Problem]:
    """Follow parts to their wholes; a row met again on the way up is a part of itself. Each circle is told once."""
    done: set[Row] = set()
    for start in parents:
        way: dict[Row, Iterator[tuple[Row, int]]] = {}
        stack = [] if start in done else [start]
        while stack:
            row = stack[-1]
            if row not in way:
                way[row] = iter(parents.get(row, ()))
            above = next(way[row], None)
            if above is None:
                done.add(row)
                del way[row]
                stack.pop()
            elif above[0] in way:
                yield _circle(run, tables, stack, above)
            elif above[0] not in done:
                stack.append(above[0])


def _circle(run: Run, tables: Mapping[str, RawTable], stack: list[Row], above: tuple[Row, int]) -> Problem:
    ring = [*stack[stack.index(above[0]) :], above[0]]
    ids = [run.place(tables[name], row, None).record or "" for name, row in ring]
    name, row = stack[-1]
    message = f'"{ids[-2]}" is part of itself: {" → ".join((ids[-2], *ids[:-1])[:12])}'
    return Problem(
        "reference-cycle", message, run.place(tables[name], row, above[1]), hint="empty one of these cells"
    )
