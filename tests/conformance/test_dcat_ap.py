"""The catalogue against the official shapes of DCAT-AP 3.0.1, and its score by the portal's own metrics."""

import datetime
import json

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, XSD

from gazette.assemble import assemble
from gazette.describe import Files, dcat, mqa
from gazette.export import export_all
from gazette.load import load
from gazette.project import Project
from tests.catalogs import harbour, island
from tests.conformance.conftest import ROOT
from tests.conformance.shapes import check
from tests.declared import declared, hostile

pytestmark = pytest.mark.filterwarnings("ignore")
OTHERS = {
    "harbour": harbour,
    "island": island,
    "declared": declared,
    "hostile": hostile,
    "unlike": lambda: assemble(load(Project(ROOT / "tests/examples/unlike"))),
}
VOCABULARIES = "mdr-vocabularies.shape.ttl"
SPDX = Namespace("http://spdx.org/rdf/terms#")
SHAPES = ("shapes.ttl", "range.ttl", "dcat-ap-SHACL.ttl", "deprecateduris.ttl")


@pytest.fixture
def graph(site):
    """The catalogue as rdflib reads it."""
    return Graph().parse(site / "catalog.ttl")


@pytest.fixture
def published(real_site):
    """The catalogue as it is published, with every frozen edition beside the newest."""
    return Graph().parse(real_site / "catalog.ttl")


def test_the_three_files_are_one_graph(site, graph):
    """JSON-LD and RDF/XML say exactly what Turtle says."""
    for name in ("catalog.jsonld", "catalog.rdf"):
        assert isomorphic(graph, Graph().parse(site / name)), name


@pytest.mark.shared
@pytest.mark.parametrize("name", SHAPES)
def test_no_official_shape_is_violated(standards, graph, name):
    """The shapes find nothing; in one file two property shapes are empty, and no more."""
    report = check(graph, standards / "dcat-ap-3.0.1" / name)
    assert report.findings == ()
    assert report.dropped == (2 if name == "dcat-ap-SHACL.ttl" else 0)


@pytest.mark.shared
@pytest.mark.parametrize("name", SHAPES)
def test_frozen_editions_keep_the_shapes_too(standards, published, name):
    """Every release is a dataset with a date, a publisher and files, and no shape is violated."""
    frozen = list(published.subjects(DCAT.isVersionOf, None))
    assert frozen
    for edition in frozen:
        assert published.value(edition, DCTERMS.issued).datatype == XSD.dateTime
        assert published.value(edition, DCAT.distribution) is not None
    assert check(published, standards / "dcat-ap-3.0.1" / name).findings == ()


@pytest.mark.shared
def test_terms_are_those_of_the_controlled_vocabularies(standards, graph):
    """Nothing is violated; the one warning is that the publisher is none of the EU's own bodies, which is so."""
    report = check(graph, standards / "dcat-ap-3.0.1" / VOCABULARIES)
    assert {(path, severity) for path, _, severity in report.findings} == {("publisher", "Warning")}


@pytest.mark.shared
def test_a_term_from_elsewhere_is_found(standards, graph):
    """A file format that no authority lists, and an algorithm of our own, are violations."""
    file = next(graph.subjects(RDF.type, DCAT.Distribution))
    graph.set((file, DCTERMS["format"], URIRef("https://harbour.internal/formats/csv")))
    checksum = next(graph.subjects(SPDX.algorithm, None))
    graph.set((checksum, SPDX.algorithm, URIRef("https://harbour.internal/sums/sha256")))
    report = check(graph, standards / "dcat-ap-3.0.1" / VOCABULARIES)
    violated = {path for path, _, severity in report.findings if severity == "Violation"}
    assert violated == {"format", "terms#algorithm"}


