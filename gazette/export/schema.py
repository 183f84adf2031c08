"""The contracts themselves: Table Schemas as written, and the JSON Schemas that follow from them.

They stand at addresses of their own under the version, not under `latest`: a file keeps pointing at the
contract that it was made by. The Table Schemas, as written, also lie in the edition's folder, which is a Data
Package by itself.
"""

from collections.abc import Iterator

from gazette import urls
from gazette.artifact import Artifact
from gazette.export.cell import Schema
from gazette.export.contract import nested_schema, record_schema, rows_schema
from gazette.export.node import substantive
from gazette.formats import PACKAGE
from gazette.jsontext import json_bytes
from gazette.model import Catalog

JSON_SCHEMA = "application/schema+json"
TABLE_SCHEMA = "application/json"


def export(catalog: Catalog, edition: str = urls.LATEST) -> Iterator[Artifact]:
    """Two schemas a table, one more for its records' files, and one for the nested file."""
    for table in catalog.tables:
        name = f"{table.name}.tableschema.json"
        address = urls.own(catalog.homepage, urls.schema(catalog.version, name))
        yield _artifact(catalog, name, {"$id": address, **table.schema}, TABLE_SCHEMA)
        yield _artifact(catalog, f"{table.name}.json", rows_schema(catalog, table))
        inside = urls.data(f"schemas/{table.name}.json", edition)
        yield Artifact(inside, TABLE_SCHEMA, json_bytes(table.schema))
    for table in substantive(catalog):
        yield _artifact(catalog, f"record/{table.name}.json", record_schema(catalog, table))
    yield _artifact(catalog, f"{PACKAGE}.json", nested_schema(catalog))


def _artifact(catalog: Catalog, name: str, schema: Schema, media_type: str = JSON_SCHEMA) -> Artifact:
    return Artifact(urls.schema(catalog.version, name), media_type, json_bytes(schema))
