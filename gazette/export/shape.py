"""The pieces of the published JSON Schemas: what a record, a text, a value, a link and a proof look like.

Every object is closed (`additionalProperties`), so that a misspelt key cannot pass.
"""

from collections.abc import Sequence

from gazette.export.cell import Schema, cell_schema, is_required
from gazette.export.node import substantive
from gazette.model import Catalog, Column, Table, meaning

STRING: Schema = {"type": "string"}
MAYBE: Schema = {"type": ["string", "null"]}


def facts(catalog: Catalog, table: Table) -> Schema:
    """The members that every record has: see `gazette.export.node`."""
    identifier = next((field for field in table.fields if table.primary_key == (field.name,)), None)
    language = catalog.source_language
    return {
        "table": {"const": table.name},
        "id": cell_schema(identifier, language, required=True) if identifier else STRING,
        "texts": closed({column.name: _text(table, column, language) for column in table.text_columns}),
        "values": closed({column.name: _value(table, column, language) for column in table.value_columns}),
    }


def _text(table: Table, column: Column, language: str) -> Schema:
    """A text in languages: those that are required must be there, an empty one is left out."""
    cells: Schema = {str(f.language): cell_schema(f, language, required=True) for f in column.fields}
    return closed(cells, [str(f.language) for f in column.fields if is_required(table, f)])


def _value(table: Table, column: Column, language: str) -> Schema:
    """A plain value, or a reference as the table and the id that it points at."""
    required = is_required(table, column.first)
    cell = cell_schema(column.first, language, required=required)
    if column.reference is None:
        return cell
    named = {key: cell[key] for key in ("title", "description") if key in cell}
    reference = closed({"table": {"const": column.reference}, "id": STRING})
    return named | reference | {"type": "object" if required else ["object", "null"]}


def inner(catalog: Catalog, table: Table) -> list[Table]:
    """The tables whose records may belong to a record of this one."""
    return [
        child
        for child in substantive(catalog)
        if any(column.reference == table.name for column in child.columns_of(meaning.PART_OF))
    ]


def lists(tables: Sequence[Table]) -> Schema:
    """Records by table, in the nested schema."""
    return {table.name: array({"$ref": f"#/$defs/table.{table.name}"}) for table in tables}


def link(catalog: Catalog) -> Schema:
    """The members of a link to another record."""
    return {"table": STRING, "id": STRING, "label": words(catalog.languages), "file": MAYBE}


def evidence(catalog: Catalog) -> Schema:
    """One piece of evidence."""
    passage: Schema = {
        "passage": STRING,
        "line": {"type": ["integer", "string", "null"]},
        "quote": MAYBE,
        "basis": MAYBE,
        "note": words(catalog.languages),
    }
    return closed(passage)


def words(languages: Sequence[str]) -> Schema:
    """A text by language, none of them required."""
    return closed(dict.fromkeys(languages, STRING), required=())


def array(items: Schema) -> Schema:
    """A list of values of one kind."""
    return {"type": "array", "items": items}


def closed(properties: Schema, required: Sequence[str] | None = None) -> Schema:
    """An object with these members and no others; all of them required unless said otherwise."""
    needed = list(properties) if required is None else list(required)
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}
