"""Table Schemas: against their profile, and whether their keys and columns name what exists."""

from collections.abc import Iterator, Mapping

from gazette.check.package import spoken
from gazette.check.profile import profile, profile_problems
from gazette.check.references import foreign_keys
from gazette.check.run import Run, constraints_of, meant, names
from gazette.load.source import JsonFile, RawTable
from gazette.model.cell import FieldError, reader
from gazette.model.pattern import PatternError, pattern
from gazette.problem import Problem


def check_schemas(run: Run) -> Iterator[Problem]:
    """Every schema of a table that could be read. A table whose schema has no fault is `sound`."""
    tables = {table.name: table for table in run.source.tables}
    declared = _declared(run)
    for table in run.source.tables:
        if table.schema is None:
            continue
        wanted = profile("tableschema" if run.source.strict else "anyschema")
        problems = list(profile_problems(table.declared or table.schema, wanted))
        # Keys and patterns are worth a look only where the profile has vouched for their form.
        problems = problems or [*_fields(run, table), *_keys(run, table, tables, declared), *_readable(table)]
        unspoken = list(spoken(table.schema, run.source.languages))
        if not problems and not (unspoken and run.source.strict):
            run.sound.add(table.name)
        yield from problems
        yield from unspoken


def _declared(run: Run) -> set[str]:
    """The names of all tables in the descriptor, also of those that could not be read."""
    resources = run.source.descriptor.listed("resources") if run.source.descriptor else ()
    return {str(resource.get("name")) for resource in resources if isinstance(resource, Mapping)}


def _fields(run: Run, table: RawTable) -> Iterator[Problem]:
    assert table.schema is not None  # noqa: S101 - check_schemas looked
    seen: set[object] = set()
    folded = str if run.source.strict else str.casefold
    for at, field in enumerate(table.fields):
        if folded(str(field["name"])) in seen:
            place = table.schema.place(("fields", at, "name"))
            yield Problem(
                "duplicate-name",
                f'two fields have the name "{field["name"]}"',
                place,
                hint="rename one of them",
            )
        seen.add(folded(str(field["name"])))
        wanted = constraints_of(field).get("pattern")
        try:
            pattern(str(wanted)) if wanted is not None else None
        except PatternError as error:
            place = table.schema.place(("fields", at, "constraints", "pattern"))
            hint = "use characters, [classes], (groups), |, *, +, ? and {2,5}; no look-around, no back references"
            yield Problem("bad-pattern", f"this pattern cannot be used: {error}", place, hint=hint)


def _keys(run: Run, table: RawTable, tables: Mapping[str, RawTable], declared: set[str]) -> Iterator[Problem]:
    schema = table.schema
    assert schema is not None  # noqa: S101 - check_schemas looked
    own = {str(field["name"]): field for field in table.fields}
    if not run.source.strict:
        key = schema.value.get("primaryKey")
        yield from _named(schema, ("primaryKey",), names(key), own, table.name)
    elif own.get("id", {}).get("type") != "string":
        message = "the primary key is the column id, and no field of type string has this name"
        yield Problem("bad-key", message, schema.place(("primaryKey",)))
    for at, key in enumerate(schema.listed("uniqueKeys")):
        yield from _named(schema, ("uniqueKeys", at), names(key), own, table.name)
    for at, foreign in enumerate(foreign_keys(table)):
        where: tuple[str | int, ...] = ("foreignKeys", at)
        yield from _named(schema, (*where, "fields"), foreign.columns, own, table.name)
        if foreign.target not in declared:
            place = schema.place((*where, "reference", "resource"))
            yield Problem(
                "bad-key",
                f'there is no table "{foreign.target}"',
                place,
                hint=meant(foreign.target, declared),
            )
        elif (target := tables.get(foreign.target)) is not None and target.schema is not None:
            theirs = {str(field.get("name")) for field in target.fields}
            yield from _named(
                schema, (*where, "reference", "fields"), foreign.target_columns, theirs, target.name
            )
        if len(foreign.columns) != len(foreign.target_columns):
            yield Problem(
                "bad-key", "the two sides of this key have different numbers of columns", schema.place(where)
            )


def _named(
    schema: JsonFile,
    where: tuple[str | int, ...],
    columns: tuple[str, ...],
    known: Mapping[str, object] | set[str],
    table: str,
) -> Iterator[Problem]:
    for name in columns:
        if name not in known:
            message = f'{table} has no column "{name}"'
            yield Problem(
                "bad-key", message, schema.place(where), hint=meant(name, known, f"it has {', '.join(known)}")
            )


def _readable(table: RawTable) -> Iterator[Problem]:
    """Whether every field's constraints suit its type: then its columns can be read."""
    assert table.schema is not None  # noqa: S101 - check_schemas looked
    for at, described in enumerate(table.fields):
        try:
            reader(described)
        except FieldError as error:
            # Finding a place reads the whole schema again: only a problem pays for it.
            place = table.schema.place(("fields", at, "constraints"), key=True)
            if error.note:
                message = f'the field "{described["name"]}" cannot be used: {error.note}'
                yield Problem("bad-constraint", message, place)
            else:
                message = (
                    f'a constraint of the field "{described["name"]}" is no {described.get("type", "string")}'
                )
                hint = "write it as a cell of this column would be written"
                yield Problem("bad-constraint", message, place, hint=hint)
        except PatternError:
            continue  # `_fields` names it
