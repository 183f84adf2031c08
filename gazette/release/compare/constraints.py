"""Whether a constraint lets less through than before, and which allowed values came, went and moved."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from gazette.jsontext import json_text
from gazette.release.changes import Change, Kind
from gazette.release.content import Facts
from gazette.release.order import before, moved

_LOWER = ("minLength", "minimum", "exclusiveMinimum")
_UPPER = ("maxLength", "maximum", "exclusiveMaximum")


def constraint_changes(table: str, column: str, old: Facts, new: Facts) -> Iterator[Change]:
    """What changed in the constraints of a column, of which both field descriptors are given."""
    first, second = rules(old), rules(new)
    for name in (*first, *(name for name in second if name not in first)):
        one, other = first.get(name), second.get(name)
        if one == other and type(one) is type(other):
            continue
        if name == "enum" and isinstance(one, list | tuple) and isinstance(other, list | tuple):
            yield from _values(table, column, allowed(one), allowed(other))
            continue
        kind = _direction(name, one, other)
        told = f"constraints.{name}" if kind == "column-described" else name
        yield Change(kind, table, column, name=told, old=one, new=other)


def label_changes(table: str, column: str, old: Facts, new: Facts) -> Iterator[Change]:
    """Which allowed values are called otherwise now; both sides' `labels` must be objects or absent."""
    first, second = labels(old), labels(new)
    for value in (*first, *(value for value in second if value not in first)):
        one, other = first.get(value), second.get(value)
        if one != other:
            yield Change("allowed-value-relabelled", table, column, name=value, old=one, new=other)


def rules(facts: Facts) -> Mapping[str, object]:
    """A field's constraints."""
    found = facts.get("constraints")
    return found if isinstance(found, Mapping) else {}


def labels(facts: Facts) -> Mapping[str, object]:
    """A field's names for its allowed values."""
    found = facts.get("labels")
    return found if isinstance(found, Mapping) else {}


def allowed(values: object) -> dict[str, object]:
    """Allowed values by how they are written."""
    found = values if isinstance(values, list | tuple) else ()
    return {one if isinstance(one, str) and one else json_text(one): one for one in found}


def _values(
    table: str, column: str, old: Mapping[str, object], new: Mapping[str, object]
) -> Iterator[Change]:
    for key, value in old.items():
        if key not in new:
            yield Change("allowed-value-removed", table, column, name=key, old=value)
    shifted, places = moved(old, list(new)), before(list(new))
    for key, value in new.items():
        if key not in old:
            yield Change("allowed-value-added", table, column, name=key, new=value, after=places[key])
        elif key in shifted:
            yield Change("allowed-value-moved", table, column, name=key, after=places[key])


def _direction(name: str, old: object, new: object) -> Kind:
    """Tightened, loosened or, where both say the same in other words, a matter of description.

    What cannot be compared, such as two patterns, counts as tightened: some value may no longer pass.
    """
    if old is None or new is None:
        return "constraint-tightened" if old is None else "constraint-loosened"
    order = _order(old, new)
    if order == 0:
        return "column-described"
    if order is None or name not in (*_LOWER, *_UPPER):
        return "constraint-tightened"
    return "constraint-tightened" if (order < 0) == (name in _LOWER) else "constraint-loosened"


def _order(old: object, new: object) -> int | None:
    """Which of two bounds is smaller: -1 if the old one; None if they cannot be compared."""
    try:
        one, other = Decimal(str(old)), Decimal(str(new))
        return (one > other) - (one < other)
    except InvalidOperation:
        pass
    if isinstance(old, str) and isinstance(new, str) and len(old) == len(new):
        return (old > new) - (old < new)  # dates, as ISO 8601 writes them
    return None
