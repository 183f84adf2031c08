"""Every cell against its field: how a value is written, what it must be, what a spreadsheet would run.

Types and constraints mean what frictionless says. How it may be written is ours and narrower, since
`1_000`, `１２` and `NAN` are numbers to some readers only; and so is the pattern, which must not take forever.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any

from gazette.check.reading import readers
from gazette.check.regex import pattern
from gazette.check.regex_parser import PatternError
from gazette.check.run import Run, constraints_of, fields_of
from gazette.load.source import RawTable
from gazette.problem import Problem

Verdict = tuple[str, str, str]
"""Code, message and hint."""
_FORMULA = re.compile("[=+@＝＋＠－\t\r]|-(?![0-9]+([.,][0-9]+)?%?$)")
_WRITTEN = {
    "integer": (
        re.compile(r"-?(0|[1-9][0-9]{0,14})"),
        "digits 0-9 only, at most fifteen, without a leading zero",
    ),
    "number": (re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?"), "digits 0-9 with a point, like 12.5"),
    "date": (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), "year-month-day, like 2024-09-16"),
    "year": (re.compile(r"[0-9]{4}"), "four digits, like 2024"),
}


def check_cells(run: Run) -> Iterator[Problem]:
    """Every cell of every table whose header is right."""
    for table in run.tables():
        judges = _judges(run, table)
        for row, cells in run.rows(table):
            run.examined.add("cells", len(cells))
            for column, (text, judge) in enumerate(zip(cells, judges, strict=True)):
                try:
                    verdict = judge(text)
                except PatternError as error:
                    judges[column] = _accept
                    yield _slow(run, table, column, error)
                    continue
                if verdict is not None and run.tell(table, row, column):
                    code, message, hint = verdict
                    yield Problem(code, message, run.place(table, row, column), hint=hint)


def _judges(run: Run, table: RawTable) -> list[Callable[[str], Verdict | None]]:
    # The values of an enum are looked up in a set: frictionless goes through a list of them for every cell.
    described = fields_of(table)
    pairs = zip(described, readers(described, without=("pattern", "enum")), strict=True)
    return [_Judge(run, one, reader.create_cell_reader()) for one, reader in pairs]


def _accept(_: str) -> None:
    return None


def _slow(run: Run, table: RawTable, column: int, error: PatternError) -> Problem:
    assert table.schema is not None  # noqa: S101 - its columns are being looked at
    run.told.add((table.name, -1, column))
    place = table.schema.place(("fields", column, "constraints", "pattern"))
    return Problem("bad-pattern", f"this pattern cannot be used: {error}", place)


@dataclass
class _Judge:
    """Judges the cells of one column and remembers its verdicts: most texts stand in a column many times."""

    run: Run
    described: Mapping[str, object]
    reader: Callable[[str], tuple[Any, Mapping[str, str] | None]]
    known: dict[str, Verdict | None] = field(default_factory=dict)

    def __call__(self, text: str) -> Verdict | None:
        if text not in self.known:
            self.known[text] = self.verdict(text)
        return self.known[text]

    def verdict(self, text: str) -> Verdict | None:
        kind = str(self.described.get("type", "string"))
        if text == "":
            required = constraints_of(self.described).get("required")
            return ("empty-cell", f"{self.name} may not be empty", "") if required else None
        if kind == "string" and _FORMULA.match(text):
            hint = "begin with another character: whoever opens the CSV in a spreadsheet would run this cell"
            return "formula-cell", f'{self.name} begins with "{text[0]}", as a formula does', hint
        return self.written(kind, text) or self.meaning(kind, text)

    @cached_property
    def allowed(self) -> Mapping[Any, object] | None:
        """The values of the enum, each with how it is written in the schema; None where any value is allowed."""
        found = constraints_of(self.described).get("enum")
        return {self.reader(one)[0]: one for one in found} if isinstance(found, list) else None

    @property
    def name(self) -> str:
        return str(self.described.get("name"))

    def written(self, kind: str, text: str) -> Verdict | None:
        """How a value of this type is written."""
        if kind == "boolean":
            allowed = [*self.truths("trueValues", "true"), *self.truths("falseValues", "false")]
            return (
                None
                if text in allowed
                else ("cell-type", f"{_quoted(text)} is no boolean", f"write {' or '.join(allowed)}")
            )
        rule = _WRITTEN.get(kind)
        if rule is None or (rule[0].fullmatch(text) and (kind != "date" or _exists(text))):
            return None
        return "cell-type", f"{_quoted(text)} is no {kind}", f"write {rule[1]}"

    def truths(self, key: str, default: str) -> list[str]:
        found = self.described.get(key)
        return [str(one) for one in found] if isinstance(found, list) else [default]

    def meaning(self, kind: str, text: str) -> Verdict | None:
        """The type's meaning and constraints: the first broken one, since one value breaks several."""
        rules = constraints_of(self.described)
        value, notes = self.reader(text)
        for broken in notes or {}:
            if broken == "type":
                return "cell-type", f"{_quoted(text)} is no {self.described.get('format', kind)}", ""
            return "constraint", f"{_quoted(text)} breaks {broken} {rules.get(broken)} of {self.name}", ""
        if self.allowed is not None and value not in self.allowed:
            few = ", ".join(str(one) for one in islice(self.allowed.values(), 20))
            hint = self.run.meant(text, map(str, self.allowed.values()), f"allowed: {few}")
            return "value-not-allowed", f"{self.name} cannot be {_quoted(text)}", hint
        wanted = rules.get("pattern")
        if isinstance(wanted, str) and not pattern(wanted).matches(text):
            return (
                "constraint",
                f"{_quoted(text)} is not written as {self.name} must be",
                f"the pattern is {wanted}",
            )
        return None


def _exists(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _quoted(text: str) -> str:
    return f'"{text[:60]}…"' if len(text) > 60 else f'"{text}"'
