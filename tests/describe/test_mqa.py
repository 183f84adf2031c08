"""The portal's metrics on our own catalogue."""

from gazette.describe import Made, dcat, mqa
from gazette.export import export_all
from tests.catalogs import harbour, island
from tests.declared import declared


def assessed(catalog, *, conforms=True, hide=""):
    """The metrics by name; files whose path ends so do not answer."""
    files = export_all(catalog)
    published = {catalog.homepage + file.path for file in files if not (hide and file.path.endswith(hide))}
    metrics = mqa.assess(dcat.graph_of(catalog, Made(tuple(files))), published, conforms=conforms)
    return {metric.name: metric for metric in metrics}


def test_the_metrics_are_the_portals():
    """23 metrics in five dimensions, 405 points in all."""
    metrics = assessed(declared()).values()
    points = {}
    for metric in metrics:
        points[metric.dimension] = points.get(metric.dimension, 0) + metric.points
    assert len(metrics) == 23
    assert points == {
        "Findability": 100,
        "Accessibility": 100,
        "Interoperability": 110,
        "Reusability": 75,
        "Contextuality": 20,
    }


def test_a_publication_that_declares_all_reaches_all_points():
    """Nothing that is asked for is out of reach of a static site."""
    assert mqa.total(assessed(declared()).values()) == 405


def test_what_is_missing_costs_its_points_and_is_named():
    """An address that does not answer, shapes that are broken, facts that nobody declares."""
    dead = assessed(declared(), hide="boats.csv")["dcat:downloadURL answers"]
    assert not dead.met
    assert dead.evidence == "https://harbour.example/#data-boats"
    assert not assessed(declared(), conforms=False)["DCAT-AP shapes"].met
    bare = assessed(harbour())
    for name in ("dcat:theme", "dct:spatial", "dct:license from vocabulary", "dct:publisher"):
        assert not bare[name].met
    assert mqa.rating(mqa.total(assessed(island()).values())) == "Good"


def test_no_dataset_scores_nothing():
    """An empty catalogue meets no metric by having nothing that fails it."""
    from gazette.describe.rdf import Graph

    assert mqa.total(mqa.assess(Graph("en"), (), conforms=True)) == 0
    assert mqa.rating(0) == "Bad"
