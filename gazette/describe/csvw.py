"""CSVW (Metadata Vocabulary for Tabular Data, 2015): what stands in which column, beside the CSV files.

`csv-metadata.json` describes all tables with the links between them; `{file}.csv-metadata.json` is where a
reader of one file looks (5.2), and knows no foreign keys, since those need both tables in one group. A column
that may be empty is a link by its `valueUrl` only: validators differ on whether an empty foreign key is one.
Left out: transformations, and rules on cells that CSVW has no word for (`unique` beyond the key).
"""

import re
from collections.abc import Iterator

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe import names
from gazette.describe.made import Made
from gazette.formats import FORMATS
from gazette.jsontext import json_bytes
from gazette.model import Catalog, Field, Table, Text

Node = dict[str, object]

MEDIA_TYPE = "application/csvm+json"
CONTEXT = "http://www.w3.org/ns/csvw"
_BASES = {
    "integer": "integer", "number": "decimal", "boolean": "boolean", "date": "date", "year": "gYear",
}  # fmt: skip
_BOUNDS = {
    "minLength": "minLength", "maxLength": "maxLength", "minimum": "minimum", "maximum": "maximum",
    "exclusiveMinimum": "minExclusive", "exclusiveMaximum": "maxExclusive",
}  # fmt: skip


def describe(catalog: Catalog, made: Made) -> Iterator[Artifact]:
    """One file for the folder and one for each table."""
    catalog = names.inside(catalog, made.edition)
    whole = {
        "@context": CONTEXT,
        "dc:title": _words(catalog, catalog.title),
        "dc:license": {"@id": catalog.licences[0].path} if catalog.licences else None,
        "tables": [_table(catalog, table, linked=True) for table in catalog.tables],
    }
    yield _artifact(made, "csv-metadata.json", {key: value for key, value in whole.items() if value})
    for table in catalog.tables:
        alone = {"@context": CONTEXT, **_table(catalog, table, linked=False)}
        yield _artifact(made, f"{FORMATS['csv'].file(table.name)}-metadata.json", alone)


def _artifact(made: Made, name: str, node: Node) -> Artifact:
    return Artifact(urls.data(name, made.edition), MEDIA_TYPE, json_bytes(node))


def _table(catalog: Catalog, table: Table, *, linked: bool) -> Node:
    schema: Node = {
        "columns": [_column(catalog, item) for item in table.fields],
        "primaryKey": list(table.primary_key),
    }
    if table.primary_key == ("id",):
        schema["aboutUrl"] = names.record(catalog, table, "{id}")
    bound = [item for item in table.fields if item.required and item.reference in catalog.by_name]
    if linked and (links := [_link(catalog, item) for item in bound]):
        schema["foreignKeys"] = links
    node: Node = {"url": FORMATS["csv"].file(table.name), "dc:title": _words(catalog, table.title)}
    if table.description:
        node["dc:description"] = _words(catalog, table.description)
    return {**node, "tableSchema": schema}


def _column(catalog: Catalog, item: Field) -> Node:
    """A column. `titles` is the header as it stands in the file; what it is called is said by `dc:title`."""
    node: Node = {
        "name": _name(item.name),
        "titles": item.name,
        "dc:title": _words(catalog, item.title),
        "dc:description": _words(catalog, item.description),
        "datatype": _datatype(item),
        "required": item.required,
        "lang": item.language,
        "propertyUrl": item.meaning,
    }
    if item.reference in catalog.by_name:
        node["valueUrl"] = names.record(
            catalog, catalog.by_name[str(item.reference)], f"{{{_name(item.name)}}}"
        )
    return {key: value for key, value in node.items() if value}


def _datatype(item: Field) -> object:
    base = _BASES.get(item.type, "string")
    node: Node = {"base": base}
    if base == "boolean":
        node["format"] = "true|false"
    elif base == "string" and item.allowed:
        node["format"] = "^(?:" + "|".join(re.escape(value) for value in item.allowed) + ")$"
    elif base == "string" and "pattern" in item.constraints:
        node["format"] = f"^(?:{item.constraints['pattern']})$"
    for ours, theirs in _BOUNDS.items():
        if ours in item.constraints and ("Length" in ours) == (base == "string"):
            node[theirs] = item.constraints[ours]
    return base if len(node) == 1 else node


def _link(catalog: Catalog, item: Field) -> Node:
    target = catalog.by_name[str(item.reference)]
    return {
        "columnReference": _name(item.name),
        "reference": {
            "resource": FORMATS["csv"].file(target.name),
            "columnReference": list(target.primary_key),
        },
    }


def _name(column: str) -> str:
    """A column's name may hold nothing but letters, digits and `_` (5.6, `name`, after RFC 6570)."""
    return re.sub(
        r"[^A-Za-z0-9_]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), column
    )


def _words(catalog: Catalog, text: Text) -> list[Node]:
    return [{"@value": words, "@language": code or catalog.source_language} for code, words in text.entries]
