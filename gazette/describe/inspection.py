"""What a build can tell of its own work: questions to the catalogue and the files, and where readers see the answer."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe import names
from gazette.describe.files import Files
from gazette.formats import FORMATS
from gazette.model import Catalog, Table, meaning

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
        """The resources of the published descriptor by name."""
        return {str(resource["name"]): resource for resource in self.package.get("resources", ())}

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
    def downloads(self) -> Mapping[str, list[Artifact]]:
        """Each table's files, by its name."""
        files = Files(tuple(self.files.values()))
        return {
            table.name: [item.artifact for item in files.downloads(table)] for table in self.catalog.tables
        }

    @cached_property
    def editions(self) -> list[str]:
        """The frozen editions that are published."""
        return list(Files(tuple(self.files.values())).editions)

    def catalogued(self) -> bool:
        return all(
            {"title", "description"} <= self.resources.get(table.name, {}).keys()
            and {"dct:title", "dct:description"}
            <= self.nodes.get(names.dataset(self.catalog, table), {}).keys()
            for table in self.catalog.tables
        )

    def described(self) -> bool:
        catalog, about = self.catalog, self.catalog.about
        return all(
            (catalog.title, catalog.description, catalog.keywords, about.spatial, about.start, about.themes)
        )

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
        return named and bool(files) and all({"dct:license", "dct:rights"} & node.keys() for node in files)

    def traced(self) -> bool:
        records = (
            record for table in self.catalog.substantive if not table.editorial for record in table.records
        )
        return bool(self.catalog.evidence) and all(map(self.catalog.evidence_of, records))

    def weighed(self) -> bool:
        evidence = self.catalog.evidence
        return bool(evidence) and all(item.basis for item in evidence)

    def versioned(self) -> bool:
        return bool(self.package.get("version") and self.package.get("created"))

    def released(self) -> bool:
        return bool(self.editions)

    def lasting(self) -> bool:
        paths = [artifact.path for artifacts in self.downloads.values() for artifact in artifacts]
        return bool(paths) and not any(map(_PASSING.search, paths))

    def addressed(self) -> bool:
        tables = self.read(urls.data("csv-metadata.json")).get("tables", ())
        given = {table["url"] for table in tables if table.get("tableSchema", {}).get("aboutUrl")}
        return given.issuperset(self.csv)

    def recorded(self) -> bool:
        paths = (urls.record_data(record) for table in self.catalog.substantive for record in table.records)
        return all(self.downloads.values()) and all(path in self.files for path in paths)

    def formats(self) -> bool:
        return all(len(artifacts) > 2 for artifacts in self.downloads.values())

    def neutral(self) -> bool:
        return all(
            _WRITTEN[field.type].fullmatch(row[field.name])
            for table in self.catalog.tables
            for row in self._rows(table)
            for field in table.fields
            if field.type in _WRITTEN and row.get(field.name)
        )

    def _rows(self, table: Table) -> Iterator[Mapping[str, str]]:
        artifact = self.files.get(urls.data(FORMATS["csv"].file(table.name)))
        return iter(csv.DictReader(io.StringIO(artifact.body.decode() if artifact else "", newline="")))

    def bundled(self) -> bool:
        artifact = self.files.get(urls.data(FORMATS["bundle"].file()))
        if artifact is None:
            return False
        with zipfile.ZipFile(io.BytesIO(artifact.body)) as archive:
            members = {name.rpartition("/")[2] for name in archive.namelist()}
        return members.issuperset([*self.csv, "datapackage.json"])

    def meant(self) -> bool:
        return "vocabularies.ttl" in self.files and all(
            any(field.meaning for field in table.fields) for table in self.catalog.tables
        )

    def plain(self) -> bool:
        fields = [field for resource in self.resources.values() for field in resource["schema"]["fields"]]
        return bool(fields) and all(field.get("type", "string") in _PLAIN_TYPES for field in fields)

    def related(self) -> bool:
        links = [field for table in self.catalog.tables for field in table.fields if field.reference]
        return bool(links) and all(field.meaning for field in links)

    def negotiated(self) -> bool:
        return any(path.endswith(".var") for path in self.files)

    def dated(self) -> bool:
        return self.catalog.about.frequency is not None and bool(self.catalog.created)

    def gaps_explained(self) -> bool:
        schemas = [resource["schema"] for resource in self.resources.values()]
        return bool(schemas) and all("missingValues" in schema for schema in schemas)

    def served(self) -> bool:
        paths = self.interface.get("paths", {})
        listed = {
            name
            for path, item in paths.items()
            if path.endswith("/{table}.json")
            for parameter in item.get("parameters", ())
            for name in parameter.get("schema", {}).get("enum", ())
        }
        return all(table.name in listed for table in self.catalog.tables) and all(
            any(path.endswith(f"/records/{table.name}/{{id}}.json") for path in paths)
            for table in self.catalog.substantive
        )

    def standard_interface(self) -> bool:
        items = self.interface.get("paths", {}).values()
        reads = all({"put", "post", "patch", "delete"}.isdisjoint(item) for item in items)
        return str(self.interface.get("openapi", "")).startswith("3.") and reads

    def documented(self) -> bool:
        operations = [item.get("get", {}) for item in self.interface.get("paths", {}).values()]
        return bool(operations) and all(get.get("summary") and get.get("responses") for get in operations)

    def compatible(self) -> bool:
        shapes = []
        for version in self.editions:
            resources = self.read(urls.data("datapackage.json", version)).get("resources", ())
            columns = {
                (item["name"], field["name"]) for item in resources for field in item["schema"]["fields"]
            }
            shapes.append((version.partition(".")[0], columns))
        return bool(shapes) and all(
            old <= new for (major, old), (then, new) in pairwise(shapes) if major == then
        )

    def remembered(self) -> bool:
        return bool(self.catalog.of_role("tombstone"))

    def summed(self) -> bool:
        artifact = self.files.get(urls.data("SHA256SUMS"))
        lines = artifact.body.decode().splitlines() if artifact else []
        files = [artifact for artifacts in self.downloads.values() for artifact in artifacts]
        wanted = {f"{file.sha256}  {file.path.removeprefix(urls.data(''))}" for file in files}
        return bool(wanted) and wanted.issubset(lines)

    def reachable(self) -> bool:
        return bool(self.catalog.contact) or any(path.startswith("corrections/") for path in self.files)

    def public_feedback(self) -> bool:
        return self.catalog.contact.startswith(("https://", "http://"))

    def enriched(self) -> bool:
        tags = self.catalog.of_role("tag")
        return (len(self.catalog.languages) > 1 or bool(tags)) and all(table.editorial for table in tags)

    def presented(self) -> bool:
        forms = [form for form in FORMATS.values() if form.scope == "package" and form.name != "bundle"]
        return all(urls.data(form.file()) in self.files for form in forms)

    def informed(self) -> bool:
        sources = self.package.get("sources", ())
        return bool(sources) and all(source.get("informed") for source in sources)

    def rights(self) -> bool:
        return bool(self.catalog.documents) and all(
            table.text(record, table.column(meaning.RIGHTS))
            for table in self.catalog.of_role("source")
            for record in table.records
        )

    def cited(self) -> bool:
        package = self.nodes.get(names.dataset(self.catalog, None), {})
        return bool(self.catalog.documents) and "dct:source" in package

    def registered(self) -> bool:
        return str(self.package.get("id", "")).startswith(_REGISTERED)

    def quoted(self) -> bool:
        listed = [*self.resources.values(), *self.package.get("distributions", ())]
        files = [self.files.get(str(item["path"]).removeprefix(self.catalog.homepage)) for item in listed]
        return bool(listed) and all(
            file and (file.size, f"sha256:{file.sha256}") == (item.get("bytes"), item.get("hash"))
            for file, item in zip(files, listed, strict=True)
        )

    def harvested(self) -> bool:
        sets = {record_set["name"] for record_set in self.read("croissant.json").get("recordSet", ())}
        return all(
            table.name in self.resources
            and table.name in sets
            and names.dataset(self.catalog, table) in self.nodes
            for table in self.catalog.tables
        )

    def answering(self) -> bool:
        paths = [address.removeprefix(self.catalog.homepage) for address in self.addresses]
        return bool(paths) and all(path in self.files for path in paths)

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
            "text": urls.strategy(language),
            "source": urls.source(language) if self.catalog.of_role("passage") else None,
            "editorial": urls.quality(language) + "#editorial",
        }
        path = urls.data(name.removeprefix("data:")) if name.startswith("data:") else name
        return pages.get(name, path if path in self.files else None)
