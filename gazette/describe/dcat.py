"""The catalogue in DCAT-AP 3.0 (on W3C DCAT 3), as JSON-LD, Turtle and RDF/XML: the same graph three times.

Every table is a dataset, and so is the whole package, of which the tables are parts. It is no dataset series:
the tables are not alike, and they are not editions of one another. Left out: data services (files at fixed
addresses are downloads; /openapi.json describes them), catalogue records (entries have no history of their
own), and every fact that the descriptor does not declare.
"""

import re
from collections.abc import Iterator

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe import names
from gazette.describe.files import Files
from gazette.describe.rdf import Facts, Graph, Literal, Value, jsonld, rdfxml, turtle
from gazette.model import Agent, Catalog, Concept, Document, Table, Text

EU = "http://publications.europa.eu/resource/authority/"
IANA = "https://www.iana.org/assignments/media-types/"
_FILE_TYPES = {
    "text/csv": "CSV",
    "application/json": "JSON",
    "application/jsonl": "TXT",
    "application/ld+json": "JSON_LD",
    "application/rdf+xml": "RDF_XML",
    "application/vnd.apache.parquet": "PARQUET",
    "application/vnd.sqlite3": "BIN",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
    "application/zip": "ZIP",
    "text/turtle": "RDF_TURTLE",
}
"""Media types to the EU's file types. It has none for JSON Lines, which is text, nor for SQLite, which is not."""
_REGISTERED = {"application/jsonl": "text/plain"}
"""Media types in use that IANA's register does not list, and what they are by its list."""
_SHA256 = "https://spdx.org/rdf/terms#checksumAlgorithm_sha256"
"""As the shapes of DCAT-AP's controlled vocabularies want it written; SPDX itself defines it under `http:`."""
_SHA256_OF_SPDX = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
_SCHEMAS = {
    "csv": "{}.tableschema.json", "json": "{}.json", "jsonl": "{}.json#/$defs/row", "nested": "{}.json",
}  # fmt: skip
"""Formats to the schema that describes the file itself. Parquet and spreadsheets keep their types inside."""


def describe(catalog: Catalog, files: Files) -> Iterator[Artifact]:
    """Three files at the root of the site."""
    graph = graph_of(catalog, files)
    yield Artifact("catalog.jsonld", "application/ld+json", jsonld(graph))
    yield Artifact("catalog.ttl", "text/turtle", turtle(graph))
    yield Artifact("catalog.rdf", "application/rdf+xml", rdfxml(graph))


def graph_of(catalog: Catalog, files: Files) -> Graph:
    """All that the catalogue says."""
    return _Catalogue(catalog, files).graph


