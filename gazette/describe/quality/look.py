"""Questions that the build asks of what it has made, and the places where readers see the answer."""

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
_LIST_OF_SUMS = "SHA256SUMS"


@dataclass(frozen=True)
class Look:
    """A look at the catalogue and at the data and metadata files that were made of it."""

    catalog: Catalog
    files: Mapping[str, Artifact]

    def read(self, path: str) -> dict[str, Any]:
        """A JSON file; empty where there is none or it holds no object."""
        artifact = self.files.get(path)
        found = json.loads(artifact.body) if artifact else {}
        return found if isinstance(found, dict) else {}

    @cached_property
    def package(self) -> dict[str, Any]:
        """The published descriptor."""
        return self.read("datapackage.json")

    @cached_property
    def resources(self) -> Mapping[str, dict[str, Any]]:
        """The resources of the published descriptor by name."""
        return {str(one["name"]): one for one in self.package.get("resources", ())}

    @cached_property
    def nodes(self) -> Mapping[str, dict[str, Any]]:
        """What the published catalogue says, by what it says it of."""
        return {str(node["@id"]): node for node in self.read("catalog.jsonld").get("@graph", ())}

    @cached_property
    def downloads(self) -> tuple[str, ...]:
        """The addresses from which the published catalogue says that files can be had."""
        return tuple(
            str(address["@id"])
            for node in self.nodes.values()
            for address in _several(node.get("dcat:downloadURL"))
        )

    @cached_property
    def interface(self) -> dict[str, Any]:
        """The published description of the interface (OpenAPI)."""
        return self.read("openapi.json")

    def published(self, address: str) -> bool:
        """True if there is a file at an address of this site."""
        path = address.removeprefix(self.catalog.homepage)
        return path in self.files

    def catalogued(self) -> bool:
        """Every table stands, with a title and a description, in the Data Package and in the catalogue."""
        return all(
            {"title", "description"} <= set(self.resources.get(table.name, ()))
            and {"dct:title", "dct:description"}
            <= set(self.nodes.get(names.dataset(self.catalog, table), ()))
            for table in self.catalog.tables
        )

    def described(self) -> bool:
        """Title, description, keywords, places, period and themes are declared."""
        about = self.catalog.about
        declared = (self.catalog.title, self.catalog.description, self.catalog.keywords)
        return all(declared) and all((about.spatial, about.start, about.themes))

    def explained(self) -> bool:
        """Every table says what it is, every column has a title and a type, and its schema is published."""
        version = self.catalog.version
        return all(
            table.description
            and all(field.title and field.type for field in table.fields)
            and urls.schema(version, f"{table.name}.tableschema.json") in self.files
            for table in self.catalog.tables
        )

    def licensed(self) -> bool:
        """There is a licence with an address, and no file that is without a licence is without a word on rights."""
        named = any(licence.path for licence in self.catalog.licences)
        files = [node for node in self.nodes.values() if "dcat:downloadURL" in node]
        return named and bool(files) and all({"dct:license", "dct:rights"} & set(node) for node in files)

    def traced(self) -> bool:
        """Every record that is not declared editorial leads back to a line of a source."""
        read = [table for table in self.catalog.tables if self._is_content(table) and not table.editorial]
        return bool(self.catalog.evidence) and all(
            self.catalog.evidence_of(record) for table in read for record in table.records
        )

    def weighed(self) -> bool:
        """Every piece of evidence says on what basis it stands."""
        return bool(self.catalog.evidence) and all(one.basis for one in self.catalog.evidence)

    def versioned(self) -> bool:
        """The published descriptor has a version and a date."""
        return bool(self.package.get("version") and self.package.get("created"))

    def released(self) -> bool:
        """A frozen edition stands in a folder of its own."""
        return bool(self._editions)

    @cached_property
    def _editions(self) -> list[str]:
        return list(Files(tuple(self.files.values())).editions)

    def lasting(self) -> bool:
        """No address of a table's files names a program or a year."""
        paths = [path for table in self.catalog.tables for path in self._table_files(table)]
        return bool(paths) and not any(_PASSING.search(path) for path in paths)

    def addressed(self) -> bool:
        """The published description of every CSV file gives its rows addresses; the build follows each of them."""
        tables = self.read(urls.data("csv-metadata.json")).get("tables", ())
        given = {one["url"] for one in tables if one.get("tableSchema", {}).get("aboutUrl")}
        return {FORMATS["csv"].file(table.name) for table in self.catalog.tables} <= given

    def recorded(self) -> bool:
        """Every table has a file of its own, and so has every record of a table of content."""
        return all(self._table_files(table) for table in self.catalog.tables) and all(
            urls.record_data(record) in self.files
            for table in self.catalog.tables
            if self._is_content(table)
            for record in table.records
        )

    def formats(self) -> bool:
        """Every table has CSV, JSON and one more format."""
        return all(len(self._table_files(table)) > 2 for table in self.catalog.tables)

    def _table_files(self, table: Table) -> list[str]:
        paths = (urls.data(fmt.file(table.name)) for fmt in FORMATS.values() if fmt.scope == "table")
        return [path for path in paths if path in self.files]

    def _is_content(self, table: Table) -> bool:
        return table.role in ("record", "term")

    def neutral(self) -> bool:
        """Every date, number and truth of the CSV files is written as no single country writes it."""
        return all(
            _WRITTEN[field.type].fullmatch(text)
            for table in self.catalog.tables
            for field in table.fields
            if field.type in _WRITTEN
            for text in self._cells(table, field.name)
            if text
        )

    def _cells(self, table: Table, name: str) -> Iterator[str]:
        artifact = self.files.get(urls.data(FORMATS["csv"].file(table.name)))
        if artifact is not None:
            for row in csv.DictReader(io.StringIO(artifact.body.decode(), newline="")):
                yield row.get(name) or ""

    def bundled(self) -> bool:
        """One archive holds every table, and the descriptor that explains them."""
        artifact = self.files.get(urls.data(FORMATS["bundle"].file()))
        if artifact is None:
            return False
        with zipfile.ZipFile(io.BytesIO(artifact.body)) as archive:
            held = {name.rpartition("/")[2] for name in archive.namelist()}
        wanted = {FORMATS["csv"].file(table.name) for table in self.catalog.tables}
        return wanted | {"datapackage.json"} <= held

    def meant(self) -> bool:
        """Every table has columns with terms of public vocabularies, and our own terms are published (SKOS)."""
        return "vocabularies.ttl" in self.files and all(
            any(field.meaning for field in table.fields) for table in self.catalog.tables
        )

    def plain(self) -> bool:
        """Every column of the published descriptor is of a simple type: nothing is nested inside a cell."""
        fields = [field for one in self.resources.values() for field in one["schema"]["fields"]]
        return bool(fields) and all(field.get("type", "string") in _PLAIN_TYPES for field in fields)

    def related(self) -> bool:
        """Links between tables say what they mean."""
        links = [field for table in self.catalog.tables for field in table.fields if field.reference]
        return bool(links) and all(field.meaning for field in links)

    def negotiated(self) -> bool:
        """There is a type map, by which a server would choose a format for its reader."""
        return any(path.endswith(".var") for path in self.files)

    def dated(self) -> bool:
        """How often the data change is declared, and this edition is dated."""
        return self.catalog.about.frequency is not None and bool(self.catalog.created)

    def gaps_explained(self) -> bool:
        """Every published schema says how a missing value is written."""
        return bool(self.resources) and all(
            "missingValues" in one["schema"] for one in self.resources.values()
        )

    def served(self) -> bool:
        """The description of the interface has every table, and the records of every table of content, as JSON."""
        paths = self.interface.get("paths", {})
        listed = {
            name
            for path, item in paths.items()
            if path.endswith("/{table}.json")
            for parameter in item.get("parameters", ())
            for name in parameter.get("schema", {}).get("enum", ())
        }
        return {table.name for table in self.catalog.tables} <= listed and all(
            any(path.endswith(f"/records/{table.name}/{{id}}.json") for path in paths)
            for table in self.catalog.tables
            if self._is_content(table)
        )

    def standard_interface(self) -> bool:
        """The interface is described by OpenAPI 3, and only reads (GET)."""
        items = self.interface.get("paths", {}).values()
        return str(self.interface.get("openapi", "")).startswith("3.") and all(
            not {"put", "post", "patch", "delete"} & set(item) for item in items
        )

    def documented(self) -> bool:
        """Every operation of the interface has a summary and says what it answers."""
        operations = [item.get("get", {}) for item in self.interface.get("paths", {}).values()]
        return bool(operations) and all(one.get("summary") and one.get("responses") for one in operations)

    def compatible(self) -> bool:
        """No frozen edition lacks a table or a column of the one before it, unless its major version is another."""
        shapes = [(version, self._columns(version)) for version in self._editions]
        return bool(shapes) and all(
            old <= new
            for (first, old), (then, new) in pairwise(shapes)
            if first.partition(".")[0] == then.partition(".")[0]
        )

    def _columns(self, version: str) -> set[tuple[str, str]]:
        found = self.read(urls.data("datapackage.json", version))
        return {
            (str(resource["name"]), str(field["name"]))
            for resource in found.get("resources", ())
            for field in resource["schema"]["fields"]
        }

    def remembered(self) -> bool:
        """There is a table for what is withdrawn."""
        return bool(self.catalog.of_role("tombstone"))

    def summed(self) -> bool:
        """The list of checksums has every table's files, with their hashes."""
        artifact = self.files.get(urls.data(_LIST_OF_SUMS))
        lines = artifact.body.decode().splitlines() if artifact else []
        sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
        paths = [path for table in self.catalog.tables for path in self._table_files(table)]
        folder = urls.data("")
        return bool(paths) and all(
            sums.get(path.removeprefix(folder)) == self.files[path].sha256 for path in paths
        )

    def reachable(self) -> bool:
        """Somebody can be written to, or corrections can be written down on a sheet."""
        return bool(self.catalog.contact) or any(path.startswith("corrections/") for path in self.files)

    def public_feedback(self) -> bool:
        """What is written can be read by all."""
        return self.catalog.contact.startswith(("https://", "http://"))

    def enriched(self) -> bool:
        """Translations or themes are added to the source, and tables of themes are declared editorial."""
        tags = self.catalog.of_role("tag")
        return (len(self.catalog.languages) > 1 or bool(tags)) and all(table.editorial for table in tags)

    def presented(self) -> bool:
        """The same data are there as a workbook, a database and one document."""
        return all(
            urls.data(fmt.file()) in self.files
            for fmt in FORMATS.values()
            if fmt.scope == "package" and fmt.name != "bundle"
        )

    def informed(self) -> bool:
        """For every source it is recorded when its publisher was told of this edition."""
        sources = self.package.get("sources", ())
        return bool(sources) and all(source.get("informed") for source in sources)

    def rights(self) -> bool:
        """Every source says whose rights remain."""
        sources = self.catalog.of_role("source")
        return bool(self.catalog.documents) and all(
            table.text(record, table.column(meaning.RIGHTS)) for table in sources for record in table.records
        )

    def cited(self) -> bool:
        """The published catalogue names the sources."""
        whole = self.nodes.get(names.package(self.catalog), {})
        return bool(self.catalog.documents) and "dct:source" in whole

    def registered(self) -> bool:
        """The publication has an identifier that others keep."""
        return str(self.package.get("id", "")).startswith(_REGISTERED)

    def quoted(self) -> bool:
        """Every file that the descriptor names is there, with the size and the hash that it gives."""
        listed = [*self.resources.values(), *self.package.get("distributions", ())]
        return bool(listed) and all(self._is_quoted(one) for one in listed)

    def _is_quoted(self, one: Mapping[str, Any]) -> bool:
        artifact = self.files.get(str(one["path"]).removeprefix(self.catalog.homepage))
        return artifact is not None and (artifact.size, f"sha256:{artifact.sha256}") == (
            one.get("bytes"),
            one.get("hash"),
        )

    def harvested(self) -> bool:
        """The descriptions that portals and engines harvest name every table."""
        sets = {one["name"] for one in self.read("croissant.json").get("recordSet", ())}
        listed = set(self.resources) & sets
        return all(
            table.name in listed and names.dataset(self.catalog, table) in self.nodes
            for table in self.catalog.tables
        )

    def answering(self) -> bool:
        """There is a file at every address that the catalogue gives for one."""
        return bool(self.downloads) and all(map(self.published, self.downloads))

    def open_protocol(self) -> bool:
        """Every such address is one of the Web."""
        schemes = {address.partition(":")[0] for address in self.downloads if "://" in address}
        return bool(self.downloads) and schemes <= {"http", "https"}

    def open_access(self) -> bool:
        """The description of the interface asks for no password."""
        guarded = "security" in self.interface or "securitySchemes" in self.interface.get("components", {})
        return bool(self.interface) and not guarded

    def common_language(self) -> bool:
        """The catalogue is there in three notations of RDF."""
        return all(path in self.files for path in _CATALOGUES) and "@context" in self.read("catalog.jsonld")

    def licence_term(self) -> bool:
        """The licence is named by a term of a vocabulary."""
        return any(licence.path in self.catalog.about.licences for licence in self.catalog.licences)

    def standards(self) -> bool:
        """Each description names the version of the standard that it keeps."""
        return all(
            (artifact := self.files.get(path) or self.files.get(urls.data(path))) is not None
            and address in artifact.body.decode()
            for path, address in _STANDARDS.items()
        )

    def place(self, name: str, language: str) -> str | None:
        """The path of a place: a page by its name, a file of the edition by `data:`, another file; None if absent."""
        pages = {
            "datasets": urls.datasets(language),
            "dictionary": urls.dataset(language, self.catalog.tables[0].name) + "#dictionary",
            "text": urls.strategy(language),
            "source": urls.source(language) if self.catalog.of_role("passage") else None,
            "editorial": urls.quality(language) + "#editorial",
        }
        if name in pages:
            return pages[name]
        path = urls.data(name.removeprefix("data:")) if name.startswith("data:") else name
        return path if path in self.files else None


def _several(value: object) -> list[Mapping[str, object]]:
    """The objects of a JSON-LD property, which stand in a list only if there are several."""
    found = value if isinstance(value, list) else [value]
    return [one for one in found if isinstance(one, Mapping)]
