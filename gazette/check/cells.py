"""Every cell against its field: how a value is written, what it must be, what a spreadsheet would run.

What a cell means is read once (`RawTable.columns`). How it may be written is ours and narrower than the standard,
since `1_000`, `１２` and `NAN` are numbers to some readers only.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from heapq import merge
from itertools import islice
from operator import itemgetter

from gazette.check.run import Finding, Later, Run, constraints_of, spelt, texts
from gazette.check.spreadsheet import boolean_of, plain_digits, told
from gazette.load.source import RawTable, TypedColumn, mostly_distinct
from gazette.model.pattern import each
from gazette.problem import Problem

Verdict = tuple[str, str, str] | tuple[str, str, str, str]
"""Code, message and hint, and a command that mends it where there is one."""
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


def check_cells(run: Run) -> Iterator[Finding]:
    """Every cell of every table whose header is right, in the order of the file."""
    for table in run.tables():
        judges = [_Judge(run, *pair) for pair in zip(table.fields, table.columns, strict=True)]
        run.examined.add("cells", (len(table.rows) - len(table.rows.torn)) * len(judges))
        broken = [_broken_cells(run, table, column, judge) for column, judge in enumerate(judges)]
        running: set[int] = set()
        for row, column, text in merge(*broken):
            verdict = judges[column][text]
            if verdict is not None and verdict[0] == "formula-cell" and not run.source.strict:
                if column in running:
                    continue  # where it is no error, once a column is enough
                running.add(column)
            if verdict is not None and run.mark(table, row, column):
                if judges[column].kind == "boolean" and boolean_of(text):
                    verdict = _booleans(run, table, column, judges[column])
                yield Later(verdict[0], table.file.path, partial(_problem, run, table, row, column, verdict))


def _problem(run: Run, table: RawTable, row: int, column: int, verdict: Verdict) -> Problem:
    code, message, hint, fix = (*verdict, "")[:4]
    return Problem(code, message, run.place(table, row, column), hint=hint, fix=fix)


def _booleans(run: Run, table: RawTable, column: int, judge: "_Judge") -> Verdict:
    """What is said of a column of booleans that a spreadsheet has written: one cause, however many the cells are."""
    cells = [(row, text) for row, text in run.cells(table, column) if boolean_of(text) and judge[text]]
    for row, _ in cells:
        run.mark(table, row, column)
    words = ", ".join(sorted({text for _, text in cells}))
    number = f"{len(cells):,} cell{' is' if len(cells) == 1 else 's are'}"
    message = f"{number} written as a spreadsheet writes booleans: {words}"
    verdict = judge[cells[0][1]] or ("cell-type", "", "")
    return verdict[0], message, verdict[2], "fix"


def _broken_cells(run: Run, table: RawTable, column: int, judge: "_Judge") -> Iterator[tuple[int, int, str]]:
    """The cells of a column that are amiss: row, column and text."""
    cells = table.rows.columns[column]
    broken = judge.broken(cells if mostly_distinct(cells) else set(cells))
    if broken:
        yield from ((row, column, text) for row, text in run.cells(table, column) if text in broken)


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
        self.strict = run.source.strict
        self.name, self.kind = str(described.get("name")), str(described.get("type", "string"))

    def __missing__(self, text: str) -> Verdict | None:
        self[text] = verdict = self.verdict(text)
        return verdict

    def broken(self, texts: Collection[str]) -> set[str]:
        """Those of the texts that are amiss. A rule is asked of many texts at once: nearly all are sound."""
        filled = [text for text in texts if text] if "" in texts else list(texts)
        parts = (filled[start : start + _AT_ONCE] for start in range(0, len(filled), _AT_ONCE))
        broken = {text for part in parts if not self.sound(part) for text in part if self.amiss(text)}
        return broken | {""} if "" in texts and self.amiss("") else broken

    def amiss(self, text: str) -> bool:
        """True if there is a verdict on the text."""
        if not self.strict:
            return self.readings[text][1] is not None or self.formula(text) != ""
        if text == "":
            return self.readings[text][1] == "required"
        if self.kind == "string" and begins_as(text):
            return True
        return self.written(text) is not None or self.readings[text][1] is not None

    def sound(self, texts: Sequence[str]) -> bool:
        """True only if nothing is wrong with any of these texts; False where that must be asked of each."""
        if not self.readings.missing.isdisjoint(texts):
            return False
        if self.kind == "string":
            return self.sound_strings(texts)
        if self.kind not in ("integer", "number", "year") or not _PLAINLY[self.kind](texts):
            return False
        rules = constraints_of(self.described)
        if not rules.keys() <= _OF_NUMBERS or not _SPELT.isdisjoint(self.described):
            return False
        read: Callable[[str], Decimal | int] = Decimal if self.kind == "number" else int
        least, most = (_limit(rules.get(name), self.kind) for name in ("minimum", "maximum"))
        if "minimum" in rules and (least is None or min(map(read, texts)) < least):
            return False
        return not ("maximum" in rules and (most is None or max(map(read, texts)) > most))

    def sound_strings(self, texts: Sequence[str]) -> bool:
        """The same for a column of texts in no format of their own."""
        rules = constraints_of(self.described)
        if self.described.get("format", "default") != "default" or not rules.keys() <= _OF_STRINGS:
            return False
        if _RUNNING.intersection(map(itemgetter(0), texts)):
            return False
        allowed, wanted = rules.get("enum"), rules.get("pattern")
        least, most = rules.get("minLength"), rules.get("maxLength")
        return (
            (allowed is None or (isinstance(allowed, list) and set(texts).issubset(map(str, allowed))))
            and (least is None or (isinstance(least, int) and min(map(len, texts)) >= least))
            and (most is None or (isinstance(most, int) and max(map(len, texts)) <= most))
            and (wanted is None or each(str(wanted))(texts))
        )

    def verdict(self, text: str) -> Verdict | None:
        value, broken = self.readings[text]
        if text == "" if self.strict else value is None and broken != "type":
            return ("empty-cell", f"{self.name} may not be empty", "") if broken == "required" else None
        if (self.strict or broken is None) and (formula := self.formula(text)):
            return "formula-cell", f"{self.name} {formula}", FORMULA_HINT
        return (self.written(text) if self.strict else None) or self.meaning(text)

    def formula(self, text: str) -> str:
        """What makes a text one that a spreadsheet would run; a dash alone stands for nothing in many tables."""
        return begins_as(text) if self.kind == "string" and (self.strict or len(text) > 1) else ""

    def written(self, text: str) -> Verdict | None:
        """How a value of this type is written."""
        if self.kind == "boolean":
            allowed = [*self.truths("trueValues", "true"), *self.truths("falseValues", "false")]
            message = f"{_quoted(text)} is no boolean"
            return None if text in allowed else ("cell-type", message, f"write {' or '.join(allowed)}")
        rule = _WRITTEN.get(self.kind)
        if rule is None or (rule[0].fullmatch(text) and (self.kind != "date" or _exists(text))):
            return None
        message, hint = f"{_quoted(text)} is no {self.kind}", f"write {rule[1]}"
        if (cause := told(text, self.kind)) != "":
            return "cell-type", message, f"{cause}; {hint}"
        if plain_digits(text) != text and rule[0].fullmatch(plain_digits(text)):
            return "cell-type", message, hint, "fix"
        return "cell-type", message, hint

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
            example = str(self.described.get("example") or "")
            like = (
                f"write it like {example}; " if example and _matches(str(rules["pattern"]), example) else ""
            )
            return "constraint", message, f"{like}the pattern is {rules['pattern']}"
        if broken == "jsonSchema":
            return "constraint", f"{_quoted(text)} is not as the JSON Schema of {self.name} wants it", ""
        return "constraint", f"{_quoted(text)} breaks {broken} {rules[broken]} of {self.name}", ""


_RUNNING = frozenset("=+@＝＋＠－\t\r-")
"""First letters of what may be a formula."""
_OF_STRINGS = {"required", "unique", "enum", "pattern", "minLength", "maxLength"}
_OF_NUMBERS = {"required", "unique", "minimum", "maximum"}
_SPELT = {"groupChar", "decimalChar", "bareNumber"}
_PLAINLY = {kind: each(_WRITTEN[kind][0].pattern) for kind in ("integer", "number", "year")}
_AT_ONCE = 1000


def _limit(bound: object, kind: str) -> Decimal | int | None:
    """A bound as the numbers of the column compare with it; None where only the reader of the type knows it."""
    if isinstance(bound, bool) or not isinstance(bound, int | float):
        return None
    return Decimal(str(bound)) if kind == "number" or isinstance(bound, float) else bound


def _matches(pattern: str, text: str) -> bool:
    return each(pattern)([text])


def _exists(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _quoted(text: str) -> str:
    return f'"{text[:60]}…"' if len(text) > 60 else f'"{text}"'