class _Catalogue:
    """The catalogue in the making. What all datasets have in common is described once, in `origin` and `scope`."""

    def __init__(self, catalog: Catalog, files: Files) -> None:
        self.catalog, self.files, about = catalog, files, catalog.about
        self.graph = graph = Graph(catalog.source_language)
        own = graph.node(names.part(catalog, "catalog"), "dcat:Catalog")
        self.origin: Facts = {
            "dct:publisher": self._agent(about.publisher),
            "dct:creator": [self._agent(agent) for agent in about.creators],
            "dcat:contactPoint": self._contact(),
            "dct:accessRights": self._concept(about.access_rights, "dct:RightsStatement"),
            "dct:accrualPeriodicity": self._concept(about.frequency, "dct:Frequency"),
        }
        self.availability = self._concept(about.availability, "skos:Concept")
        themes = [self._concept(theme, "skos:Concept") for theme in about.themes]
        places = [self._concept(place, "dct:Location") for place in about.spatial]
        period, coverage = self._period(), names.part(catalog, "coverage")
        self.scope: Facts = {
            "dcat:theme": themes,
            "dct:spatial": places,
            "dct:provenance": self._labelled(
                coverage, "dct:ProvenanceStatement", "rdfs:label", about.coverage
            ),
            "dct:temporal": period,
        }
        use, taxonomy = self._use(None), f"{EU}data-theme"
        facts: Facts = {
            "dct:title": catalog.title,
            "dct:description": catalog.description or catalog.title,
            "foaf:homepage": graph.node(urls.absolute(catalog.homepage, urls.INDEX), "foaf:Document"),
            "dct:issued": moment(about.issued or catalog.date),
            "dct:modified": moment(catalog.created),
            "dct:publisher": self.origin["dct:publisher"],
            "dct:language": use["dct:language"],
            "dct:license": use["dct:license"],
            "dct:rights": use["dct:rights"],
            "dct:spatial": places,
            "dcat:themeTaxonomy": self._scheme(taxonomy)
            if any(theme.iri.startswith(f"{taxonomy}/") for theme in about.themes)
            else None,
            "dcat:dataset": [self._dataset(table) for table in (None, *catalog.tables)],
        }
        graph.add(own, facts)

    def _agent(self, agent: Agent | None) -> str | None:
        """Somebody as a named resource: the position among the contributors is the name."""
        if agent is None or not agent.name:
            return None
        name = names.part(self.catalog, f"agent-{self.catalog.about.agents.index(agent) + 1}")
        node = self.graph.node(name, "foaf:Agent", facts={"foaf:name": agent.name})
        facts: Facts = {
            "dct:type": self._concept(agent.kind, "skos:Concept"),
            "foaf:homepage": self.graph.node(agent.path, "foaf:Document") if agent.path else None,
        }
        return self.graph.add(node, facts)

    def _contact(self) -> str | None:
        """Where to write (vCard Ontology, Kind): a page or a mailbox."""
        contact, publisher = self.catalog.contact, self.catalog.about.publisher
        if not contact:
            return None
        how = "vcard:hasURL" if contact.startswith("http") else "vcard:hasEmail"
        facts: Facts = {
            "vcard:fn": publisher.name if publisher else self.catalog.title,
            how: contact if ":" in contact else f"mailto:{contact}",
        }
        name = names.part(self.catalog, "contact")
        return self.graph.node(name, "vcard:Kind", "vcard:Organization", facts=facts)

    def _period(self) -> str | None:
        facts = {"dcat:startDate": self.catalog.about.start, "dcat:endDate": self.catalog.about.end}
        if not any(facts.values()):
            return None
        moments = {predicate: moment(written) for predicate, written in facts.items()}
        return self.graph.node(names.part(self.catalog, "period"), "dct:PeriodOfTime", facts=moments)

    def _use(self, table: Table | None) -> Facts:
        """Licence, rights and languages of a table, or of the whole; a licence without address names nothing."""
        catalog, about, graph = self.catalog, self.catalog.about, self.graph
        licences = [licence for licence in catalog.licences_of(table) if licence.path]
        terms = [
            self._term(about.licences.get(licence.path, licence.path), "dct:LicenseDocument")
            for licence in licences
        ]
        for term, licence in zip(terms, licences, strict=True):
            graph.add(term, {"dct:title": Literal(licence.label, catalog.source_language)})
        rights, stated = None, catalog.rights_of(table)
        if stated:
            own = table is not None and stated != catalog.rights_of(None)
            name = names.part(catalog, f"rights-{table.name}" if table and own else "rights")
            rights = graph.node(name, "dct:RightsStatement", facts={"rdfs:label": stated})
        languages = (about.languages.get(code) for code in catalog.languages_of(table))
        return {
            "dct:license": terms[0] if terms else None,
            "dct:rights": rights,
            "dct:language": [self._term(iri, "dct:LinguisticSystem") for iri in languages if iri],
        }

    def _dataset(self, table: Table | None) -> str:
        """A table, or (None) the whole publication with its editions, as one dataset; gives its IRI."""
        catalog, language = self.catalog, self.catalog.source_language
        identifier = names.urn(catalog, table)
        page = urls.dataset(language, table.name) if table else urls.datasets(language)
        node = self._described(names.dataset(catalog, table), table, page)
        facts: Facts = {
            "dct:identifier": Literal(identifier) if identifier else None,
            "dct:isPartOf": names.dataset(catalog, None) if table else None,
            "dct:conformsTo": self._schema("csv", table) if table else None,
            "dcat:distribution": self._distributions(table),
            "dct:hasPart": [] if table else [names.dataset(catalog, part) for part in catalog.tables],
        }
        self.graph.add(node, facts)
        if table is None:
            self._editions(node)
        return node

    def _editions(self, whole: str) -> None:
        """Every frozen edition that is published, each naming the one before it (DCAT 3, 11)."""
        before, use = None, self._use(None)
        for version, created in self.files.editions.items():
            page = urls.release(self.catalog.source_language, version)
            iri = self.catalog.homepage + urls.data("", version)
            frozen = self._described(iri, None, page, version, created)
            # From the descriptor all files of the edition are found.
            held = [
                artifact
                for artifact in self.files.artifacts
                if re.fullmatch(rf"data/{re.escape(version)}/(datapackage\.json|[^/]+\.zip)", artifact.path)
            ]
            facts: Facts = {
                "dcat:isVersionOf": whole,
                "dcat:previousVersion": before,
                "dcat:distribution": [self._file(artifact, None, use, created=created) for artifact in held],
            }
            self.graph.add(frozen, facts)
            current = frozen if version == self.catalog.version else None
            self.graph.add(whole, {"dcat:hasVersion": frozen, "dcat:hasCurrentVersion": current})
            before = frozen

    def _described(
        self, iri: str, table: Table | None, page: str, version: str = "", created: str = ""
    ) -> str:
        """What every dataset says. A frozen edition has a version and a date of its own."""
        catalog, graph = self.catalog, self.graph
        title, described = catalog.title_of(table), table or catalog
        node, use = graph.node(iri, "dcat:Dataset"), self._use(table)
        landing = graph.node(urls.absolute(catalog.homepage, page), "foaf:Document")
        sources = [self._source(document) for document in catalog.documents_of(table)]
        keywords = catalog.keywords_of(table).items()
        facts: Facts = {
            "dct:title": title,
            "dct:description": described.description or title,
            # A relative name identifies nothing by itself.
            "dct:identifier": Literal(node) if catalog.homepage else None,
            "dcat:keyword": [Literal(word, code) for code, words in keywords for word in words],
            "dcat:landingPage": landing,
            **self.origin,
            "dct:language": use["dct:language"],
            "dct:rights": use["dct:rights"],
            "dct:source": sources,
            "prov:wasDerivedFrom": sources,
            **self.scope,
            "dcat:version": Literal(version or catalog.version) if version or catalog.version else None,
            "dct:issued": moment(created or catalog.about.issued or catalog.date),
            "dct:modified": moment(created or catalog.created),
        }
        return graph.add(node, facts)

    def _source(self, document: Document) -> str:
        """A source document, called by the permanent name of its row; its address is given only if it is known.

        DCAT-AP wants a dataset in its place (`dct:source`), with a title and a description.
        """
        catalog, graph, row = self.catalog, self.graph, document.row
        name = names.record(catalog, row.table, row.id)
        node = graph.node(name, "dcat:Dataset", "prov:Entity", facts={"dct:title": document.title})
        graph.add(node, {"dct:issued": moment(document.date)})
        if document.publisher:
            body = names.part(catalog, f"publisher-{row.id}")
            publisher = graph.node(body, "foaf:Agent", facts={"foaf:name": document.publisher})
            graph.add(node, {"dct:publisher": publisher})
        texts = [_fact(title, value, catalog.source_language) for title, value in document.facts]
        facts: Facts = {
            "dct:description": [*texts, document.note] if texts or document.note else document.title,
            "foaf:page": graph.node(document.address, "foaf:Document") if document.address else None,
            "spdx:checksum": self._checksum(names.part(catalog, f"source-{row.id}"), document.checksum)
            if re.fullmatch("[0-9a-f]{64}", document.checksum)
            else None,
        }
        return graph.add(node, facts)

    def _distributions(self, table: Table | None) -> list[Value]:
        """A dataset's rows in each format that they have (DCAT-AP 3.0, Distribution); gives the IRIs."""
        nodes: list[Value] = []
        use = self._use(table)
        for download in self.files.downloads(table):
            node = self._file(download.artifact, table, use, download.format.title)
            self.graph.add(node, {"dct:conformsTo": self._schema(download.format.name, table)})
            nodes.append(node)
        return nodes

    def _schema(self, form: str, table: Table | None) -> str | None:
        """The schema of a dataset in a format, if there is one, called like the dataset."""
        if form not in _SCHEMAS:
            return None
        path = urls.schema(
            self.catalog.version, _SCHEMAS[form].format(table.name if table else self.catalog.file_name)
        )
        address = urls.absolute(self.catalog.homepage, path)
        return self._labelled(address, "dct:Standard", "dct:title", self.catalog.title_of(table))

    def _file(
        self, artifact: Artifact, table: Table | None, use: Facts, form: str = "", created: str = ""
    ) -> str:
        """A file to be downloaded. Its address serves both ways: nothing stands between it and its readers.

        `created` is the date of a file that never changes again.
        """
        catalog, graph, kind = self.catalog, self.graph, artifact.media_type
        address = names.file(catalog, artifact)
        node = graph.node(f"{address}#distribution", "dcat:Distribution")
        name = form or artifact.path.rpartition("/")[2]
        words = Text(tuple((code, f"{text} ({name})") for code, text in catalog.title_of(table).entries))
        code = _FILE_TYPES.get(kind)
        facts: Facts = {
            "dct:title": words,
            "dct:description": words,
            "dcat:accessURL": address,
            "dcat:downloadURL": address,
            "dct:format": self._term(f"{EU}file-type/{code}", "dct:MediaTypeOrExtent") if code else None,
            "dcat:mediaType": graph.node(IANA + _REGISTERED.get(kind, kind), "dct:MediaType"),
            "dcat:byteSize": Literal(str(artifact.size), datatype="xsd:nonNegativeInteger"),
            "spdx:checksum": self._checksum(address, artifact.sha256),
            **use,
            "dct:issued": moment(created or catalog.about.issued or catalog.date),
            "dct:modified": moment(created or catalog.created),
            "dcatap:availability": self.availability,
        }
        return graph.add(node, facts)

    def _checksum(self, address: str, sha256: str) -> str:
        """The SHA-256 of what stands at an address (DCAT-AP 3.0, Checksum)."""
        node = self.graph.node(f"{address}{'-' if '#' in address else '#'}checksum", "spdx:Checksum")
        algorithm = self.graph.node(_SHA256, "spdx:ChecksumAlgorithm", facts={"owl:sameAs": _SHA256_OF_SPDX})
        value = Literal(sha256, datatype="xsd:hexBinary")
        return self.graph.add(node, {"spdx:algorithm": algorithm, "spdx:checksumValue": value})

    # Terms of vocabularies, as the range shapes of DCAT-AP 3.0 want them: with class and scheme. A harvester's own
    # copy of a vocabulary says more; this is just enough to be checked without it.

    def _concept(self, concept: Concept | None, kind: str) -> str | None:
        """A declared term; None where nothing is declared."""
        if concept is None:
            return None
        node = self._term(concept.iri, kind)
        return self.graph.add(node, {"skos:prefLabel": concept.label})

    def _term(self, iri: str, kind: str) -> str:
        """A term of a vocabulary whose scheme is the part of its IRI before the last slash."""
        node = self.graph.node(iri, kind)
        scheme = self._scheme(iri.rpartition("/")[0]) if iri.startswith(EU) else None
        return self.graph.add(node, {"skos:inScheme": scheme})

    def _scheme(self, iri: str) -> str:
        """A vocabulary itself, called by the last part of its IRI (a concept scheme must have a title)."""
        title = Literal(iri.rpartition("/")[2])
        return self.graph.node(iri, "skos:ConceptScheme", facts={"dct:title": title})

    def _labelled(self, iri: str, kind: str, predicate: str, text: Text) -> str | None:
        """A resource that is known by its words only; None where there are none."""
        return self.graph.node(iri, kind, facts={predicate: text}) if text else None


def moment(written: str) -> Literal | None:
    """A year, a month, a day or a moment as a typed literal, by its length; None for nothing."""
    datatype = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}.get(len(written), "xsd:dateTime")
    return Literal(written, datatype=datatype) if written else None


def _fact(title: Text, value: Text, source_language: str) -> Text:
    """What a cell says after what its column is called, in every language of the value."""
    named = {code: title.words(code or source_language) for code, _ in value.entries}
    return Text.of({code: f"{named[code]}: {text}" if named[code] else text for code, text in value.entries})
