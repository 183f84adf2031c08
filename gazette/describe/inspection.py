"""What a build can tell of its own work: questions to the catalogue and the files, and where readers see the answer."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise, zip_longest
from typing import Any

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe import names
from gazette.describe.files import Files
from gazette.formats import FORMATS
from gazette.model import Catalog, Table, meaning
from gazette.model.pattern import each

_REGISTERED = ("https://doi.org/", "https://hdl.handle.net/", "https://w3id.org/", "ark:", "https://n2t.net/")
"""Where an address is kept by others than its owner."""
_PASSING = re.compile(r"\.(php\d?|cgi|aspx?|jsp)\b|[?&=]|(?<!\d)(19|20)\d\d(?!\d)")
"""What names a program, a query or a year in an address."""
_PLAIN_TYPES = frozenset({"string", "integer", "number", "boolean", "date", "year"})
_WRITTEN = {
    "date": re.compile(r"\d{4}-\d{2}-\d{2}"),
    "year": re.compile(r"-?\d{4}"),
    "integer": re.compile(r"[+-]?\d+"),
    "number": re.compile(r"[+-]?(\d+(\.\d+)?|\.\d+)([eE][+-]?\d+)?"),
    "boolean": re.compile("true|false"),
}
"""How values are written that no country writes in its own way (ISO 8601, a point, true and false)."""
_ROWS = 1000
"""Rows of a CSV file that are looked at together."""
_CATALOGUES = ("catalog.ttl", "catalog.jsonld", "catalog.rdf")
_STANDARDS = {
    "datapackage.json": "https://datapackage.org/profiles/2.0/",
    "catalog.jsonld": "http://www.w3.org/ns/dcat#",
    "csv-metadata.json": "http://www.w3.org/ns/csvw",
    "ro-crate-metadata.json": "https://w3id.org/ro/crate/",
    "croissant.json": "http://mlcommons.org/croissant/",
}
"""By which address each description names the standard that it keeps."""
Node = dict[str, Any]


@dataclass(frozen=True)
class Inspection:
    """A look at the catalogue and at the data and metadata files that were made of it.

    What each question asks stands in the sentence of its criterion (`gazette.describe.quality`).
    """

    catalog: Catalog
    files: Mapping[str, Artifact]

    def read(self, path: str) -> Node:
        """A JSON file; empty where there is none or it holds no object."""
        artifact = self.files.get(path)
        value = json.loads(artifact.body) if artifact else {}
        return value if isinstance(value, dict) else {}

    @cached_property
    def package(self) -> Node:
        """The published descriptor."""
        return self.read("datapackage.json")

    @cached_property
    def resources(self) -> Mapping[str, Node]:
        """The tables of the published descriptor by name."""
        return {
            str(resource["name"]): resource
            for resource in self.package.get("resources", ())
            if "schema" in resource
        }

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        """What the published catalogue says, by what it says it of."""
        return {str(node["@id"]): node for node in self.read("catalog.jsonld").get("@graph", ())}

    @cached_property
    def addresses(self) -> list[str]:
        """Where the published catalogue says that files can be had."""
        stated = (node.get("dcat:downloadURL", []) for node in self.nodes.values())
        listed = (value if isinstance(value, list) else [value] for value in stated)
        return [str(value["@id"]) for values in listed for value in values]

    @cached_property
    def interface(self) -> Node:
        """The published description of the interface (OpenAPI)."""
        return self.read("openapi.json")

    @cached_property
    def csv(self) -> list[str]:
        """The names of the CSV files that are to be."""
        return [FORMATS["csv"].file(table.name) for table in self.catalog.tables]

    @cached_property
    def published(self) -> Files:
        """The files, as a describer has them."""
        return Files(tuple(self.files.values()), name=self.catalog.file_name)

    @cached_property
    def of_tables(self) -> list[Artifact]:
        """The files of all tables."""
        return [item.artifact for item in self.published.downloads(*self.catalog.tables)]

    def catalogued(self) -> bool:
        titled, named = {"title", "description"}, {"dct:title", "dct:description"}
        return all(
            titled <= self.resources.get(table.name, {}).keys()
            and named <= self.nodes.get(names.dataset(self.catalog, table), {}).keys()
            for table in self.catalog.tables
        )

    def described(self) -> bool:
        catalog, about = self.catalog, self.catalog.about
        declared = (catalog.title, catalog.description, catalog.keywords)
        return all((*declared, about.spatial, about.start, about.themes))

    def explained(self) -> bool:
        return all(
            table.description
            and all(field.title and field.type for field in table.fields)
            and urls.schema(self.catalog.version, f"{table.name}.tableschema.json") in self.files
            for table in self.catalog.tables
        )

    def licensed(self) -> bool:
        files = [node for node in self.nodes.values() if "dcat:downloadURL" in node]
        named = any(licence.path for licence in self.catalog.licences)
        return named and _each({"dct:license", "dct:rights"} & node.keys() for node in files)

    def traced(self) -> bool:
        tables = [table for table in self.catalog.substantive if not table.editorial]
        records = (record for table in tables for record in table.records)
        return bool(self.catalog.evidence) and all(map(self.catalog.evidence_of, records))

    def weighed(self) -> bool:
        return _each(item.basis for item in self.catalog.evidence)

    def versioned(self) -> bool:
        return bool(self.package.get("version") and self.package.get("created"))

    def released(self) -> bool:
        return bool(self.published.editions)

    def lasting(self) -> bool:
        return _each(not _PASSING.search(artifact.path) for artifact in self.of_tables)

    def addressed(self) -> bool:
        tables = self.read(urls.data("csv-metadata.json")).get("tables", ())
        given = {table["url"] for table in tables if table.get("tableSchema", {}).get("aboutUrl")}
        return given.issuperset(self.csv)

    def recorded(self) -> bool:
        paths = (urls.record_data(record) for table in self.catalog.substantive for record in table.records)
        held = all(self.published.downloads(table) for table in self.catalog.tables)
        return held and all(path in self.files for path in paths)

    def formats(self) -> bool:
        return all(len(self.published.downloads(table)) > 2 for table in self.catalog.tables)

    def neutral(self) -> bool:
        return all(
            each(_WRITTEN[field.type].pattern)([text for text in texts if text])
            for table in self.catalog.tables
            if not _WRITTEN.keys().isdisjoint(field.type for field in table.fields)
            for columns in self._columns(table)
            for field, texts in zip(table.fields, columns, strict=True)
            if field.type in _WRITTEN
        )

    def _columns(self, table: Table) -> Iterator[Sequence[Sequence[str]]]:
        """The published CSV of a table, some rows at a time, by column."""
        artifact = self.files.get(urls.data(FORMATS["csv"].file(table.name)))
        body = io.BytesIO(artifact.body if artifact else b"")
        rows = csv.reader(io.TextIOWrapper(body, encoding="utf-8", newline=""))
        next(rows, None)
        while batch := list(islice(rows, _ROWS)):
            yield list(zip_longest(*batch, fillvalue=""))

    def bundled(self) -> bool:
        artifact = self.files.get(urls.data(FORMATS["bundle"].file(self.catalog.file_name)))
        if artifact is None:
            return False
        with zipfile.ZipFile(io.BytesIO(artifact.body)) as archive:
            members = {name.rpartition("/")[2] for name in archive.namelist()}
        return members.issuperset([*self.csv, "datapackage.json"])

    def meant(self) -> bool:
        explained = [any(field.meaning for field in table.fields) for table in self.catalog.tables]
        return "vocabularies.ttl" in self.files and all(explained)

    def plain(self) -> bool:
        schemas = (resource["schema"] for resource in self.resources.values())
        return _each(f.get("type", "string") in _PLAIN_TYPES for schema in schemas for f in schema["fields"])

    def related(self) -> bool:
        links = (field for table in self.catalog.tables for field in table.fields if field.reference)
        return _each(field.meaning for field in links)

    def negotiated(self) -> bool:
        return any(path.endswith(".var") for path in self.files)

    def dated(self) -> bool:
        return self.catalog.about.frequency is not None and bool(self.catalog.created)

    def gaps_explained(self) -> bool:
        return _each("missingValues" in resource["schema"] for resource in self.resources.values())

    def served(self) -> bool:
        paths = self.interface.get("paths", {})
        items = (item for path, item in paths.items() if path.endswith("/{table}.json"))
        schemas = (parameter.get("schema", {}) for item in items for parameter in item.get("parameters", ()))
        listed = {name for schema in schemas for name in schema.get("enum", ())}
        return all(table.name in listed for table in self.catalog.tables) and all(
            any(path.endswith(f"/records/{table.name}/{{id}}.json") for path in paths)
            for table in self.catalog.substantive
        )

    def standard_interface(self) -> bool:
        items = self.interface.get("paths", {}).values()
        reads = all({"put", "post", "patch", "delete"}.isdisjoint(item) for item in items)
        return str(self.interface.get("openapi", "")).startswith("3.") and reads

    def documented(self) -> bool:
        operations = (item.get("get", {}) for item in self.interface.get("paths", {}).values())
        return _each(get.get("summary") and get.get("responses") for get in operations)

    def compatible(self) -> bool:
        shapes = []
        for version in self.published.editions:
            resources = self.read(urls.data("datapackage.json", version)).get("resources", ())
            columns = {(item["name"], f["name"]) for item in resources for f in item["schema"]["fields"]}
            shapes.append((version.partition(".")[0], columns))
        pairs = [(old, new) for (major, old), (later, new) in pairwise(shapes) if major == later]
        return bool(shapes) and all(old <= new for old, new in pairs)

    def remembered(self) -> bool:
        return bool(self.catalog.of_role("tombstone"))

    def summed(self) -> bool:
        artifact = self.files.get(urls.data("SHA256SUMS"))
        lines, folder = artifact.body.decode().splitlines() if artifact else [], urls.data("")
        return _each(f"{file.sha256}  {file.path.removeprefix(folder)}" in lines for file in self.of_tables)

    def reachable(self) -> bool:
        return bool(self.catalog.contact) or any(path.startswith("corrections/") for path in self.files)

    def public_feedback(self) -> bool:
        return self.catalog.contact.startswith(("https://", "http://"))

    def enriched(self) -> bool:
        tags = self.catalog.of_role("tag")
        return (len(self.catalog.languages) > 1 or bool(tags)) and all(table.editorial for table in tags)

    def presented(self) -> bool:
        forms = [form for form in FORMATS.values() if form.scope == "package" and form.name != "bundle"]
        return all(urls.data(form.file(self.catalog.file_name)) in self.files for form in forms)

    def informed(self) -> bool:
        return _each(source.get("informed") for source in self.package.get("sources", ()))

    def rights(self) -> bool:
        sources = self.catalog.of_role("source")
        rows = ((table, record) for table in sources for record in table.records)
        return _each(table.text(record, table.column(meaning.RIGHTS)) for table, record in rows)

    def cited(self) -> bool:
        package = self.nodes.get(names.dataset(self.catalog, None), {})
        return bool(self.catalog.documents) and "dct:source" in package

    def registered(self) -> bool:
        return str(self.package.get("id", "")).startswith(_REGISTERED)

    def quoted(self) -> bool:
        def is_right(item: Node) -> bool:
            file = self.files.get(str(item["path"]).removeprefix(self.catalog.homepage))
            quoted = (item.get("bytes"), item.get("hash"))
            return file is not None and quoted == (file.size, f"sha256:{file.sha256}")

        return _each(map(is_right, (*self.resources.values(), *self.package.get("distributions", ()))))

    def harvested(self) -> bool:
        sets = {record_set["name"] for record_set in self.read("croissant.json").get("recordSet", ())}
        listed = sets & self.resources.keys()
        return all(
            table.name in listed and names.dataset(self.catalog, table) in self.nodes
            for table in self.catalog.tables
        )

    def answering(self) -> bool:
        return _each(path.removeprefix(self.catalog.homepage) in self.files for path in self.addresses)

    def open_protocol(self) -> bool:
        schemes = {address.partition(":")[0] for address in self.addresses if "://" in address}
        return bool(self.addresses) and schemes <= {"http", "https"}

    def open_access(self) -> bool:
        guarded = "security" in self.interface or "securitySchemes" in self.interface.get("components", {})
        return bool(self.interface) and not guarded

    def common_language(self) -> bool:
        return all(path in self.files for path in _CATALOGUES) and "@context" in self.read("catalog.jsonld")

    def licence_term(self) -> bool:
        return any(licence.path in self.catalog.about.licences for licence in self.catalog.licences)

    def standards(self) -> bool:
        files = {path: self.files.get(path) or self.files.get(urls.data(path)) for path in _STANDARDS}
        return all(file and _STANDARDS[path] in file.body.decode() for path, file in files.items())

    def place(self, name: str, language: str) -> str | None:
        """The path of a place: a page by its name, a file of the edition by `data:`, another file; None if absent."""
        pages = {
            "datasets": urls.datasets(language),
            "dictionary": urls.dataset(language, self.catalog.tables[0].name) + "#dictionary",
            "text": urls.strategy(language) if any(table.paged for table in self.catalog.tables) else None,
            "source": urls.source(language) if self.catalog.of_role("passage") else None,
            "editorial": urls.quality(language) + "#editorial",
        }
        path = urls.data(name.removeprefix("data:")) if name.startswith("data:") else name
        path = path.replace("{package}", self.catalog.file_name)
        return pages.get(name, path if path in self.files else None)


def _each(answers: Iterable[object]) -> bool:
    """True if there is something to ask of, and the answer is always yes."""
    listed = list(answers)
    return bool(listed) and all(listed)