@pytest.mark.shared
@pytest.mark.parametrize("make", OTHERS.values(), ids=OTHERS)
def test_other_publications_keep_the_shapes_too(standards, make):
    """Whatever the texts hold, no shape is violated; only a publisher that nobody declares is missed."""
    catalog = make()
    files = dcat.describe(catalog, Files(tuple(export_all(catalog))))
    found = Graph().parse(data=next(file.body for file in files), format="json-ld")
    missed = set() if catalog.about.publisher else {"publisher"}
    for name in SHAPES[:3]:
        report = check(found, standards / "dcat-ap-3.0.1" / name)
        assert {path for path, _, _ in report.findings} <= missed, name


@pytest.mark.shared
def test_what_is_recommended_is_there(standards, graph):
    """Missing is only what nobody declares: outlines of places, an end, a kind of licence, one of the lines."""
    report = check(graph, standards / "dcat-ap-3.0.1" / "shapes_recommended.ttl")
    sources = {
        str(one) for one in graph.objects(None, DCTERMS.source)
    }  # documents of others, described as they are
    findings = [one for one in report.findings if one[1] not in sources]
    undeclared = {"dcat#contactPoint", "dcat#bbox", "dcat#centroid", "dcat#endDate", "license", "type"}
    assert {path for path, _, _ in findings} <= undeclared
    assert {
        node.rpartition("/")[2] for path, node, _ in findings if path == "type" and "#publisher-" not in node
    } <= {"CC_BY_4_0"}
    assert all("/passages." in node for path, node, _ in findings if path == "license")


@pytest.mark.shared
def test_a_broken_catalogue_is_found(standards, graph):
    """A missing title, a negative size and a publisher without a name are each a violation."""
    dataset = next(graph.subjects(RDF.type, DCAT.Dataset))
    graph.remove((dataset, DCTERMS.title, None))
    file = next(graph.subjects(RDF.type, DCAT.Distribution))
    graph.set((file, DCAT.byteSize, Literal("-1")))
    graph.remove((None, FOAF.name, None))
    report = check(graph, standards / "dcat-ap-3.0.1" / "shapes.ttl")
    assert {path for path, _, _ in report.findings} == {"title", "dcat#byteSize", "name"}


def test_dates_are_dates(graph):
    """The official shapes let `issued "soon"` pass on a dataset: every date is typed and can be read as one."""
    found = [*graph.objects(None, DCTERMS.issued), *graph.objects(None, DCTERMS.modified)]
    assert len(found) > 20
    for date in found:
        assert date.datatype in (XSD.date, XSD.dateTime)
        assert isinstance(date.value, datetime.date)


def test_every_quoted_file_is_published_with_its_size(graph, artifacts, publication):
    """Each download is a file of this build, and its size is that file's."""
    sizes = {publication.homepage + artifact.path: artifact.size for artifact in artifacts}
    files = list(graph.subjects(RDF.type, DCAT.Distribution))
    assert len(files) > 3 * len(publication.tables)
    for file in files:
        address = graph.value(file, DCAT.downloadURL)
        assert graph.value(file, DCAT.byteSize).value == sizes[str(address)]


def test_every_table_is_a_dataset_and_a_part(graph, publication):
    """The catalogue names the package and every table; tables are parts of the package."""
    listed = set(graph.objects(URIRef(f"{publication.homepage}#catalog"), DCAT.dataset))
    whole = URIRef(f"{publication.homepage}#data")
    parts = set(graph.objects(whole, DCTERMS.hasPart))
    assert listed == {whole, *parts}
    assert len(parts) == len(publication.tables)


def test_only_what_is_true_of_every_table_gets_points(publication, artifacts):
    """The lines of the source are under no licence of ours, and the editors' own tables have no rights of others."""
    catalogue = next(artifact for artifact in artifacts if artifact.path == "catalog.jsonld")
    published = {publication.homepage + artifact.path for artifact in artifacts}
    metrics = mqa.assess(json.loads(catalogue.body)["@graph"], published)
    missed = {metric.name: metric.evidence for metric in metrics if not metric.met}
    assert set(missed) == {"dcat:contactPoint", "dct:license", "dct:license from vocabulary", "dct:rights"}
    assert missed["dct:license"].endswith("#data-passages")
    assert mqa.total(metrics) == 375 - 35 - 20
