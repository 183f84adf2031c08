"""Check: a Source against its schemas, the standard and its rules. Never raises, prints or writes.

The order of `CHECKS` is the order of trust: each looks only at what the ones before have found fit.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from gazette.check.addresses import check_addresses
from gazette.check.advice import check_advice
from gazette.check.cells import check_cells, check_words
from gazette.check.keys import check_filled, check_ids, check_unique
from gazette.check.languages import check_languages
from gazette.check.links import check_links
from gazette.check.losses import check_losses
from gazette.check.package import check_amount, check_package, check_unclaimed
from gazette.check.questions import check_questions
from gazette.check.references import check_references
from gazette.check.releases import check_releases, check_tombstones
from gazette.check.rules import check_rules
from gazette.check.run import Check, Finding, Later, Run
from gazette.check.schemas import check_schemas
from gazette.check.settings import check_settings
from gazette.check.shape import check_shape
from gazette.check.theme import check_theme
from gazette.check.typography import check_typography
from gazette.check.updates import check_updates
from gazette.check.vanished import check_vanished
from gazette.load.source import Source
from gazette.problem import Examined, Place, Problem, Severity, codes
from gazette.project import DESCRIPTOR

CHECKS: dict[str, Check] = {
    "package": check_package,
    "settings": check_settings,
    "theme": check_theme,
    "schemas": check_schemas,
    "shape": check_shape,
    "vanished": check_vanished,
    "ids": check_ids,
    "cells": check_cells,
    "filled": check_filled,
    "words": check_words,
    "unique": check_unique,
    "addresses": check_addresses,
    "references": check_references,
    "tombstones": check_tombstones,
    "updates": check_updates,
    "losses": check_losses,
    "languages": check_languages,
    "typography": check_typography,
    "links": check_links,
    "rules": check_rules,
    "questions": check_questions,
    "unclaimed": check_unclaimed,
    "amount": check_amount,
    "releases": check_releases,
    "advice": check_advice,
}
_MOST_ALIKE = 1_000
"""Problems of one code in one file that are kept; of more only the number: a million rows may share one."""


def check(source: Source, only: Collection[str] = CHECKS) -> tuple[list[Problem], Examined]:
    """Everything that is wrong with a source, in file order, and how much was looked at; of `only` these checks."""
    run = Run(source, Examined(dict(source.examined.counts)))
    kept: dict[Problem, None] = {}
    alike: dict[tuple[str, str], int] = {}
    last: dict[tuple[str, str], Finding] = {}
    softer = {} if source.strict else SOFTER

    def take(finding: Finding) -> None:
        if isinstance(finding, Later) and alike.get(finding[:2], 0) >= _MOST_ALIKE:
            run.errors += codes()[finding.code].severity == "error" and finding.code not in softer
            alike[finding[:2]] += 1
            last[finding[:2]] = finding
            return
        problem = finding.problem() if isinstance(finding, Later) else finding
        if problem.code in softer:
            problem = replace(problem, severity_override=softer[problem.code])
        kind = (problem.code, problem.place.file)
        run.errors += problem.severity == "error"
        alike[kind] = alike.get(kind, 0) + (problem not in kept)
        if alike[kind] <= _MOST_ALIKE:
            kept[problem] = None
        last[kind] = problem

    for problem in source.problems:
        take(problem)
    for name, look in CHECKS.items():
        for finding in look(run) if name in only else ():
            take(finding)
    for kind, number in alike.items():
        if number > _MOST_ALIKE:
            message = f"{number - _MOST_ALIKE:,} more of this kind in this file, up to here"
            final = last[kind]
            example = final.problem() if isinstance(final, Later) else final
            kept[Problem(kind[0], message, example.place, severity_override=example.severity)] = None
    return in_file_order(source, kept), run.examined


SOFTER: dict[str, Severity] = {
    **dict.fromkeys(("formula-cell", "bidi-control", "invisible-character"), "warning"),
    **dict.fromkeys(
        ("look-alike", "loose-space", "wrong-sign", "unpaired-bracket", "not-composed"), "advice"
    ),
    **dict.fromkeys(
        ("unclaimed-file", "nothing-examined", "missing-translation", "missing-article"), "advice"
    ),
    **dict.fromkeys(("unsafe-address", "placeholder-address"), "advice"),
    **dict.fromkeys(("undeclared-language", "untitled-column", "bad-version", "bad-created"), "advice"),
}
"""What the standard allows, as it counts in packages that have no rules of their own."""


def in_file_order(source: Source, problems: Sequence[Problem] | dict[Problem, None]) -> list[Problem]:
    """The descriptor first, then tables and their schemas as it lists them, then other files by name."""
    order = [source.descriptor.file.path if source.descriptor else DESCRIPTOR]
    for table in source.tables:
        order += [table.file.path, *([table.schema.file.path] if table.schema else [])]
    ranks = {path: rank for rank, path in reversed(list(enumerate(order)))}

    def key(problem: Problem) -> tuple[int, str, int, int]:
        place: Place = problem.place
        return ranks.get(place.file, len(order)), place.file, place.line or 0, place.column or 0

    return sorted(problems, key=key)
