"""The columns and keys of a table, replayed from the changes that are told of them."""

from collections.abc import Iterable, Mapping

from gazette.release.changes import Change
from gazette.release.compare.constraints import allowed, labels, rules
from gazette.release.content import Facts, ForeignKey, TableContent
from gazette.release.order import placed

_ADDED = ("column-appended", "column-inserted")
_PROPERTY = ("column-described", "column-retyped", "column-meaning-changed")
_RULE = ("constraint-tightened", "constraint-loosened")
_VALUE = ("allowed-value-removed", "allowed-value-added", "allowed-value-moved")


def replayed_fields(old: Mapping[str, Facts], told: Iterable[Change]) -> Mapping[str, Facts]:
    """The new columns in their order."""
    of_column: dict[str, list[Change]] = {}
    fields = dict(old)
    behind: dict[str, str] = {}
    for one in told:
        if one.kind == "column-removed":
            del fields[one.column]
        elif one.kind in (*_ADDED, "column-moved"):
            behind[one.column] = one.after or ""
            if isinstance(one.new, Mapping):
                fields[one.column] = one.new["field"]
        elif one.column and not one.record:
            of_column.setdefault(one.column, []).append(one)
    order = placed((name for name in fields if name not in behind), behind)
    return {name: _field(fields[name], of_column.get(name, ())) for name in order}


def replayed_keys(
    table: TableContent, told: Iterable[Change]
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...], tuple[ForeignKey, ...]]:
    """The new primary key, unique keys and foreign keys."""
    primary, unique, foreign = table.primary_key, set(table.unique_keys), set(table.foreign_keys)
    for one in told:
        if one.kind == "primary-key-changed":
            primary = _names(one.new)
        elif one.kind == "unique-key-removed":
            unique.discard(_names(one.old))
        elif one.kind == "unique-key-added":
            unique.add(_names(one.new))
        elif one.kind == "foreign-key-removed":
            foreign.discard(_foreign(one.old))
        elif one.kind in ("foreign-key-added", "foreign-key-of-new-column"):
            foreign.add(_foreign(one.new))
    return primary, tuple(sorted(unique)), tuple(sorted(foreign))


def _field(facts: Facts, told: Iterable[Change]) -> Facts:
    properties = dict(facts)
    constraints, called = dict(rules(facts)), dict(labels(facts))
    values: list[Change] = []
    for one in told:
        if one.kind in _VALUE:
            values.append(one)
        elif one.kind == "allowed-value-relabelled":
            _put(called, one.name, one.new)
        elif one.kind in _RULE or one.name.startswith("constraints."):
            _put(constraints, one.name.removeprefix("constraints."), one.new)
        elif one.kind in _PROPERTY:
            _put(properties, one.name, one.new)
    if values:
        constraints["enum"] = _allowed(allowed(constraints.get("enum")), values)
    _put(properties, "constraints", constraints or None)
    if isinstance(properties.get("labels"), Mapping) or called:
        _put(properties, "labels", called or None)
    return properties


def _allowed(old: dict[str, object], told: Iterable[Change]) -> list[object]:
    behind: dict[str, str] = {}
    values = dict(old)
    for one in told:
        if one.kind == "allowed-value-removed":
            del values[one.name]
        else:
            behind[one.name] = one.after or ""
            if one.kind == "allowed-value-added":
                values[one.name] = one.new
    return [values[key] for key in placed((key for key in values if key not in behind), behind)]


def _put(facts: dict[str, object], name: str, value: object) -> None:
    if value is None:
        facts.pop(name, None)
    else:
        facts[name] = value


def _names(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list) else ()


def _foreign(value: object) -> ForeignKey:
    facts = value if isinstance(value, Mapping) else {}
    return ForeignKey(_names(facts.get("columns")), str(facts.get("table", "")), _names(facts.get("targets")))
