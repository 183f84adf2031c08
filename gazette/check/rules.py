"""The rules of the content: SQL that returns the rows which break them."""

import re
import sqlite3
from collections.abc import Iterator, Mapping

from gazette.check.run import Run, fields_of
from gazette.check.together import fill_together
from gazette.database import ask, fill, open_database
from gazette.load.position import place_at
from gazette.load.source import RawRule, RawTable
from gazette.problem import Place, Problem, Severity

_PLACEHOLDER = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
_LONGEST_VALUE = 200


def check_rules(run: Run) -> Iterator[Problem]:
    """Every rule, on typed values; none where a table is not clean: it would speak of the wrong thing."""
    tables = {table.name: table for table in run.tables()}
    if not run.source.rules or not run.clean():
        return
    database = open_database()
    try:
        for table in tables.values():
            fields = fields_of(table)
            fill(
                database,
                table.name,
                [(str(one["name"]), str(one.get("type", "string"))) for one in fields],
                table.values,
            )
        fill_together(database, run)
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
        slow = "interrupted" in str(error)
        said = (
            "it takes too long"
            if slow
            else "it is no single SELECT"
            if "not authorized" in str(error)
            else str(error)
        )
        yield _broken(rule, rule.first_line, f"this rule does not run: {said}")
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


def _broken(rule: RawRule, line: int, message: str) -> Problem:
    text = rule.file.text
    offset = sum(len(one) + 1 for one in text.split("\n")[: line - 1])
    hint = (
        'a rule is one SELECT that returns "table", record and, where it helps, field; {name} shows a column'
    )
    return Problem(
        "rule-query", message, place_at(rule.file.path, text, min(offset, len(text)), len(text)), hint=hint
    )
