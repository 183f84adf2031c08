"""The rules of the content: SQL that returns the rows which break them.

Beside the tables they see all of them together, so that a new table is under a rule on every record by itself:

    all_records ("table", record, role, editorial, parent, position)
    all_texts ("table", record, field, text, label)

`role` is what a row is (`gazette.model.meaning`), `editorial` 1 where the resource says so, `parent` the column and
the id of the first filled cell that means "is part of", `position` the number in its order where that is a whole one.
`all_texts` holds what is written in the source language; `label` is 1 for the text that names the record. Neither
name can be a table's own: no table of a package has an underscore in its name.
"""

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from gazette.check.run import Run
from gazette.database import ask, fill, open_database
from gazette.load.position import place_at
from gazette.load.source import RawRule, RawTable
from gazette.model import meaning
from gazette.model.question import base_of
from gazette.problem import Place, Problem, Severity

_PLACEHOLDER = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
_LONGEST_VALUE = 200
_RECORDS = (
    ("table", "string"), ("record", "string"), ("role", "string"),
    ("editorial", "integer"), ("parent", "string"), ("position", "integer"),
)  # fmt: skip
_TEXTS = (
    ("table", "string"), ("record", "string"), ("field", "string"), ("text", "string"), ("label", "integer"),
)  # fmt: skip
_NAMING = (meaning.LABEL, meaning.DESCRIPTION, meaning.DEFINITION)


def check_rules(run: Run) -> Iterator[Problem]:
    """Every rule, on typed values; none where a table is not clean: it would speak of the wrong thing."""
    tables = {table.name: table for table in run.tables()}
    if not run.source.rules or not run.clean():
        return
    database = open_database()
    try:
        for table in tables.values():
            fields = table.fields
            fill(
                database,
                table.name,
                [(str(field["name"]), str(field.get("type", "string"))) for field in fields],
                table.values,
            )
        _fill_together(database, run)
        finder = _Finder(run, tables)
        for rule in run.source.rules:
            run.examined.add("rules")
            yield from _run_rule(database, rule, finder)
    finally:
        database.close()


class _Finder:
    """Finds the row of a record by its table and id."""

    def __init__(self, run: Run, tables: Mapping[str, RawTable]) -> None:
        self.run = run
        self.tables = tables
        self.rows: dict[str, dict[str, int]] = {}

    def place(self, table_name: object, record: object, field: object) -> Place | str:
        """The place of a record's field, or what is wrong with the three names."""
        table = self.tables.get(str(table_name))
        if table is None:
            return f'there is no table "{table_name}"'
        if table.name not in self.rows:
            self.rows[table.name] = {
                name: row
                for row, cells in enumerate(table.rows)
                if (name := self.run.named(table, cells)) is not None
            }
        row = self.rows[table.name].get(str(record))
        if row is None:
            return f'{table.name} has no record "{record}"'
        if field is not None and field not in table.header:
            return f'{table.name} has no column "{field}"'
        return self.run.place(table, row, None if field is None else table.header.index(str(field)))


def _run_rule(database: sqlite3.Connection, rule: RawRule, finder: _Finder) -> Iterator[Problem]:
    try:
        columns, rows = ask(database, rule.query)
    except (sqlite3.Error, sqlite3.Warning) as error:
        why = str(error)
        why = "it takes too long" if "interrupted" in why else why
        why = "it is no single SELECT" if "not authorized" in why else why
        yield _broken(rule, rule.first_line, f"this rule does not run: {why}")
        return
    head = f"{rule.head['message']} {rule.head['hint']}"
    unknown = [name for name in _PLACEHOLDER.findall(head) if name not in columns]
    missing = [name for name in ("table", "record") if name not in columns]
    if missing or unknown:
        what = f"returns no column {missing[0]}" if missing else f"has no column for {{{unknown[0]}}}"
        yield _broken(
            rule, rule.first_line if missing else 1, f"this rule {what}; it returns {', '.join(columns)}"
        )
        return
    for row in rows:
        values = dict(zip(columns, row, strict=True))
        place = finder.place(values["table"], values["record"], values.get("field"))
        if isinstance(place, str):
            yield _broken(rule, rule.first_line, f"this rule names a row that is not there: {place}")
            return
        severity: Severity = "warning" if rule.head.get("severity") == "warning" else "error"
        message, hint = (_filled(rule.head[part], values) for part in ("message", "hint"))
        yield Problem("rule", message, place, label=rule.name, hint=hint, severity_override=severity)


def _filled(text: str, values: Mapping[str, object]) -> str:
    return _PLACEHOLDER.sub(
        lambda match: str("" if (v := values[match[1]]) is None else v)[:_LONGEST_VALUE], text
    )


def _broken(rule: RawRule, number: int, message: str) -> Problem:
    text = rule.file.text
    offset = sum(len(line) + 1 for line in text.split("\n")[: number - 1])
    hint = (
        'a rule is one SELECT that returns "table", record and, where it helps, field; {name} shows a column'
    )
    return Problem(
        "rule-query", message, place_at(rule.file.path, text, min(offset, len(text)), len(text)), hint=hint
    )


# ---- all tables together


def _fill_together(database: sqlite3.Connection, run: Run) -> None:
    """Create both tables and fill them from every table whose rows have ids."""
    tables = [table for table in run.tables() if "id" in table.header]
    languages = run.source.languages
    fill(database, "all_records", _RECORDS, (row for table in tables for row in _records(table)))
    fill(database, "all_texts", _TEXTS, (row for table in tables for row in _texts(table, languages)))


def _records(table: RawTable) -> Iterator[Sequence[str | int | None]]:
    schema = table.schema.value if table.schema else {}
    role = meaning.role_of(schema)
    editorial = int(table.resource.get("editorial") is True)
    key, parents = table.header.index("id"), _columns(table, meaning.PART_OF)
    whole = [at for at, field in enumerate(table.fields) if field.get("type") in ("integer", "year")]
    position = next((at for at in _columns(table, meaning.POSITION) if at in whole), None)
    for row in table.rows:
        parent = next((f"{table.header[at]} {row[at]}" for at in parents if row[at]), "")
        place = int(row[position]) if position is not None and row[position] else None
        yield table.name, row[key], role, editorial, parent, place


def _texts(table: RawTable, languages: Sequence[str]) -> Iterator[Sequence[str | int]]:
    key, labels = table.header.index("id"), [at for wanted in _NAMING for at in _columns(table, wanted)]
    texts = [at for at in range(len(table.header)) if _is_source(table, at, languages, labels)]
    label = next((at for at in labels if at in texts), None)
    for row in table.rows:
        for at in texts:
            if row[at]:
                yield table.name, row[key], table.header[at], row[at], int(at == label)


def _is_source(table: RawTable, at: int, languages: Sequence[str], labels: Sequence[int]) -> bool:
    """True for a text in the source language, and for a name in no language."""
    _, language = base_of(table.header[at], languages, table.header)
    return language == languages[0] if language else at in labels


def _columns(table: RawTable, wanted: str) -> list[int]:
    return [at for at, field in enumerate(table.fields) if field.get("rdfType") == wanted]
