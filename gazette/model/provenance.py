"""What is known about a record beside what it says: its source, its like in other schemes, what stays when it goes."""

from dataclasses import dataclass

from gazette.model.table import Record
from gazette.model.text import Text

RELATIONS = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
"""The mapping properties of SKOS (SKOS Reference, section 10), the nearest first."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a record stands: the passage it was read from, on what basis, and the note."""

    record: Record
    passage: Record
    basis: str
    note: Text
    row: Record


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What stays of a withdrawn record: where it stood, its last version, why it went, and what replaces it."""

    table: str
    record: str
    last_version: str
    reason: Text
    replaced_by: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """A source document as the row of its own table describes it; what no column says is empty.

    `note` is what the editors add, such as that its address is not known. `facts` are its other cells, each with
    the title of its column: the event at which it was shown, the name of its file.
    """

    row: Record
    title: Text
    publisher: Text
    date: str
    address: str
    checksum: str
    note: Text
    facts: tuple[tuple[Text, Text], ...]


@dataclass(frozen=True, slots=True)
class Mapped:
    """A row of a table of mappings. `reference` is the outside source on which it rests, if it names one."""

    subject: Record
    relation: str
    target: Record
    note: Text
    reference: Record | None
    row: Record
