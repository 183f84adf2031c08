"""Updates: each says what happened, when, to which record, how far it has come, and who says so."""

from collections.abc import Iterator, Mapping

from gazette.check.references import foreign_keys
from gazette.check.run import Run, constraints_of
from gazette.load.source import RawTable
from gazette.model import meaning
from gazette.problem import Problem

_NEEDED = {
    meaning.EVIDENCE_RECORD: "the record that it is about",
    meaning.DATE: "when it happened",
    meaning.STATE: "how far the record has come",
    meaning.DESCRIPTION: "what happened",
    meaning.SOURCE: "who says so",
}


def check_updates(run: Run) -> Iterator[Problem]:
    """Tables of updates that cannot say what an update must, and updates that do not say it."""
    tables = {table.name: table for table in run.tables()}
    for table in tables.values():
        if table.schema is None or meaning.role_of(table.schema.value) != "update":
            continue
        faults = list(_columns(table))
        yield from faults or _rows(run, table, tables)


def _columns(table: RawTable) -> Iterator[Problem]:
    """What the schema lacks."""
    schema = table.schema
    assert schema is not None  # noqa: S101 - check_updates looked
    declared = {field.get("rdfType") for field in table.fields}
    for wanted, what in _NEEDED.items():
        if wanted not in declared:
            hint = f'give the column that says it the rdfType "{wanted}"'
            message = f"no column of these updates says {what}"
            yield Problem("update", message, schema.place(("rdfType",)), hint=hint)
    keys = {column for key in foreign_keys(table) for column in key.columns}
    for at, field in enumerate(table.fields):
        if field.get("rdfType") == meaning.STATE and field["name"] not in keys and not _listed(field):
            message = f'the states in "{field["name"]}" are no list'
            hint = (
                "name the states in order: `enum` in its constraints, or a foreign key to a table of states"
            )
            yield Problem("update", message, schema.place(("fields", at)), hint=hint)
        alone = field["name"] not in keys and meaning.EVIDENCE_TABLE not in declared
        if field.get("rdfType") == meaning.EVIDENCE_RECORD and alone:
            message = f'"{field["name"]}" does not say in which table its records stand'
            hint = f'make it a foreign key, or add a column of rdfType "{meaning.EVIDENCE_TABLE}"'
            yield Problem("update", message, schema.place(("fields", at)), hint=hint)


def _listed(described: Mapping[str, object]) -> bool:
    return any(
        isinstance(values, list)
        for values in (constraints_of(described).get("enum"), described.get("categories"))
    )


def _rows(run: Run, table: RawTable, tables: Mapping[str, RawTable]) -> Iterator[Problem]:
    keys = {column for key in foreign_keys(table) for column in key.columns}
    at = {wanted: _positions(table, wanted) for wanted in (*_NEEDED, meaning.EVIDENCE_TABLE)}
    ids: dict[str, set[str]] = {}
    for number, row in run.rows(table):
        about = [place for place in at[meaning.EVIDENCE_RECORD] if row[place]]
        if len(about) != 1:
            what = "no record" if not about else f"{len(about)} records"
            place = run.place(table, number, at[meaning.EVIDENCE_RECORD][0])
            yield Problem(
                "update", f"this update names {what}", place, hint="each update is about one record"
            )
        elif table.header[about[0]] not in keys:
            yield from _named(run, table, number, about[0], at[meaning.EVIDENCE_TABLE][0], tables, ids)
        for wanted in (meaning.DATE, meaning.STATE, meaning.SOURCE):
            if not any(row[place] for place in at[wanted]):
                message = f"this update does not say {_NEEDED[wanted]}"
                hint = (
                    f"fill in {table.header[at[wanted][0]]}: an update that nobody can check is not published"
                )
                yield Problem("update", message, run.place(table, number, at[wanted][0]), hint=hint)


def _named(
    run: Run,
    table: RawTable,
    number: int,
    record: int,
    named: int,
    tables: Mapping[str, RawTable],
    ids: dict[str, set[str]],
) -> Iterator[Problem]:
    """A record that is named by its table and its id."""
    row = table.rows[number]
    if row[named] not in tables:
        message = f'there is no table "{row[named]}" of which something could be reported'
        hint = run.meant(row[named], tables)
        yield Problem("update", message, run.place(table, number, named), hint=hint)
        return
    target = tables[row[named]]
    key = target.header.index("id") if "id" in target.header else 0
    known = ids.setdefault(row[named], {cells[key] for cells in target.rows if key < len(cells)})
    if row[record] not in known:
        message = f'{row[named]} has no record "{row[record]}"'
        place = run.place(table, number, record)
        yield Problem("update", message, place, hint=run.meant(row[record], known))


def _positions(table: RawTable, wanted: str) -> list[int]:
    """The columns with this meaning."""
    return [at for at, field in enumerate(table.fields) if field.get("rdfType") == wanted]
