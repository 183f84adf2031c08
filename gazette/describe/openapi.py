"""OpenAPI 3.1 for the static files: addresses whose parameters have every allowed value written down.

Answers are files: there is one method, no key and no error but 404. Formats are those of `FORMATS` as far as
their files exist. Left out: pages (they are for people) and files of metadata, which name their own schemas.
"""

from collections.abc import Iterator

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe.files import Files
from gazette.formats import FORMATS, Format
from gazette.jsontext import json_bytes
from gazette.model import Catalog

Node = dict[str, object]
_ID = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
_MOST = 1000
"""A table with more records is described by the pattern of its ids: so long a list serves nobody."""


def describe(catalog: Catalog, files: Files) -> Iterator[Artifact]:
    """One file at the root of the site."""
    language = catalog.source_language
    info: Node = {
        "title": catalog.title.words(language),
        "description": catalog.description.words(language) or catalog.title.words(language),
        "version": catalog.version or "unversioned",
    }
    if catalog.licences:
        info["license"] = {"name": catalog.licences[0].label, "url": catalog.licences[0].path}
    if catalog.contact.startswith("http"):
        info["contact"] = {"url": catalog.contact}
    # The edition in hand, and every frozen one that is published beside it, the newest first.
    editions = list(dict.fromkeys([files.edition, *reversed([*files.editions])]))
    document = {
        "openapi": "3.1.1",
        "info": info,
        "servers": [{"url": catalog.homepage.rstrip("/") or "."}],
        "paths": {f"/data/{{edition}}/{file}": item for file, item in _paths(catalog, files)},
        "components": {"parameters": {"edition": _parameter("edition", _one_of(editions))}},
    }
    yield Artifact("openapi.json", "application/vnd.oai.openapi+json;version=3.1", json_bytes(document))


def _paths(catalog: Catalog, files: Files) -> Iterator[tuple[str, Node]]:
    """Each kind of file under its name in an edition's folder, with what can be asked of it."""

    def schema(name: str) -> Node | None:
        """A schema, if it is published; named from this file, so that a copy on a disk is whole, too."""
        path = urls.schema(catalog.version, name)
        return {"$ref": path} if path in files.by_path else None

    downloads = files.downloads(None, *catalog.tables)
    for form in FORMATS.values():
        held = [download.table for download in downloads if download.format is form]
        tables = [table for table in held if table]
        if tables:
            rows = [found for table in tables if (found := schema(f"{table.name}.json"))]
            shape: Node | None = {"anyOf": rows} if rows and form.media_type == "application/json" else None
            allowed = _one_of([table.name for table in tables])
            yield form.file("{table}"), _get(f"table-{form.name}", form.title, form, shape, "table", allowed)
        elif held:
            shape = schema(f"{catalog.file_name}.json") if form.suffix == "json" else None
            yield form.file(catalog.file_name), _get(f"package-{form.name}", form.title, form, shape)
    for table in (table for table in catalog.tables if not table.is_long):
        paths = {record.id: urls.record_data(record, files.edition) for record in table.records}
        if ids := [name for name, path in paths.items() if path in files.by_path]:
            title, shape = table.singular.words(catalog.source_language), schema(f"record/{table.name}.json")
            pattern: Node = {"type": "string", "pattern": _ID, "examples": ids[:3]}
            allowed = _one_of(ids) if len(ids) <= _MOST else pattern
            item = _get(f"record-{table.name}", title, FORMATS["record"], shape, "id", allowed)
            yield f"records/{table.name}/{{id}}.json", item


def _get(
    name: str,
    summary: str,
    form: Format,
    shape: Node | None,
    parameter: str = "",
    allowed: Node | None = None,
) -> Node:
    """A path with one method. Beside the edition it may have a parameter of its own."""
    parameters: list[Node] = [{"$ref": "#/components/parameters/edition"}]
    if allowed:
        parameters.append(_parameter(parameter, allowed))
    content = {form.media_type: {"schema": shape} if shape else {}}
    answers = {
        "200": {"description": "The file.", "content": content},
        "404": {"description": "No such file; an earlier edition may lack what came later."},
    }
    return {
        "parameters": parameters,
        "get": {"operationId": name, "summary": summary, "responses": answers},
    }


def _parameter(name: str, schema: Node) -> Node:
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _one_of(values: list[str]) -> Node:
    return {"type": "string", "enum": values}
