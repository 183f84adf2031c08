"""The catalogue of made-up publications, read by rdflib."""

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, SKOS, XSD

from gazette.artifact import Artifact
from gazette.describe import Files, dcat
from gazette.export import export_all
from tests.catalogs import harbour, island
from tests.declared import EU, declared, hostile

pytestmark = pytest.mark.filterwarnings("ignore")
HOME = "https://harbour.internal/"


def read(catalog, *more) -> Graph:
    """The catalogue as a harvester has it."""
    made = Files((*export_all(catalog), *more))
    return Graph().parse(data=next(a.body for a in dcat.describe(catalog, made) if a.path.endswith("ttl")))


def test_what_is_declared_is_said():
    """Places, time, themes, access, licence and publisher stand with every dataset."""
    found = read(declared())
    for dataset in (URIRef(f"{HOME}#data"), URIRef(f"{HOME}#data-boats")):
        assert set(found.objects(dataset, DCTERMS.spatial)) == {
            URIRef(f"{EU}country/MLT"),
            URIRef(f"{EU}country/TUN"),
        }
        period = found.value(dataset, DCTERMS.temporal)
        assert found.value(period, DCAT.startDate) == Literal("2024", datatype=XSD.gYear)
        assert found.value(dataset, DCTERMS.accessRights) == URIRef(f"{EU}access-right/PUBLIC")
        publisher = found.value(dataset, DCTERMS.publisher)
        assert isinstance(publisher, URIRef)
        assert Literal("La capitainerie", lang="fr") in set(found.objects(publisher, FOAF.name))
        file = found.value(dataset, DCAT.distribution)
        assert found.value(file, DCTERMS.license) == URIRef(f"{EU}licence/CC_BY_4_0")
    assert found.value(URIRef(f"{EU}country/MLT"), SKOS.inScheme) == URIRef(f"{EU}country")


def test_what_is_not_declared_is_not_said():
    """Without declarations there is a catalogue, and no empty place, publisher or period in it."""
    for catalog in (harbour(), island()):
        found = read(catalog)
        sources = set(found.objects(None, DCTERMS.source))
        assert len(set(found.subjects(RDF.type, DCAT.Dataset)) - sources) == len(catalog.tables) + 1
        for predicate in (DCTERMS.spatial, DCTERMS.temporal, DCTERMS.publisher, DCTERMS.accessRights):
            assert (None, predicate, None) not in found


def test_frozen_editions_are_versions_in_their_order():
    """Each published edition is a version of the package and names the one before it, by precedence."""
    versions = ["1.0.0", "1.10.0", "1.2.0"]
    frozen = [Artifact(f"data/{v}/datapackage.json", "application/json", b"{}") for v in versions]
    found = read(declared(), *frozen)
    whole = URIRef(f"{HOME}#data")
    named = [URIRef(f"{HOME}data/{version}/") for version in ("1.0.0", "1.2.0", "1.10.0")]
    assert set(found.objects(whole, DCAT.hasVersion)) == set(named)
    assert [found.value(one, DCAT.previousVersion) for one in named] == [None, *named[:2]]
    assert found.value(whole, URIRef(f"{DCAT}hasCurrentVersion")) == named[1]


def test_hostile_texts_break_no_syntax():
    """All three files are readable and say the same."""
    catalog = hostile()
    ttl, *others = (
        Graph().parse(data=artifact.body, format=artifact.media_type)
        for artifact in sorted(
            dcat.describe(catalog, Files(tuple(export_all(catalog)))), key=lambda a: a.path, reverse=True
        )
    )
    assert all(isomorphic(ttl, other) for other in others)


def test_a_mailbox_is_an_address():
    """A contact that is no page is written as a mailto address."""
    catalog = harbour()
    graph = dcat.graph_of(catalog, Files())
    (box,) = dict(graph)[f"{HOME}#contact"]["vcard:hasEmail"]
    assert box.value == "mailto:master@harbour.internal"
