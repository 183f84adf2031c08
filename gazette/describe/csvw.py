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
from gazette.describe.files import Files
from gazette.formats import FORMATS
from gazette.jsontext import filled, json_bytes
from gazette.model import Catalog, Field, Table, Text

Node = dict[str, object]

CSV = FORMATS["csv"]
_BASES = {
    "integer": "integer", "number": "decimal", "boolean": "boolean", "date": "date", "year": "gYear",
}  # fmt: skip
_BOUNDS = {
    "minLength": "minLength", "maxLength": "maxLength", "minimum": "minimum", "maximum": "maximum",
    "exclusiveMinimum": "minExclusive", "exclusiveMaximum": "maxExclusive",
}  # fmt: skip


def describe(catalog: Catalog, files: Files) -> Iterator[Artifact]:
    """One file for the folder and one for each table."""
    catalog = names.inside(catalog, files.edition)
    whole = {
        "dc:title": _words(catalog, catalog.title),
        "dc:license": {"@id": catalog.licences[0].path} if catalog.licences else None,
        "tables": [_table(catalog, table, linked=True) for table in catalog.tables],
    }
    documents = {"csv-metadata.json": filled(whole)} | {
        f"{CSV.file(table.name)}-metadata.json": _table(catalog, table, linked=False)
        for table in catalog.tables
    }
    for name, node in documents.items():
        body = json_bytes({"@context": "http://www.w3.org/ns/csvw", **node})
        yield Artifact(urls.data(name, files.edition), "application/csvm+json", body)


def _table(catalog: Catalog, table: Table, *, linked: bool) -> Node:
    schema: Node = {
        "columns": [_column(catalog, item) for item in table.fields],
        **({"primaryKey": [_name(name) for name in table.primary_key]} if table.primary_key else {}),
    }
    if table.primary_key == ("id",) and table.identified and table.role != "data":
        schema["aboutUrl"] = names.record(catalog, table.name, "{id}")
    links: list[Node] = []
    for item in table.fields:
        target = catalog.keyed(item)
        if linked and item.required and target:
            key = {
                "resource": CSV.file(target.name),
                "columnReference": [_name(name) for name in target.primary_key],
            }
            links.append({"columnReference": _name(item.name), "reference": key})
    if links:
        schema["foreignKeys"] = links
    node: Node = {"url": CSV.file(table.name), "dc:title": _words(catalog, table.title)}
    if table.description:
        node["dc:description"] = _words(catalog, table.description)
    return {**node, "tableSchema": schema}


def _column(catalog: Catalog, item: Field) -> Node:
    """A column. `titles` is the header as it stands in the file; what it is called is said by `dc:title`."""
    name, target = _name(item.name), catalog.by_name.get(item.reference or "")
    node: Node = {
        "name": name,
        "titles": item.name,
        "dc:title": _words(catalog, item.title),
        "dc:description": _words(catalog, item.description),
        "datatype": _datatype(item),
        "required": item.required,
        "lang": item.language,
        "propertyUrl": item.meaning,
        "valueUrl": names.record(catalog, target.name, f"{{{name}}}")
        if target and target.identified and target.role != "data"
        else None,
    }
    return filled(node)


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
        if ours in item.constraints and (item.type == "string" if "Length" in ours else base != "string"):
            node[theirs] = item.constraints[ours]
    return base if len(node) == 1 else node


def _name(column: str) -> str:
    """A column's name may hold nothing but letters, digits and `_` (5.6, `name`, after RFC 6570)."""
    return re.sub(r"[^A-Za-z0-9_]", lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), column)


def _words(catalog: Catalog, text: Text) -> list[Node]:
    words = text.by_language(catalog.source_language)
    return [{"@value": value, "@language": code} for code, value in words.items()]
