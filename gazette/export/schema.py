"""The schemas of everything that is published: Table Schemas as written, and the JSON Schemas that follow from them.

Each JSON Schema (2020-12) has its address as `$id` (Core, section 8.2.1) and says what is required, allowed and typed;
every object is closed, so that a misspelt key cannot pass. They stand at addresses of their own under the version,
not under `latest`: a file keeps pointing at the schema that it was made by. The Table Schemas also lie in the
edition's folder, which is a Data Package by itself.

Nothing is handed on that breaks its own published schema. A break would be the publisher's mistake, or one that the
checks missed: the build stops, with every record concerned, before a file is written.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from gazette import urls
from gazette.artifact import Artifact
from gazette.export.cell import Plain, Schema, cell_schema, is_required, plain
from gazette.jsontext import json_bytes
from gazette.model import Catalog, Column, Record, Table, meaning
from gazette.problem import Place, Problem, Stop

_TABLE_SCHEMA = "application/json"
_BATCH = 1000
_LONGEST = 300
"""Reasons quote the value, which may be a whole tree."""

_STRING: Schema = {"type": "string"}
_MAYBE: Schema = {"type": ["string", "null"]}
_REFERENCE: Schema = {"type": "string", "format": "uri-reference", "minLength": 1}
"""Relative to the file that holds it."""
_MOMENT = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}([.][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$"
"""RFC 3339; a pattern, since a `format` is not checked by most readers."""
_LINK: Schema = {"$ref": "#/$defs/link"}
_EVIDENCE: Schema = {"$ref": "#/$defs/evidence"}


def export(catalog: Catalog, edition: str = urls.LATEST) -> Iterator[Artifact]:
    """Two schemas a table, one more for its records' files, and one for the nested file."""

    def artifact(
        name: str, schema: Mapping[str, object], media_type: str = "application/schema+json"
    ) -> Artifact:
        return Artifact(urls.schema(catalog.version, name), media_type, json_bytes(schema))

    for table in catalog.tables:
        name = f"{table.name}.tableschema.json"
        yield artifact(name, {"$id": _address(catalog, name), **table.schema}, _TABLE_SCHEMA)
        yield artifact(f"{table.name}.json", rows_schema(catalog, table))
        inside = urls.data(f"schemas/{table.name}.json", edition)
        yield Artifact(inside, _TABLE_SCHEMA, json_bytes(table.schema))
    for table in catalog.substantive:
        yield artifact(f"record/{table.name}.json", record_schema(catalog, table))
    yield artifact(f"{catalog.file_name}.json", nested_schema(catalog))


def rows_schema(catalog: Catalog, table: Table) -> Schema:
    """Of a table's array of flat rows; `#/$defs/row` is the schema of one line of JSON Lines."""
    cells: Schema = {
        field.name: cell_schema(field, catalog.source_language, required=is_required(table, field))
        for field in table.fields
    }
    shape = _array({"$ref": "#/$defs/row"})
    return _document(catalog, f"{table.name}.json", table, shape, {"row": _closed(cells)})


def record_schema(catalog: Catalog, table: Table) -> Schema:
    """Of the file that every record of this table has of its own."""
    link: Schema = {"table": _STRING, "id": _STRING, "label": _words(catalog), "file": _MAYBE}
    properties: Schema = {
        "$schema": _REFERENCE,
        "self": _REFERENCE,
        "pages": _closed(dict.fromkeys(catalog.languages, _REFERENCE)),
        "version": _STRING,
        **_record(catalog, table),
        "parent": {"anyOf": [{"type": "null"}, _LINK]},
        "children": _closed({child.name: _array(_LINK) for child in _inner(catalog, table)}, required=()),
        "referrers": _array({"$ref": "#/$defs/referrer"}),
        "evidence": _array(_EVIDENCE),
    }
    definitions: Schema = {
        "link": _closed(link),
        "referrer": _closed({"column": _STRING, **link}),
        "evidence": _evidence(catalog),
    }
    return _document(catalog, f"record/{table.name}.json", table, _closed(properties), definitions)


def nested_schema(catalog: Catalog) -> Schema:
    """Of the whole publication as one tree; `#/$defs/table.<name>` is a record of that table."""
    sources, languages = catalog.of_role("source"), catalog.of_role("language")
    properties: Schema = {
        "$schema": _REFERENCE,
        "name": _STRING,
        **({"version": _STRING} if catalog.version else {}),
        **({"created": {"type": "string", "pattern": _MOMENT}} if catalog.created else {}),
        "title": _words(catalog),
        "description": _words(catalog),
        "languages": _array(_STRING),
        "licences": _array(_closed(dict.fromkeys(("name", "path", "title"), _STRING))),
        "keywords": _closed(dict.fromkeys(catalog.languages, _array(_STRING)), required=()),
        "records": _closed(_lists(catalog.substantive)),
        "sources": _closed(_lists(sources)),
        "translations": _closed(_lists(languages)),
    }
    definitions: Schema = {"evidence": _evidence(catalog)}
    for table in (*sources, *languages):
        definitions[f"table.{table.name}"] = _closed(_record(catalog, table))
    for table in catalog.substantive:
        children = _closed(_lists(_inner(catalog, table)), required=())
        node = {**_record(catalog, table), "evidence": _array(_EVIDENCE), "children": children}
        definitions[f"table.{table.name}"] = _closed(node)
    return _document(catalog, f"{catalog.file_name}.json", None, _closed(properties), definitions)


