"""The one place that asks frictionless what types and constraints mean."""

from collections.abc import Mapping, Sequence
from typing import Any

from gazette.check.run import constraints_of

_V2 = "https://datapackage.org/profiles/2.0/tableschema.json"
"""Without it frictionless reads a schema by the first version of the standard."""


def readers(fields: Sequence[Mapping[str, object]], without: Sequence[str] = ("pattern",)) -> list[Any]:
    """The fields of frictionless, each with `read_cell` and `create_cell_reader`, for field descriptors.

    Patterns are left out: they are run by `regex`, since this engine can be made to hang.
    """
    from frictionless import Schema

    kept = [
        {**one, "constraints": {key: rule for key, rule in constraints_of(one).items() if key not in without}}
        for one in fields
    ]
    found: list[Any] = Schema.from_descriptor({"$schema": _V2, "fields": kept}).fields
    return found
