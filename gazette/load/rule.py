"""Rules of the content: an SQL file whose comment head gives title, message and hint, then one SELECT."""

import re

from gazette.load.head import Kind, read_head
from gazette.load.source import RawRule, TextFile
from gazette.problem import Problem

_RULE = Kind(
    name="rule",
    code="rule-head",
    key=re.compile(r"title|message|hint|severity"),
    keys=("title", "message", "hint", "severity"),
    needed=("title", "message", "hint"),
    values={"severity": (r"error|warning", "error or warning")},
    hint="begin with `-- title: …`, `-- message: …` and `-- hint: …`, one a line",
)


def read_rule(file: TextFile) -> tuple[RawRule | None, list[Problem]]:
    """The rule, and what is wrong with its head."""
    head, problems = read_head(file, _RULE)
    if head is None:
        return None, problems
    return RawRule(head.name, head.said, file, head.query, head.first_line), problems
