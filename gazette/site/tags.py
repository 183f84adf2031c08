"""Tags: which record is counted under which theme, and why; read from the tables whose rows are annotations."""

from collections.abc import Iterator
from dataclasses import dataclass

from gazette.model import Catalog, Record, Text, meaning


@dataclass(frozen=True, slots=True)
class Tag:
    """A record, the theme it is counted under, and the reason."""

    record: Record
    theme: Record
    reason: Text


def tags_of(catalog: Catalog) -> tuple[Tag, ...]:
    """All tags, in the order of the file; empty where the package keeps none."""
    return tuple(_read(catalog))


def _read(catalog: Catalog) -> Iterator[Tag]:
    for table in catalog.of_role("tag"):
        named, identified = table.column(meaning.EVIDENCE_TABLE), table.column(meaning.EVIDENCE_RECORD)
        subject, note = table.column(meaning.SUBJECT), table.column(meaning.NOTE)
        if named is None or identified is None or subject is None:
            continue
        for row in table.records:
            record = catalog.record(str(row.values[named.first.name]), str(row.values[identified.first.name]))
            theme = catalog.target(row, subject)
            if record is not None and theme is not None:
                yield Tag(record, theme, table.text(row, note))
