"""How good this publication is by three public lists: MQA points, W3C Best Practices, FAIR principles.

Every answer is computed at every build from the catalogue and the files that were made of it. Titles and sentences
are our own words in English, the key language of the interface's words; the site translates them.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe import mqa
from gazette.describe.inspection import Inspection
from gazette.model import Catalog

ADDRESSES = {
    "portal": "https://data.europa.eu/mqa/methodology",
    "practices": "https://www.w3.org/TR/dwbp/",
    "fair": "https://doi.org/10.1038/sdata.2016.18",
}
"""Where each list itself can be read."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a list. `holds` is a question that the build answers from what it has made; None: it does not apply.

    `sentence` says what the question is about, and is true whatever the answer. `evidence` are places by
    the names that `Inspection.place` knows.
    """

    code: str
    title: str
    holds: Callable[[Inspection], bool] | None
    evidence: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A criterion with its answer; `evidence` are paths of the site."""

    code: str
    title: str
    sentence: str
    met: bool | None
    evidence: tuple[str, ...]


PRACTICES = (
    Criterion("BP1", "Metadata for people and for machines", Inspection.catalogued,
              ("datasets", "datapackage.json", "catalog.ttl"),
              "Each table stands in the Data Package and in the catalogue, with a title and a description."),
    Criterion("BP2", "What the data are about", Inspection.described, ("catalog.ttl",),
              "Title, description, keywords, places, period and themes are declared."),
    Criterion("BP3", "How the data are built", Inspection.explained, ("dictionary", "datapackage.json"),
              "Every column has a title, a type and its rules, and each schema is published."),
    Criterion("BP4", "Licence", Inspection.licensed, ("datapackage.json", "catalog.ttl"),
              "The licence has an address, and each file in the catalogue names its licence or whose rights remain."),
    Criterion("BP5", "Origin of the data", Inspection.traced, ("source", "editorial"),
              "Each record that is not marked as editorial names the lines of the source from which it was read."),
    Criterion("BP6", "Quality of the data", Inspection.weighed, ("source",),
              "Each piece of evidence says on what basis it stands."),
    Criterion("BP7", "Version number", Inspection.versioned, ("datapackage.json", "data/versions.json"),
              "Version and date stand in the published descriptor."),
    Criterion("BP8", "Version history", Inspection.released, ("data/versions.json",),
              "Each release tells what it changed; it takes a release to show it."),
    Criterion("BP9", "Lasting addresses of datasets", Inspection.lasting, ("datasets",),
              "The addresses of the tables name neither a program nor a year, so that they need not change."),
    Criterion("BP10", "Lasting addresses inside datasets", Inspection.addressed,
              ("data:csv-metadata.json", "openapi.json"),
              "Each row of each table has an address, and the build follows it."),
    Criterion("BP11", "Addresses of versions", Inspection.released, ("data/versions.json",),
              "Each release has a folder of its own; it takes a release to have one."),
    Criterion("BP12", "Standard formats for machines", Inspection.formats, ("datasets",),
              "CSV, JSON and further formats, none of them private."),
    Criterion("BP13", "Values free of local habits", Inspection.neutral, ("dictionary",),
              "Dates follow ISO 8601, numbers have a point, truths are true or false."),
    Criterion("BP14", "Several formats", Inspection.formats, ("datasets",),
              "Each table has the same rows in several formats."),
    Criterion("BP15", "Known vocabularies", Inspection.meant, ("vocabularies.ttl", "catalog.ttl"),
              "Each table has columns with terms of public vocabularies, and our own lists are published as SKOS."),
    Criterion("BP16", "No more formality than is useful", Inspection.plain, ("dictionary",),
              "Tables stay plain tables: no cell holds anything nested, and vocabularies only explain them."),
    Criterion("BP17", "Everything at once", Inspection.bundled, ("data:{package}.zip",),
              "One archive holds every table and the descriptor."),
    Criterion("BP18", "Parts of the data", Inspection.recorded, ("datasets", "openapi.json"),
              "Each table has files of its own, and each record of a table of content has one."),
    Criterion("BP19", "Formats by negotiation", Inspection.negotiated, ("datasets",),
              "A static site does not choose a format for its reader; each format has an address of its own instead."),
    Criterion("BP20", "Data in real time", None, (), "The data change by releases, not by the minute."),
    Criterion("BP21", "Data up to date", Inspection.dated, ("catalog.ttl",),
              "How often the data change is declared, and each edition is dated."),
    Criterion("BP22", "Missing data explained", Inspection.gaps_explained, ("datapackage.json", "dictionary"),
              "Each schema says how a missing value is written: an empty cell."),
    Criterion("BP23", "An interface for programs", Inspection.served, ("openapi.json",),
              "The interface has every table, and every record of a table of content, as JSON at a fixed address."),
    Criterion("BP24", "An interface on Web standards", Inspection.standard_interface, ("openapi.json",),
              "The interface is described by OpenAPI 3, and only reads."),
    Criterion("BP25", "An interface with documentation", Inspection.documented, ("openapi.json",),
              "Each address of the interface has a summary and says what it answers."),
    Criterion("BP26", "No change that breaks programs", Inspection.compatible, ("data/versions.json",),
              "No release takes a table or a column away within a major version; it takes a release to show it."),
    Criterion("BP27", "Identifiers are kept", Inspection.remembered, ("datasets",),
              "There is a table for withdrawn records, whose ids are not given again."),
    Criterion("BP28", "What an archive holds", Inspection.summed, ("data/latest/SHA256SUMS",),
              "The list of checksums has every file of every table."),
    Criterion("BP29", "Feedback is asked for", Inspection.reachable, ("datasets",),
              "There is somebody to write to, or a sheet on which to write corrections down."),
    Criterion("BP30", "Feedback is public", Inspection.public_feedback, ("datasets",),
              "Suggestions are made at a public address, where everyone can read them."),
    Criterion("BP31", "Data enriched", Inspection.enriched, ("editorial",),
              "Translations or themes are added, and the tables of themes are declared editorial."),
    Criterion("BP32", "Other ways to see the data", Inspection.presented,
              ("data:{package}.xlsx", "data:{package}.sqlite", "text"),
              "The same data are there as a workbook, as a database and as one document."),
    Criterion("BP33", "Feedback to the first publisher", Inspection.informed, ("datapackage.json",),
              "Asked for is the day on which the publisher of the source was told of this edition."),
    Criterion("BP34", "Terms of the source", Inspection.rights, ("source",),
              "Each source says whose rights remain."),
    Criterion("BP35", "The source is cited", Inspection.cited, ("source", "catalog.ttl"),
              "The catalogue names the sources, and each is a record of its own."),
)  # fmt: skip
"""Data on the Web Best Practices (W3C Recommendation, 31 January 2017), in its order."""

