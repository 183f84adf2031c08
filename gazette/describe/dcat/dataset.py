"""Datasets (DCAT-AP 3.0, Dataset): the package, its tables, and its frozen editions (DCAT 3, 11, versioning)."""

import re

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe import names
from gazette.describe.dcat.distribution import add_distribution, add_file, checksum, standard
from gazette.describe.dcat.shared import Shared, Use
from gazette.describe.dcat.terms import moment, term
from gazette.describe.holdings import created, editions, holdings
from gazette.describe.made import Made
from gazette.describe.rdf import Graph, Literal
from gazette.formats import FORMATS
from gazette.model import Catalog, Document, Table, Text


def add_package(graph: Graph, catalog: Catalog, made: Made, shared: Shared) -> str:
    """The whole publication as one dataset; gives its IRI."""
    node = graph.node(names.package(catalog), "dcat:Dataset")
    page = urls.datasets(catalog.source_language)
    use = use_of(graph, catalog, None)
    _facts(graph, catalog, shared, use, node, None, page)
    _dates(graph, node, catalog.version, catalog.about.issued or catalog.date, catalog.created)
    if identifier := catalog.descriptor.get("id"):
        graph.add(node, "dct:identifier", Literal(str(identifier)))
    for held in holdings(made, None):
        graph.add(node, "dcat:distribution", add_distribution(graph, catalog, shared, use, held, None))
    graph.add(node, "dct:hasPart", *(names.dataset(catalog, table) for table in catalog.tables))
    _editions(graph, catalog, made, shared, use, node)
    return node


def add_table(graph: Graph, catalog: Catalog, made: Made, shared: Shared, table: Table) -> str:
    """One table as a dataset; gives its IRI."""
    node = graph.node(names.dataset(catalog, table), "dcat:Dataset")
    page = urls.dataset(catalog.source_language, table.name)
    use = use_of(graph, catalog, table)
    _facts(graph, catalog, shared, use, node, table, page)
    _dates(graph, node, catalog.version, catalog.about.issued or catalog.date, catalog.created)
    if identifier := names.urn(catalog, table):
        graph.add(node, "dct:identifier", Literal(identifier))
    graph.add(node, "dct:isPartOf", names.package(catalog))
    schema = urls.schema(catalog.version, f"{table.name}.tableschema.json")
    graph.add(node, "dct:conformsTo", standard(graph, catalog, schema, catalog.title_of(table)))
    for held in holdings(made, table):
        graph.add(node, "dcat:distribution", add_distribution(graph, catalog, shared, use, held, table))
    return node


def _facts(
    graph: Graph, catalog: Catalog, shared: Shared, use: Use, node: str, table: Table | None, page: str
) -> None:
    """What every dataset says, whichever edition it is."""
    title, described = catalog.title_of(table), table or catalog
    graph.words(node, "dct:title", title)
    graph.words(node, "dct:description", described.description or title)
    if catalog.homepage:  # a relative name identifies nothing by itself
        graph.add(node, "dct:identifier", Literal(node))
    for code, words in catalog.keywords_of(table).items():
        graph.add(node, "dcat:keyword", *(Literal(word, code) for word in words))
    graph.add(node, "dcat:landingPage", graph.node(urls.absolute(catalog.homepage, page), "foaf:Document"))
    graph.add(node, "dct:publisher", shared.publisher)
    graph.add(node, "dct:creator", *shared.creators)
    graph.add(node, "dcat:contactPoint", shared.contact)
    graph.add(node, "dct:accessRights", shared.access)
    graph.add(node, "dct:accrualPeriodicity", shared.frequency)
    graph.add(node, "dct:language", *use.languages)
    graph.add(node, "dct:rights", use.rights)
    sources = [_source(graph, catalog, document) for document in catalog.documents_of(table)]
    graph.add(node, "dct:source", *sources)
    graph.add(node, "prov:wasDerivedFrom", *sources)
    graph.add(node, "dcat:theme", *shared.themes)
    graph.add(node, "dct:spatial", *shared.spatial)
    graph.add(node, "dct:provenance", shared.coverage)
    graph.add(node, "dct:temporal", shared.temporal)


