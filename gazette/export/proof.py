"""Nothing is handed on that breaks its own published schema.

A break would be the publisher's mistake, or one that the checks missed: the trip stops, with every record
concerned, before a file is written.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from gazette.export.cell import Plain, batches
from gazette.export.contract import rows_schema
from gazette.model import Catalog, Record, Table
from gazette.problem import Place, Problem, Stop

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

CODE = "export-invalid"
_DESCRIPTOR = "datapackage.json"
_LONGEST = 300
"""Reasons quote the value, which may be a whole tree."""


class Contract:
    """A published JSON Schema: the fast verdict of jsonschema-rs, and the reasons of jsonschema for a no."""

    def __init__(self, schema: Mapping[str, object]) -> None:
        self.schema = schema

    @cached_property
    def holds(self) -> Callable[[object], bool]:
        """The fast verdict: whether a value keeps the schema."""
        import jsonschema_rs

        return jsonschema_rs.validator_for(dict(self.schema), validate_formats=True).is_valid

    @cached_property
    def _validator(self) -> "Draft202012Validator":
        from jsonschema import Draft202012Validator

        return Draft202012Validator(self.schema, format_checker=Draft202012Validator.FORMAT_CHECKER)

    def reasons(self, value: object) -> list[str]:
        """What is wrong, with the place in the value; nothing where the value keeps the schema."""
        if self.holds(value):
            return []
        errors = sorted(
            self._validator.iter_errors(value), key=lambda error: (error.json_path, error.message)
        )
        return [f"{error.json_path}: {error.message[:_LONGEST]}" for error in errors]

    def prove(
        self, value: object, path: str, catalog: Catalog | None = None, record: Record | None = None
    ) -> None:
        """Raise Stop if the value may not stand in the file at this path."""
        if reasons := self.reasons(value):
            raise Stop(*(refusal(f"{path} breaks its schema at {why}", catalog, record) for why in reasons))


def proved_rows(catalog: Catalog, table: Table, path: str) -> Iterator[list[dict[str, Plain]]]:
    """A table's rows, some at a time; raises Stop with every row of them that breaks the table's schema."""
    contract = Contract(rows_schema(catalog, table))
    for records, rows in batches(table):
        # One verdict for many rows: that is where the speed is.
        if not contract.holds(rows):
            raise Stop(
                *(
                    refusal(f"{path} breaks its schema at {why}", catalog, record)
                    for row, record in zip(rows, records, strict=True)
                    for why in contract.reasons([row])
                )
            )
        yield rows


def refusal(message: str, catalog: Catalog | None = None, record: Record | None = None) -> Problem:
    """A problem of this room, at the record's line if it is one record's."""
    if catalog is None or record is None:
        return Problem(CODE, message, Place(_DESCRIPTOR))
    place = Place(catalog.by_name[record.table].path, record.line, record=record.id)
    return Problem(CODE, message, place, hint="mend the record, or the table's schema if that is wrong")