PRINCIPLES = (
    Criterion("F1", "A lasting identifier", Inspection.registered, ("datapackage.json",),
              "Asked for is an identifier that others keep, such as a DOI; addresses of our own do not count."),
    Criterion("F2", "Rich description", Inspection.described, ("catalog.ttl",),
              "Title, description, keywords, places, period and themes are declared."),
    Criterion("F3", "Descriptions name the data", Inspection.quoted, ("datapackage.json",),
              "The descriptor gives the address, the size and the checksum of each file, and each of them is right."),
    Criterion("F4", "Laid out for search", Inspection.harvested, ("catalog.jsonld", "croissant.json"),
              "Data Package, DCAT and Croissant, which portals and engines harvest, name every table."),
    Criterion("A1", "Had by their address", Inspection.answering, ("catalog.ttl",),
              "There is a file at every address that the catalogue gives for one."),
    Criterion("A1.1", "An open protocol", Inspection.open_protocol, ("catalog.ttl",),
              "Every address of a file is one of the Web, whose protocol is open and free."),
    Criterion("A1.2", "Access control where needed", Inspection.open_access, ("openapi.json",),
              "Nothing here asks for a password; HTTP would allow one."),
    Criterion("A2", "Descriptions outlive the data", Inspection.remembered, ("datasets",),
              "There is a table for withdrawn records, whose ids are not given again."),
    Criterion("I1", "A common language", Inspection.common_language, ("catalog.jsonld", "catalog.ttl"),
              "The catalogue is there in three notations of RDF: Turtle, JSON-LD and RDF/XML."),
    Criterion("I2", "Vocabularies that are FAIR themselves", Inspection.meant, ("vocabularies.ttl",),
              "Each table has columns with terms of public vocabularies, and our own lists are published as SKOS."),
    Criterion("I3", "Links that say what they mean", Inspection.related, ("dictionary",),
              "A link is said to mean that something is part of, quoted from or related to another."),
    Criterion("R1", "Described in detail", Inspection.explained, ("dictionary",),
              "Every column has a title, a type and its rules, and each schema is published."),
    Criterion("R1.1", "A clear licence", Inspection.licence_term, ("catalog.ttl",),
              "The licence is named by its term in a public vocabulary."),
    Criterion("R1.2", "Known origin", Inspection.traced, ("source", "editorial"),
              "Each record that is not marked as editorial names the lines of the source from which it was read."),
    Criterion("R1.3", "Standards of the field", Inspection.standards,
              ("datapackage.json", "ro-crate-metadata.json", "croissant.json"),
              "Data Package, DCAT, CSVW, RO-Crate and Croissant each name the standard that they keep."),
)  # fmt: skip
"""The FAIR principles (Wilkinson et al., 2016), in their order."""


def web_practices(catalog: Catalog, files: Mapping[str, Artifact], language: str) -> list[Verdict]:
    """Each of the 35 practices with its answer; evidence is on pages in a language."""
    return _judge(PRACTICES, Inspection(catalog, files), language)


def fair_principles(catalog: Catalog, files: Mapping[str, Artifact], language: str) -> list[Verdict]:
    """Each of the 15 principles with its answer."""
    return _judge(PRINCIPLES, Inspection(catalog, files), language)


def _judge(criteria: Collection[Criterion], inspection: Inspection, language: str) -> list[Verdict]:
    verdicts = []
    for criterion in criteria:
        met = criterion.holds(inspection) if criterion.holds else None
        places = (inspection.place(name, language) for name in criterion.evidence)
        evidence = tuple(path for path in places if path)
        verdicts.append(Verdict(criterion.code, criterion.title, criterion.sentence, met, evidence))
    return verdicts


def portal(catalog: Catalog, files: Mapping[str, Artifact]) -> tuple[mqa.Metric, ...]:
    """The metrics of data.europa.eu that a build can compute."""
    pages = [urls.dataset(code, table.name) for code in catalog.languages for table in catalog.tables]
    published = {urls.absolute(catalog.homepage, path) for path in (*files, *pages)}
    return mqa.assess(Inspection(catalog, files).nodes.values(), published)


def met(verdicts: Collection[Verdict]) -> tuple[int, int]:
    """How many are met, and how many apply."""
    answers = [verdict.met for verdict in verdicts]
    return answers.count(True), len(answers) - answers.count(None)