def use_of(graph: Graph, catalog: Catalog, table: Table | None) -> Use:
    """Licence, rights and languages of a table, or of the whole; a licence that has no address names nothing."""
    about = catalog.about
    licences = [licence for licence in catalog.licences_of(table) if licence.path]
    nodes = [term(graph, about.licences.get(one.path, one.path), "dct:LicenseDocument") for one in licences]
    for node, licence in zip(nodes, licences, strict=True):
        graph.add(node, "dct:title", Literal(licence.title or licence.name, catalog.source_language))
    stated = catalog.rights_of(table)
    rights = None
    if stated:
        own = table is not None and stated != catalog.rights_of(None)
        name = f"rights-{table.name}" if table and own else "rights"
        rights = graph.node(names.part(catalog, name), "dct:RightsStatement")
        for text in stated:
            graph.words(rights, "rdfs:label", text)
    languages = (about.languages.get(code) for code in catalog.languages_of(table))
    return Use(
        licence=nodes[0] if nodes else None,
        rights=rights,
        languages=tuple(term(graph, iri, "dct:LinguisticSystem") for iri in languages if iri),
    )


def _source(graph: Graph, catalog: Catalog, document: Document) -> str:
    """A source document, called by the permanent name of its row; its address is given only if it is known.

    DCAT-AP wants a dataset in its place (`dct:source`), with a title and a description.
    """
    node = graph.node(
        names.record(catalog, catalog.by_name[document.row.table], document.row.id),
        "dcat:Dataset",
        "prov:Entity",
    )
    graph.words(node, "dct:title", document.title)
    graph.add(node, "dct:issued", moment(document.date))
    if document.publisher:
        publisher = graph.node(names.part(catalog, f"publisher-{document.row.id}"), "foaf:Agent")
        graph.words(publisher, "foaf:name", document.publisher)
        graph.add(node, "dct:publisher", publisher)
    facts = [_fact(catalog, title, value) for title, value in document.facts]
    for text in (*facts, document.note) if facts or document.note else (document.title,):
        graph.words(node, "dct:description", text)
    if document.address:
        graph.add(node, "foaf:page", graph.node(document.address, "foaf:Document"))
    if re.fullmatch("[0-9a-f]{64}", document.checksum):
        graph.add(
            node,
            "spdx:checksum",
            checksum(graph, names.part(catalog, f"source-{document.row.id}"), document.checksum),
        )
    return node


def _fact(catalog: Catalog, title: Text, value: Text) -> Text:
    """What a cell says after what its column is called, in every language of the value."""
    told = {}
    for code, words in value.entries:
        named = title.best(code or catalog.source_language)
        told[code] = f"{named.text}: {words}" if named else words
    return Text.of(told)


def _dates(graph: Graph, node: str, version: str, issued: str, modified: str) -> None:
    graph.add(node, "dcat:version", Literal(version))
    graph.add(node, "dct:issued", moment(issued))
    graph.add(node, "dct:modified", moment(modified))


def _editions(graph: Graph, catalog: Catalog, made: Made, shared: Shared, use: Use, node: str) -> None:
    """Every frozen edition, each naming the one before it; only those that are published are named."""
    before = None
    for version in editions(made):
        frozen = graph.node(names.version(catalog, version), "dcat:Dataset")
        page, made_on = urls.release(catalog.source_language, version), created(made, version)
        _facts(graph, catalog, shared, use, frozen, None, page)
        _dates(graph, frozen, version, made_on, made_on)
        graph.add(frozen, "dcat:isVersionOf", node)
        graph.add(frozen, "dcat:previousVersion", before)
        for artifact in _downloads(made, version):
            file = add_file(graph, catalog, shared, use, artifact, catalog.title, made_on=made_on)
            graph.add(frozen, "dcat:distribution", file)
        graph.add(node, "dcat:hasVersion", frozen)
        before = frozen
        if version == catalog.version:
            graph.add(node, "dcat:hasCurrentVersion", frozen)


def _downloads(made: Made, version: str) -> list[Artifact]:
    """An edition's descriptor, from which all its files are found, and its archive."""
    wanted = (urls.data("datapackage.json", version), urls.data(FORMATS["bundle"].file(), version))
    return [artifact for artifact in made.files if artifact.path in wanted]