def _document(catalog: Catalog, name: str, table: Table | None, shape: Schema, definitions: Schema) -> Schema:
    """A whole schema; title and description are in the source language."""
    described, language = table or catalog, catalog.source_language
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": _address(catalog, name),
        "title": described.title.words(language),
        "description": described.description.words(language),
    }
    return {**{key: text for key, text in head.items() if text}, **shape, "$defs": definitions}


def _address(catalog: Catalog, name: str) -> str:
    return urls.own(catalog.homepage, urls.schema(catalog.version, name))


def _record(catalog: Catalog, table: Table) -> Schema:
    """The members that every record has (see `gazette.export.tree`)."""
    language = catalog.source_language
    key = next((field for field in table.fields if table.identifier == field.name), None)
    texts: Schema = {}
    for column in table.text_columns:  # those that are required must be there, an empty one is left out
        cells: Schema = {str(f.language): cell_schema(f, language, required=True) for f in column.fields}
        required = [str(field.language) for field in column.fields if is_required(table, field)]
        texts[column.name] = _closed(cells, required)
    return {
        "table": {"const": table.name},
        "id": cell_schema(key, language, required=True) if key and key.type == "string" else _STRING,
        "texts": _closed(texts),
        "values": _closed({column.name: _value(table, column, language) for column in table.value_columns}),
    }


def _value(table: Table, column: Column, language: str) -> Schema:
    """A plain value, or a reference as the table and the id that it points at."""
    required = is_required(table, column.first)
    cell = cell_schema(column.first, language, required=required)
    if column.reference is None:
        return cell
    named = {key: cell[key] for key in ("title", "description") if key in cell}
    reference = _closed({"table": {"const": column.reference}, "id": _STRING})
    return named | reference | {"type": "object" if required else ["object", "null"]}


def _inner(catalog: Catalog, table: Table) -> list[Table]:
    """The tables whose records may belong to a record of this one."""
    return [
        child
        for child in catalog.substantive
        if any(column.reference == table.name for column in child.columns_of(meaning.PART_OF))
    ]


def _lists(tables: Sequence[Table]) -> Schema:
    """Records by table, in the nested schema."""
    return {table.name: _array({"$ref": f"#/$defs/table.{table.name}"}) for table in tables}


def _evidence(catalog: Catalog) -> Schema:
    line: Schema = {"type": ["integer", "string", "null"]}
    note = _words(catalog)
    return _closed({"passage": _STRING, "line": line, "quote": _MAYBE, "basis": _MAYBE, "note": note})


def _words(catalog: Catalog) -> Schema:
    """A text by language, none of them required."""
    return _closed(dict.fromkeys(catalog.languages, _STRING), required=())


def _array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _closed(properties: Schema, required: Sequence[str] | None = None) -> Schema:
    """An object with these members and no others; all of them required unless said otherwise."""
    needed = list(properties) if required is None else list(required)
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}


class Validator:
    """A published JSON Schema: the fast verdict of jsonschema-rs, and the reasons of jsonschema for a no."""

    def __init__(self, schema: Mapping[str, object]) -> None:
        self.schema = schema

    @cached_property
    def holds(self) -> Callable[[object], bool]:
        """The fast verdict: whether a value keeps the schema."""
        import jsonschema_rs

        return jsonschema_rs.validator_for(dict(self.schema), validate_formats=True).is_valid

    def reasons(self, value: object) -> list[str]:
        """What is wrong, with the place in the value; nothing where the value keeps the schema."""
        if self.holds(value):
            return []
        from jsonschema import Draft202012Validator as Reference

        errors = Reference(self.schema, format_checker=Reference.FORMAT_CHECKER).iter_errors(value)
        listed = sorted(errors, key=lambda error: (error.json_path, error.message))
        return [f"{error.json_path}: {error.message[:_LONGEST]}" for error in listed]

    def prove(
        self, value: object, path: str, catalog: Catalog | None = None, record: Record | None = None
    ) -> None:
        """Raise Stop if the value may not stand in the file at this path."""
        if reasons := self.reasons(value):
            raise Stop(*(refusal(f"{path} breaks its schema at {why}", catalog, record) for why in reasons))


def proved_rows(catalog: Catalog, table: Table, path: str) -> Iterator[list[dict[str, Plain]]]:
    """A table's rows, some at a time: each field under its own name, null where a cell is empty.

    Raises Stop with every row of them that breaks the table's schema. A whole table of objects would take many times
    the memory of its file.
    """
    validator = Validator(rows_schema(catalog, table))
    names = [field.name for field in table.fields]
    dates = [field.name for field in table.fields if field.type == "date"]
    for start in range(0, len(table.records), _BATCH):
        records = table.records[start : start + _BATCH]
        # One pass for all fields, then one for the few that are not plain already.
        rows: list[dict[str, Plain]] = [{name: record.values[name] for name in names} for record in records]  # type: ignore[misc]
        for name in dates:
            for row in rows:
                row[name] = plain(row[name])
        # One verdict for many rows: that is where the speed is.
        if not validator.holds(rows):
            raise Stop(
                *(
                    refusal(f"{path} breaks its schema at {why}", catalog, record)
                    for row, record in zip(rows, records, strict=True)
                    for why in validator.reasons([row])
                )
            )
        yield rows


def refusal(message: str, catalog: Catalog | None = None, record: Record | None = None) -> Problem:
    """A problem of the export, at the record's line if it is one record's."""
    if catalog is None or record is None:
        return Problem("export-invalid", message, Place("datapackage.json"))
    place = Place(catalog.by_name[record.table].path, record.line, record=record.id)
    hint = "mend the record, or the table's schema if that is wrong"
    return Problem("export-invalid", message, place, hint=hint)
