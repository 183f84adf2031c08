"""When two contents are the same: the exact sense in which a replayed difference gives the new edition."""

from collections.abc import Mapping

from gazette.release.content import Content, TableContent


def same(one: Content, other: Content) -> bool:
    """True if two contents are equal: the order of tables, columns, rows and languages counts.

    So does the type of every value and every digit of a number. The order of properties, keys and articles
    does not, nor does the difference between a property that is null or an empty object and one that is absent.
    """
    return _spelt(one) == _spelt(other)


def _spelt(value: object) -> object:
    match value:
        case Content():
            parts = [value.version, value.created, value.facts, value.languages, list(value.tables.values())]
            return [_spelt(one) for one in (*parts, {"|".join(k): v for k, v in value.articles.items()})]
        case TableContent():
            ordered = [(name, value.fields[name]) for name in value.fields], list(value.rows.items())
            keys = [value.primary_key, value.unique_keys, [repr(one) for one in value.foreign_keys]]
            return [_spelt(one) for one in (value.name, value.facts, value.schema, *ordered, *keys)]
        case Mapping():
            return {name: _spelt(one) for name, one in value.items()}
        case list() | tuple():
            return [_spelt(one) for one in value]
        case _:
            return type(value).__name__, str(value)
