"""What is known about a record beside what it says: where it was read, and what stays of it when it goes."""

from dataclasses import dataclass

from gazette.model.table import Record
from gazette.model.text import Text


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
