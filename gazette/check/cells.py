"""Every cell against its field: how a value is written, what it must be, what a spreadsheet would run.

What a cell means is read once (`RawTable.columns`). How it may be written is ours and narrower than the standard,
since `1_000`, `１２` and `NAN` are numbers to some readers only.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice

from gazette.check.run import Run, constraints_of, fields_of, spelt, texts
from gazette.load.source import TypedColumn
from gazette.problem import Problem

Verdict = tuple[str, str, str]
"""Code, message and hint."""
_FORMULA = re.compile("[=+@＝＋＠－\t\r]|-(?![0-9]+([.,][0-9]+)?%?$)")
FORMULA_HINT = "begin with another character: whoever opens the CSV in a spreadsheet would run this cell"
_NOT_WORDS = {"constraints", "dialect", "falseValues", "missingValues", "trueValues"}
"""Members that say how cells are written and stand in no file of rows."""
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
        judges = [_Judge(run, *pair) for pair in zip(fields_of(table), table.columns, strict=True)]
        for row, cells in run.rows(table):
            run.examined.add("cells", len(cells))
            for column, (text, judge) in enumerate(zip(cells, judges, strict=True)):
                verdict = judge[text]
                if verdict is not None and run.tell(table, row, column):
                    code, message, hint = verdict
                    yield Problem(code, message, run.place(table, row, column), hint=hint)


def begins_as(text: str) -> str:
    """What makes a text one that a spreadsheet would run, in words that follow its name; empty where nothing does."""
    return f'begins with "{text[0]}", as a formula does' if _FORMULA.match(text) else ""


def check_words(run: Run) -> Iterator[Problem]:
    """The words of the descriptor and of the schemas: charts and answers put them into CSV files too."""
    schemas = [table.schema for table in run.source.tables]
    for file in (run.source.descriptor, *schemas):
        if file is not None and not file.at:  # a part of the descriptor is read with it
            for pointer, text in texts(file.value):
                if begins_as(text) and _NOT_WORDS.isdisjoint(pointer):
                    message = f"{spelt(pointer)} {begins_as(text)}"
                    yield Problem("formula-cell", message, file.place(pointer), hint=FORMULA_HINT)


class _Judge(dict[str, Verdict | None]):
    """The verdicts on the texts of one column: most texts stand in a column many times."""

    def __init__(self, run: Run, described: Mapping[str, object], readings: TypedColumn) -> None:
        super().__init__()
        self.run, self.described, self.readings = run, described, readings
        self.name, self.kind = str(described.get("name")), str(described.get("type", "string"))

    def __missing__(self, text: str) -> Verdict | None:
        self[text] = verdict = self.verdict(text)
        return verdict

    def verdict(self, text: str) -> Verdict | None:
        if text == "":
            required = self.readings[text][1] == "required"
            return ("empty-cell", f"{self.name} may not be empty", "") if required else None
        if self.kind == "string" and begins_as(text):
            return "formula-cell", f"{self.name} {begins_as(text)}", FORMULA_HINT
        return self.written(text) or self.meaning(text)

    def written(self, text: str) -> Verdict | None:
        """How a value of this type is written."""
        if self.kind == "boolean":
            allowed = [*self.truths("trueValues", "true"), *self.truths("falseValues", "false")]
            message = f"{_quoted(text)} is no boolean"
            return None if text in allowed else ("cell-type", message, f"write {' or '.join(allowed)}")
        rule = _WRITTEN.get(self.kind)
        if rule is None or (rule[0].fullmatch(text) and (self.kind != "date" or _exists(text))):
            return None
        return "cell-type", f"{_quoted(text)} is no {self.kind}", f"write {rule[1]}"

    def truths(self, key: str, default: str) -> list[str]:
        declared = self.described.get(key)
        return [str(value) for value in declared] if isinstance(declared, list) else [default]

    def meaning(self, text: str) -> Verdict | None:
        """The type's meaning and constraints: the first broken one, since one value breaks several."""
        rules, broken = constraints_of(self.described), self.readings[text][1]
        if broken is None:
            return None
        if broken == "type":
            return "cell-type", f"{_quoted(text)} is no {self.described.get('format', self.kind)}", ""
        if broken == "enum":
            declared = rules["enum"]
            allowed = [str(value) for value in declared] if isinstance(declared, list) else []
            hint = self.run.meant(text, allowed, f"allowed: {', '.join(islice(allowed, 20))}")
            return "value-not-allowed", f"{self.name} cannot be {_quoted(text)}", hint
        if broken == "pattern":
            message = f"{_quoted(text)} is not written as {self.name} must be"
            return "constraint", message, f"the pattern is {rules['pattern']}"
        return "constraint", f"{_quoted(text)} breaks {broken} {rules[broken]} of {self.name}", ""


def _exists(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _quoted(text: str) -> str:
    return f'"{text[:60]}…"' if len(text) > 60 else f'"{text}"'
