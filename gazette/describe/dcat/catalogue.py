"""The catalogue and who stands behind it (DCAT-AP 3.0, Catalogue and Agent)."""

from gazette.describe import names
from gazette.describe.dcat.dataset import add_package, add_table, use_of
from gazette.describe.dcat.shared import Shared
from gazette.describe.dcat.terms import EU, concept, labelled, moment, scheme
from gazette.describe.made import Made
from gazette.describe.rdf import Graph
from gazette.model import Agent, Catalog


def graph_of(catalog: Catalog, made: Made) -> Graph:
    """All that the catalogue says."""
    graph = Graph(catalog.source_language)
    own = graph.node(names.catalogue(catalog), "dcat:Catalog")
    shared, use = _shared(graph, catalog), use_of(graph, catalog, None)
    graph.words(own, "dct:title", catalog.title)
    graph.words(own, "dct:description", catalog.description or catalog.title)
    graph.add(own, "foaf:homepage", graph.node(names.home(catalog), "foaf:Document"))
    graph.add(own, "dct:issued", moment(catalog.about.issued or catalog.date))
    graph.add(own, "dct:modified", moment(catalog.created))
    graph.add(own, "dct:publisher", shared.publisher)
    graph.add(own, "dct:language", *use.languages)
    graph.add(own, "dct:license", use.licence)
    graph.add(own, "dct:rights", use.rights)
    graph.add(own, "dct:spatial", *shared.spatial)
    if any(found.iri.startswith(f"{EU}data-theme/") for found in catalog.about.themes):
        graph.add(own, "dcat:themeTaxonomy", scheme(graph, f"{EU}data-theme"))
    datasets = [add_package(graph, catalog, made, shared)]
    datasets += [add_table(graph, catalog, made, shared, table) for table in catalog.tables]
    graph.add(own, "dcat:dataset", *datasets)
    return graph


def _shared(graph: Graph, catalog: Catalog) -> Shared:
    about = catalog.about
    return Shared(
        publisher=_agent(graph, catalog, about.publisher),
        creators=tuple(iri for one in about.creators if (iri := _agent(graph, catalog, one))),
        contact=_contact(graph, catalog),
        access=concept(graph, about.access_rights, "dct:RightsStatement"),
        frequency=concept(graph, about.frequency, "dct:Frequency"),
        availability=concept(graph, about.availability, "skos:Concept"),
        themes=tuple(iri for one in about.themes if (iri := concept(graph, one, "skos:Concept"))),
        spatial=tuple(iri for one in about.spatial if (iri := concept(graph, one, "dct:Location"))),
        temporal=_period(graph, catalog),
        coverage=labelled(
            graph, names.part(catalog, "coverage"), about.coverage, "rdfs:label", "dct:ProvenanceStatement"
        ),
    )


def _agent(graph: Graph, catalog: Catalog, agent: Agent | None) -> str | None:
    """Somebody as a named resource: the position among the contributors is the name."""
    if agent is None or not agent.name:
        return None
    number = catalog.about.agents.index(agent) + 1
    node = graph.node(names.part(catalog, f"agent-{number}"), "foaf:Agent")
    graph.words(node, "foaf:name", agent.name)
    graph.add(node, "dct:type", concept(graph, agent.kind, "skos:Concept"))
    if agent.path:
        graph.add(node, "foaf:homepage", graph.node(agent.path, "foaf:Document"))
    return node


def _contact(graph: Graph, catalog: Catalog) -> str | None:
    """Where to write (vCard Ontology, Kind): a page or a mailbox."""
    if not catalog.contact:
        return None
    node = graph.node(names.part(catalog, "contact"), "vcard:Kind", "vcard:Organization")
    agent = catalog.about.publisher
    graph.words(node, "vcard:fn", agent.name if agent else catalog.title)
    how = "vcard:hasURL" if catalog.contact.startswith("http") else "vcard:hasEmail"
    graph.add(node, how, catalog.contact if ":" in catalog.contact else f"mailto:{catalog.contact}")
    return node


def _period(graph: Graph, catalog: Catalog) -> str | None:
    start, end = moment(catalog.about.start), moment(catalog.about.end)
    if start is None and end is None:
        return None
    node = graph.node(names.part(catalog, "period"), "dct:PeriodOfTime")
    graph.add(node, "dcat:startDate", start)
    graph.add(node, "dcat:endDate", end)
    return node
