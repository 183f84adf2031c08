"""The JSON Schemas (2020-12) of everything that is published as JSON, made from the tables' own schemas.

Each has its address as `$id` (Core, section 8.2.1) and says what is required, allowed and typed.
"""

from gazette import urls
from gazette.export.cell import Schema, cell_schema, is_required
from gazette.export.node import substantive
from gazette.export.shape import STRING, array, closed, evidence, facts, inner, link, lists, words
from gazette.formats import PACKAGE
from gazette.model import Catalog, Table

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_REFERENCE: Schema = {"type": "string", "format": "uri-reference", "minLength": 1}
"""Relative to the file that holds it."""
_MOMENT = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}([.][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$"
"""RFC 3339; a pattern, since a `format` is not checked by most readers."""
_LINK: Schema = {"$ref": "#/$defs/link"}
_EVIDENCE: Schema = {"$ref": "#/$defs/evidence"}


def rows_schema(catalog: Catalog, table: Table) -> Schema:
    """Of a table's array of flat rows; `#/$defs/row` is the schema of one line of JSON Lines."""
    cells: Schema = {
        field.name: cell_schema(field, catalog.source_language, required=is_required(table, field))
        for field in table.fields
    }
    head = _head(catalog, f"{table.name}.json", table)
    return head | array({"$ref": "#/$defs/row"}) | {"$defs": {"row": closed(cells)}}


def record_schema(catalog: Catalog, table: Table) -> Schema:
    """Of the file that every record of this table has of its own."""
    properties: Schema = {
        "$schema": _REFERENCE,
        "self": _REFERENCE,
        "pages": closed(dict.fromkeys(catalog.languages, _REFERENCE)),
        "version": STRING,
        **facts(catalog, table),
        "parent": {"anyOf": [{"type": "null"}, _LINK]},
        "children": closed({child.name: array(_LINK) for child in inner(catalog, table)}, required=()),
        "referrers": array({"$ref": "#/$defs/referrer"}),
        "evidence": array(_EVIDENCE),
    }
    definitions: Schema = {
        "link": closed(link(catalog)),
        "referrer": closed({"column": STRING, **link(catalog)}),
        "evidence": evidence(catalog),
    }
    head = _head(catalog, f"record/{table.name}.json", table)
    return head | closed(properties) | {"$defs": definitions}


def nested_schema(catalog: Catalog) -> Schema:
    """Of the whole publication as one tree; `#/$defs/table.<name>` is a record of that table."""
    sources, languages = catalog.of_role("source"), catalog.of_role("language")
    properties: Schema = {
        "$schema": _REFERENCE,
        "name": STRING,
        "version": STRING,
        "created": {"type": "string", "pattern": _MOMENT},
        "title": words(catalog.languages),
        "description": words(catalog.languages),
        "languages": array(STRING),
        "licences": array(closed(dict.fromkeys(("name", "path", "title"), STRING))),
        "keywords": closed(dict.fromkeys(catalog.languages, array(STRING)), required=()),
        "records": closed(lists(substantive(catalog))),
        "sources": closed(lists(sources)),
        "translations": closed(lists(languages)),
    }
    definitions: Schema = {"evidence": evidence(catalog)}
    for table in (*sources, *languages):
        definitions[f"table.{table.name}"] = closed(facts(catalog, table))
    for table in substantive(catalog):
        children = closed(lists(inner(catalog, table)), required=())
        node = {**facts(catalog, table), "evidence": array(_EVIDENCE), "children": children}
        definitions[f"table.{table.name}"] = closed(node)
    return _head(catalog, f"{PACKAGE}.json") | closed(properties) | {"$defs": definitions}


def _head(catalog: Catalog, name: str, table: Table | None = None) -> Schema:
    """Dialect, address, title and description; the last two in the source language."""
    head: Schema = {
        "$schema": DIALECT,
        "$id": urls.own(catalog.homepage, urls.schema(catalog.version, name)),
    }
    described = catalog if table is None else table
    for key, text in (("title", described.title), ("description", described.description)):
        if phrase := text.best(catalog.source_language):
            head[key] = phrase.text
    return head
