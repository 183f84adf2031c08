"""OpenAPI 3.1 for the static files: addresses whose parameters have every allowed value written down.

Answers are files: there is one method, no key and no error but 404. Formats are those of `FORMATS` as far as
their files exist. Left out: pages (they are for people) and files of metadata, which name their own schemas.
"""

from collections.abc import Collection, Iterator, Mapping

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe.holdings import editions, holdings
from gazette.describe.made import Made
from gazette.formats import FORMATS, PACKAGE, Format
from gazette.jsontext import json_bytes
from gazette.model import Catalog, Table, Text

PATH = "openapi.json"
MOST = 1000
"""A table with more records is described by the pattern of its ids: so long a list serves nobody."""
Node = dict[str, object]


def describe(catalog: Catalog, made: Made) -> Iterator[Artifact]:
    """One file at the root of the site."""
    yield Artifact(PATH, "application/vnd.oai.openapi+json;version=3.1", json_bytes(document(catalog, made)))


def document(catalog: Catalog, made: Made) -> Node:
    """What the file holds."""
    licence = next(iter(catalog.licences), None)
    info: Node = {
        "title": _words(catalog, catalog.title),
        "description": _words(catalog, catalog.description) or _words(catalog, catalog.title),
        "version": catalog.version,
    }
    if licence:
        info["license"] = {"name": licence.title or licence.name, "url": licence.path}
    if catalog.contact.startswith("http"):
        info["contact"] = {"url": catalog.contact}
    return {
        "openapi": "3.1.1",
        "info": info,
        "servers": [{"url": catalog.homepage.rstrip("/") or "."}],
        "paths": dict(_paths(catalog, made)),
        "components": {"parameters": {"edition": _edition(made)}},
    }


def _paths(catalog: Catalog, made: Made) -> Iterator[tuple[str, Node]]:
    paths = made.by_path.keys()
    for fmt in FORMATS.values():
        if fmt.scope == "table":
            held = [table for table in catalog.tables if _holds(made, table, fmt)]
            if held:
                yield _address(fmt.file("{table}")), _tables(catalog, held, fmt, paths)
        elif fmt.scope == "package" and any(one.format == fmt for one in holdings(made, None)):
            schema = _reference(catalog, f"{PACKAGE}.json", paths) if fmt.suffix == "json" else None
            yield _address(fmt.file()), _get(f"package-{fmt.name}", fmt.title, fmt.media_type, schema)
    fmt = FORMATS["record"]
    for table in catalog.tables:
        ids = [one.id for one in table.records if urls.record_data(one, made.edition) in paths]
        if ids:
            schema = _reference(catalog, f"record/{table.name}.json", paths)
            item = _get(f"record-{table.name}", _words(catalog, table.singular), fmt.media_type, schema)
            item["parameters"] = [*_parameters(item), _parameter("id", _ids(ids))]
            yield _address(f"records/{table.name}/{{id}}.json"), item


def _holds(made: Made, table: Table, fmt: Format) -> bool:
    return any(one.format == fmt for one in holdings(made, table))


def _tables(catalog: Catalog, held: list[Table], fmt: Format, paths: Collection[str]) -> Node:
    named = (_reference(catalog, f"{table.name}.json", paths) for table in held)
    choices = [schema for schema in named if schema]
    schema: Node | None = {"anyOf": choices} if choices and fmt.media_type == "application/json" else None
    item = _get(f"table-{fmt.name}", fmt.title, fmt.media_type, schema)
    allowed: Node = {"type": "string", "enum": [table.name for table in held]}
    item["parameters"] = [*_parameters(item), _parameter("table", allowed)]
    return item


def _get(name: str, summary: str, media_type: str, schema: Mapping[str, object] | None) -> Node:
    content = {media_type: {"schema": schema} if schema else {}}
    answers = {
        "200": {"description": "The file.", "content": content},
        "404": {"description": "No such file; an earlier edition may lack what came later."},
    }
    return {
        "parameters": [{"$ref": "#/components/parameters/edition"}],
        "get": {"operationId": name, "summary": summary, "responses": answers},
    }


def _parameters(item: Node) -> list[object]:
    found = item["parameters"]
    return found if isinstance(found, list) else []


def _parameter(name: str, schema: Node) -> Node:
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _edition(made: Made) -> Node:
    """The newest edition, and every frozen one that is published beside it."""
    named = list(dict.fromkeys([made.edition, *reversed(editions(made))]))
    return _parameter("edition", {"type": "string", "enum": named})


def _ids(ids: list[str]) -> Node:
    if len(ids) <= MOST:
        return {"type": "string", "enum": ids}
    return {"type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "examples": ids[:3]}


def _reference(catalog: Catalog, name: str, paths: Collection[str]) -> Node | None:
    """A schema, if it is published; named from this file, so that a copy on a disk is whole, too."""
    path = urls.schema(catalog.version, name)
    return {"$ref": path} if path in paths else None


def _address(file: str) -> str:
    return "/" + urls.data(file, "{edition}")


def _words(catalog: Catalog, text: Text) -> str:
    phrase = text.best(catalog.source_language)
    return phrase.text if phrase else ""
