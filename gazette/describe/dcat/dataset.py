"""Datasets (DCAT-AP 3.0, Dataset): the package, its tables, and its frozen editions (DCAT 3, 11, versioning)."""

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe import names
from gazette.describe.dcat.distribution import add_distribution, add_file
from gazette.describe.dcat.shared import Shared
from gazette.describe.dcat.terms import labelled, moment
from gazette.describe.holdings import created, editions, holdings
from gazette.describe.made import Made
from gazette.describe.rdf import Graph, Literal
from gazette.formats import FORMATS
from gazette.model import Catalog, Table, Text


def add_package(graph: Graph, catalog: Catalog, made: Made, shared: Shared) -> str:
    """The whole publication as one dataset; gives its IRI."""
    node = graph.node(names.package(catalog), "dcat:Dataset")
    page = urls.datasets(catalog.source_language)
    _facts(graph, catalog, shared, node, catalog.title, catalog.description or catalog.title, page)
    _dates(graph, node, catalog.version, catalog.about.issued or catalog.date, catalog.created)
    for held in holdings(made, None):
        graph.add(node, "dcat:distribution", add_distribution(graph, catalog, shared, held, catalog.title))
    graph.add(node, "dct:hasPart", *(names.dataset(catalog, table) for table in catalog.tables))
    _editions(graph, catalog, made, shared, node)
    return node


def add_table(graph: Graph, catalog: Catalog, made: Made, shared: Shared, table: Table) -> str:
    """One table as a dataset; gives its IRI."""
    node = graph.node(names.dataset(catalog, table), "dcat:Dataset")
    page = urls.dataset(catalog.source_language, table.name)
    _facts(graph, catalog, shared, node, table.title, table.description or table.title, page)
    _dates(graph, node, catalog.version, catalog.about.issued or catalog.date, catalog.created)
    graph.add(node, "dct:isPartOf", names.package(catalog))
    schema = urls.schema(catalog.version, f"{table.name}.tableschema.json")
    contract = labelled(
        graph, urls.absolute(catalog.homepage, schema), table.title, "dct:title", "dct:Standard"
    )
    graph.add(node, "dct:conformsTo", contract)
    for held in holdings(made, table):
        added = add_distribution(graph, catalog, shared, held, table.title, contract)
        graph.add(node, "dcat:distribution", added)
    return node


def _facts(
    graph: Graph, catalog: Catalog, shared: Shared, node: str, title: Text, description: Text, page: str
) -> None:
    """What every dataset says, whichever edition it is."""
    graph.words(node, "dct:title", title)
    graph.words(node, "dct:description", description)
    graph.add(node, "dct:identifier", Literal(node))
    for code, words in catalog.keywords.items():
        graph.add(node, "dcat:keyword", *(Literal(word, code) for word in words))
    graph.add(node, "dcat:landingPage", graph.node(urls.absolute(catalog.homepage, page), "foaf:Document"))
    graph.add(node, "dct:publisher", shared.publisher)
    graph.add(node, "dct:creator", *shared.creators)
    graph.add(node, "dcat:contactPoint", shared.contact)
    graph.add(node, "dct:accessRights", shared.access)
    graph.add(node, "dct:accrualPeriodicity", shared.frequency)
    graph.add(node, "dct:language", *shared.languages)
    graph.add(node, "dcat:theme", *shared.themes)
    graph.add(node, "dct:spatial", *shared.spatial)
    graph.add(node, "dct:temporal", shared.temporal)


def _dates(graph: Graph, node: str, version: str, issued: str, modified: str) -> None:
    graph.add(node, "dcat:version", Literal(version))
    graph.add(node, "dct:issued", moment(issued))
    graph.add(node, "dct:modified", moment(modified))


def _editions(graph: Graph, catalog: Catalog, made: Made, shared: Shared, node: str) -> None:
    """Every frozen edition, each naming the one before it; only those that are published are named."""
    before = None
    for version in editions(made):
        frozen = graph.node(names.version(catalog, version), "dcat:Dataset")
        page, made_on = urls.release(catalog.source_language, version), created(made, version)
        _facts(graph, catalog, shared, frozen, catalog.title, catalog.description or catalog.title, page)
        _dates(graph, frozen, version, made_on, made_on)
        graph.add(frozen, "dcat:isVersionOf", node)
        graph.add(frozen, "dcat:previousVersion", before)
        for artifact in _downloads(made, version):
            file = add_file(graph, catalog, shared, artifact, catalog.title, made_on=made_on)
            graph.add(frozen, "dcat:distribution", file)
        graph.add(node, "dcat:hasVersion", frozen)
        before = frozen
        if version == catalog.version:
            graph.add(node, "dcat:hasCurrentVersion", frozen)


def _downloads(made: Made, version: str) -> list[Artifact]:
    """An edition's descriptor, from which all its files are found, and its archive."""
    wanted = (urls.data("datapackage.json", version), urls.data(FORMATS["bundle"].file(), version))
    return [artifact for artifact in made.files if artifact.path in wanted]
