"""Every kind of change in a sentence. English is the key under which a catalogue of words has the others."""

from collections.abc import Callable, Mapping

from gazette.release.changes import Kind

Words = Callable[[str], str]
"""From an English sentence to that of another language; `%(name)s` marks what is put in."""


def english(words: str) -> str:
    """The words themselves."""
    return words


def fit_to_print(character: str) -> bool:
    """True for what may stand in a report as it is; French no-break spaces do, which Python calls unprintable."""
    return character.isprintable() or character in "\u00a0\u202f"


PHRASES: Mapping[Kind, str] = {
    "table-removed": "The table %(table)s was removed, with its %(rows)s rows.",
    "table-renamed": "The table %(old)s is called %(new)s now.",
    "table-moved": "The table %(table)s stands in another place.",
    "column-removed": "The column %(column)s of %(table)s was removed.",
    "column-renamed": "The column %(old)s of %(table)s is called %(new)s now.",
    "column-retyped": "The column %(column)s of %(table)s is read otherwise: its %(name)s was %(old)s and is %(new)s.",
    "column-moved": "The column %(column)s of %(table)s stands in another place.",
    "column-inserted": "The column %(column)s was added to %(table)s before others, which moves them.",
    "allowed-value-removed": "The column %(column)s of %(table)s no longer allows %(name)s.",
    "allowed-value-moved": "The allowed value %(name)s of %(column)s in %(table)s stands in another place.",
    "record-removed": "The record %(record)s of %(table)s was removed without a tombstone.",
    "record-renamed": "The record %(old)s of %(table)s has the id %(new)s now, and no tombstone says so.",
    "id-reused": "The id %(record)s of %(table)s was given to another record.",
    "constraint-tightened": "The column %(column)s of %(table)s allows less: its %(name)s was %(old)s and is %(new)s.",
    "primary-key-changed": "The key of %(table)s was %(old)s and is %(new)s.",
    "unique-key-added": "The columns %(column)s of %(table)s must now be unique together.",
    "foreign-key-added": "The column %(column)s of %(table)s must now name a record of %(target)s.",
    "record-withdrawn": "The record %(record)s of %(table)s was withdrawn; a tombstone says why.",
    "record-replaced": "The record %(old)s of %(table)s has the id %(new)s now; a tombstone points there.",
    "table-added": "The table %(table)s was added, with %(rows)s rows.",
    "column-appended": "The column %(column)s was added at the end of %(table)s.",
    "foreign-key-of-new-column": "The new column %(column)s of %(table)s names records of %(target)s.",
    "allowed-value-added": "The column %(column)s of %(table)s now allows %(name)s.",
    "record-added": "The record %(record)s was added to %(table)s.",
    "text-changed": "The text changed in substance.",
    "value-changed": "The value changed.",
    "record-moved": "The record belongs elsewhere or stands in another position.",
    "records-reordered": "%(rows)s rows of %(table)s stand in another order.",
    "column-meaning-changed": "The column %(column)s of %(table)s means something else: it was %(old)s and is %(new)s.",
    "table-meaning-changed": "The rows of %(table)s are something else: they were %(old)s and are %(new)s.",
    "source-language-changed": "The language in which the publication is written was %(old)s and is %(new)s.",
    "constraint-loosened": "The column %(column)s of %(table)s allows more: its %(name)s was %(old)s and is %(new)s.",
    "unique-key-removed": "The columns %(column)s of %(table)s need no longer be unique together.",
    "foreign-key-removed": "The column %(column)s of %(table)s need no longer name a record of %(target)s.",
    "spelling-corrected": "The spelling was corrected.",
    "translation-changed": "The translation changed.",
    "allowed-value-relabelled": "The value %(name)s of %(column)s in %(table)s is called otherwise.",
    "column-described": "The %(name)s of the column %(column)s in %(table)s changed.",
    "table-described": "The %(name)s of the table %(table)s changed.",
    "package-described": "The %(name)s of the publication changed.",
    "language-removed": "The language %(name)s was removed.",
    "language-added": "The language %(name)s was added.",
    "language-moved": "The language %(name)s stands in another place.",
    "article-removed": "The page %(name)s (%(language)s) was removed.",
    "article-added": "The page %(name)s (%(language)s) was added.",
    "article-changed": "The %(column)s of the page %(name)s (%(language)s) changed.",
}
"""A sentence for every kind, in the order of `KINDS`."""

SECTIONS: Mapping[str, tuple[Kind, ...]] = {
    "Removed": (
        "table-removed",
        "column-removed",
        "allowed-value-removed",
        "record-removed",
        "record-withdrawn",
        "language-removed",
        "article-removed",
    ),
    "Renamed, moved or read otherwise": (
        "table-renamed",
        "table-moved",
        "column-renamed",
        "column-retyped",
        "column-moved",
        "allowed-value-moved",
        "record-renamed",
        "record-replaced",
        "id-reused",
        "column-meaning-changed",
        "table-meaning-changed",
        "source-language-changed",
        "records-reordered",
        "language-moved",
    ),
    "Allows less": ("constraint-tightened", "primary-key-changed", "unique-key-added", "foreign-key-added"),
    "Added": (
        "table-added",
        "column-inserted",
        "column-appended",
        "foreign-key-of-new-column",
        "allowed-value-added",
        "record-added",
        "language-added",
        "article-added",
    ),
    "Changed records": (
        "text-changed",
        "value-changed",
        "record-moved",
        "spelling-corrected",
        "translation-changed",
    ),
    "Allows more": ("constraint-loosened", "unique-key-removed", "foreign-key-removed"),
    "Descriptions and pages": (
        "allowed-value-relabelled",
        "column-described",
        "table-described",
        "package-described",
        "article-changed",
    ),
}
"""The parts of a report, removals first; every kind of change stands in exactly one."""

LEVEL_WORDS = {
    "major": "A major version: who reads the data by name or by place must look.",
    "minor": "A minor version: something is new or says something else; every name and place still holds.",
    "patch": "A patch: the substance is the same.",
    "none": "Nothing changed.",
}

BEHIND = "Translations that fell behind"
BEHIND_LINE = "%(column)s in %(language)s: the source text changed and this translation did not."
BEHIND_PAGE = "The page in %(language)s: the source page changed and this translation did not."
EMPTY = "nothing"
WORKING_TREE = "the working tree"
