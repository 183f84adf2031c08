"""Every kind of change, in one table: its clause of the version rule, the section of a report, and its sentence.

Clauses stand in the order in which readers are told: what may break first, removals first of all. A sentence is
English, and the key under which a catalogue of words has the others; `%(name)s` marks what is put in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Level = Literal["none", "patch", "minor", "major"]
LEVELS: tuple[Level, ...] = ("none", "patch", "minor", "major")

REMOVED = "Removed"
RENAMED = "Renamed, moved or read otherwise"
ALLOWS_LESS = "Allows less"
ADDED = "Added"
CHANGED = "Changed records"
ALLOWS_MORE = "Allows more"
DESCRIBED = "Descriptions and pages"
SECTIONS = (REMOVED, RENAMED, ALLOWS_LESS, ADDED, CHANGED, ALLOWS_MORE, DESCRIBED)
"""The parts of a report, in their order."""


@dataclass(frozen=True, slots=True)
class ChangeKind:
    """A kind of change: its code, the section of a report in which it is told, and its sentence."""

    code: str
    section: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the version rule: the level it calls for, its words, and the kinds that fall under it."""

    level: Level
    words: str
    kinds: tuple[ChangeKind, ...]


RULE: tuple[Clause, ...] = (
    Clause(
        "major",
        "a table is removed, renamed or moved",
        (
            ChangeKind("table-removed", REMOVED, "The table %(table)s was removed, with its %(rows)s rows."),
            ChangeKind("table-renamed", RENAMED, "The table %(old)s is called %(new)s now."),
            ChangeKind("table-moved", RENAMED, "The table %(table)s stands in another place."),
        ),
    ),
    Clause(
        "major",
        "a column is removed, renamed, retyped or moved",
        (
            ChangeKind("column-removed", REMOVED, "The column %(column)s of %(table)s was removed."),
            ChangeKind("column-renamed", RENAMED, "The column %(old)s of %(table)s is called %(new)s now."),
            ChangeKind(
                "column-retyped",
                RENAMED,
                "The column %(column)s of %(table)s is read otherwise: its %(name)s was %(old)s and is %(new)s.",
            ),
            ChangeKind(
                "column-moved", RENAMED, "The column %(column)s of %(table)s stands in another place."
            ),
        ),
    ),
    Clause(
        "major",
        "a column is added before others, which moves them",
        (
            ChangeKind(
                "column-inserted",
                ADDED,
                "The column %(column)s was added to %(table)s before others, which moves them.",
            ),
        ),
    ),
    Clause(
        "major",
        "an allowed value is removed, renamed or moved",
        (
            ChangeKind(
                "allowed-value-removed",
                REMOVED,
                "The column %(column)s of %(table)s no longer allows %(name)s.",
            ),
            ChangeKind(
                "allowed-value-moved",
                RENAMED,
                "The allowed value %(name)s of %(column)s in %(table)s stands in another place.",
            ),
        ),
    ),
    Clause(
        "major",
        "an id is removed without a tombstone",
        (
            ChangeKind(
                "record-removed",
                REMOVED,
                "The record %(record)s of %(table)s was removed without a tombstone.",
            ),
            ChangeKind(
                "record-renamed",
                RENAMED,
                "The record %(old)s of %(table)s has the id %(new)s now, and no tombstone says so.",
            ),
        ),
    ),
    Clause(
        "major",
        "an id is reused",
        (ChangeKind("id-reused", RENAMED, "The id %(record)s of %(table)s was given to another record."),),
    ),
    Clause(
        "major",
        "a constraint is tightened",
        (
            ChangeKind(
                "constraint-tightened",
                ALLOWS_LESS,
                "The column %(column)s of %(table)s allows less: its %(name)s was %(old)s and is %(new)s.",
            ),
            ChangeKind(
                "primary-key-changed", ALLOWS_LESS, "The key of %(table)s was %(old)s and is %(new)s."
            ),
            ChangeKind(
                "unique-key-added",
                ALLOWS_LESS,
                "The columns %(column)s of %(table)s must now be unique together.",
            ),
            ChangeKind(
                "foreign-key-added",
                ALLOWS_LESS,
                "The column %(column)s of %(table)s must now name a record of %(target)s.",
            ),
        ),
    ),
    Clause(
        "minor",
        "a record is withdrawn with a tombstone",
        (
            ChangeKind(
                "record-withdrawn",
                REMOVED,
                "The record %(record)s of %(table)s was withdrawn; a tombstone says why.",
            ),
            ChangeKind(
                "record-replaced",
                RENAMED,
                "The record %(old)s of %(table)s has the id %(new)s now; a tombstone points there.",
            ),
        ),
    ),
    Clause(
        "minor",
        "a table is added",
        (ChangeKind("table-added", ADDED, "The table %(table)s was added, with %(rows)s rows."),),
    ),
    Clause(
        "minor",
        "a last column is added",
        (
            ChangeKind("column-appended", ADDED, "The column %(column)s was added at the end of %(table)s."),
            ChangeKind(
                "foreign-key-of-new-column",
                ADDED,
                "The new column %(column)s of %(table)s names records of %(target)s.",
            ),
        ),
    ),
    Clause(
        "minor",
        "an allowed value is added",
        (
            ChangeKind(
                "allowed-value-added", ADDED, "The column %(column)s of %(table)s now allows %(name)s."
            ),
        ),
    ),
    Clause(
        "minor",
        "a row is added",
        (ChangeKind("record-added", ADDED, "The record %(record)s was added to %(table)s."),),
    ),
    Clause(
        "minor",
        "the substance changes in the source language",
        (
            ChangeKind("text-changed", CHANGED, "The text changed in substance."),
            ChangeKind("value-changed", CHANGED, "The value changed."),
            ChangeKind(
                "record-moved", CHANGED, "The record belongs elsewhere or stands in another position."
            ),
            ChangeKind("records-reordered", RENAMED, "%(rows)s rows of %(table)s stand in another order."),
            ChangeKind(
                "column-meaning-changed",
                RENAMED,
                "The column %(column)s of %(table)s means something else: it was %(old)s and is %(new)s.",
            ),
            ChangeKind(
                "table-meaning-changed",
                RENAMED,
                "The rows of %(table)s are something else: they were %(old)s and are %(new)s.",
            ),
            ChangeKind(
                "source-language-changed",
                RENAMED,
                "The language in which the publication is written was %(old)s and is %(new)s.",
            ),
        ),
    ),
    Clause(
        "minor",
        "a constraint is loosened",
        (
            ChangeKind(
                "constraint-loosened",
                ALLOWS_MORE,
                "The column %(column)s of %(table)s allows more: its %(name)s was %(old)s and is %(new)s.",
            ),
            ChangeKind(
                "unique-key-removed",
                ALLOWS_MORE,
                "The columns %(column)s of %(table)s need no longer be unique together.",
            ),
            ChangeKind(
                "foreign-key-removed",
                ALLOWS_MORE,
                "The column %(column)s of %(table)s need no longer name a record of %(target)s.",
            ),
        ),
    ),
    Clause(
        "patch",
        "spelling is corrected",
        (ChangeKind("spelling-corrected", CHANGED, "The spelling was corrected."),),
    ),
    Clause(
        "patch",
        "a translation changes",
        (ChangeKind("translation-changed", CHANGED, "The translation changed."),),
    ),
    Clause(
        "patch",
        "a description changes",
        (
            ChangeKind(
                "allowed-value-relabelled",
                DESCRIBED,
                "The value %(name)s of %(column)s in %(table)s is called otherwise.",
            ),
            ChangeKind(
                "column-described", DESCRIBED, "The %(name)s of the column %(column)s in %(table)s changed."
            ),
            ChangeKind("table-described", DESCRIBED, "The %(name)s of the table %(table)s changed."),
        ),
    ),
    Clause(
        "patch",
        "other metadata or a page changes",
        (
            ChangeKind("package-described", DESCRIBED, "The %(name)s of the publication changed."),
            ChangeKind("language-removed", REMOVED, "The language %(name)s was removed."),
            ChangeKind("language-added", ADDED, "The language %(name)s was added."),
            ChangeKind("language-moved", RENAMED, "The language %(name)s stands in another place."),
            ChangeKind("article-removed", REMOVED, "The page %(name)s (%(language)s) was removed."),
            ChangeKind("article-added", ADDED, "The page %(name)s (%(language)s) was added."),
            ChangeKind(
                "article-changed", DESCRIBED, "The %(column)s of the page %(name)s (%(language)s) changed."
            ),
        ),
    ),
)
"""The whole rule; every kind of change stands in exactly one clause."""

KINDS: Mapping[str, ChangeKind] = {kind.code: kind for clause in RULE for kind in clause.kinds}
CLAUSE_OF: Mapping[str, Clause] = {kind.code: clause for clause in RULE for kind in clause.kinds}
IN_SECTION: Mapping[str, tuple[str, ...]] = {
    section: tuple(code for code, kind in KINDS.items() if kind.section == section) for section in SECTIONS
}
"""The codes of each section, in the order of the rule."""
