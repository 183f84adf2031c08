"""From the text of a cell to its typed value, by Table Schema type; `check` has vouched for the text before."""

import datetime
from collections.abc import Mapping
from decimal import Decimal

from gazette.model.table import Value

TRUE = ("true", "True", "TRUE", "1")
"""Table Schema's default `trueValues`."""


def parse(text: str, field: Mapping[str, object]) -> Value:
    """The value of a cell whose column has this Table Schema field descriptor; None for an empty cell.

    Raises ValueError for a text that is no value of the type (which `check` reports beforehand).
    """
    if text == "":
        return None
    match field.get("type"):
        case "integer" | "year":
            return int(text)
        case "number":
            return Decimal(text)
        case "boolean":
            truths = field.get("trueValues", TRUE)
            return isinstance(truths, list | tuple) and text in truths
        case "date":
            return datetime.date.fromisoformat(text)
        case _:
            return text
