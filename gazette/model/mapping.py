"""Mappings: how a record of ours relates to a record of another scheme, in the terms of SKOS."""

from dataclasses import dataclass

from gazette.model.table import Record
from gazette.model.text import Text

RELATIONS = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
"""The mapping properties of SKOS (SKOS Reference, section 10), the nearest first."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A row of a table of mappings. `reference` is the outside source on which it rests, if it names one."""

    subject: Record
    relation: str
    target: Record
    note: Text
    reference: Record | None
    row: Record
