"""The portal's metrics on our own catalogue."""

import json
from dataclasses import replace

from gazette.describe import Files, dcat, mqa
from gazette.export import export_all
from tests.catalogs import harbour, island
from tests.declared import declared


def righted():
    """The harbour with everything declared, and rights of each table."""
    base = declared()
    tables = (replace(one, descriptor={**one.descriptor, "rights": "Ours"}) for one in base.tables)
    return replace(base, tables=tuple(tables))


def assessed(catalog, *, hide=""):
    """The metrics by name; files whose path ends so do not answer."""
    files = export_all(catalog)
    published = {catalog.homepage + file.path for file in files if not (hide and file.path.endswith(hide))}
    catalogue = next(
        file for file in dcat.describe(catalog, Files(tuple(files))) if file.path == "catalog.jsonld"
    )
    metrics = mqa.assess(json.loads(catalogue.body)["@graph"], published)
    return {metric.name: metric for metric in metrics}


def test_the_metrics_are_the_portals():
    """22 metrics in five dimensions, 375 points: all but the 30 for shapes, which no build runs."""
    metrics = assessed(declared()).values()
    points = {}
    for metric in metrics:
        points[metric.dimension] = points.get(metric.dimension, 0) + metric.points
    assert len(metrics) == 22
    assert points == {
        "Findability": 100,
        "Accessibility": 100,
        "Interoperability": 80,
        "Reusability": 75,
        "Contextuality": 20,
    }


def test_a_publication_that_declares_all_reaches_all_points():
    """Nothing that is asked for is out of reach of a static site."""
    assert mqa.total(assessed(righted()).values()) == 375


def test_what_is_missing_costs_its_points_and_is_named():
    """An address that does not answer, facts that nobody declares."""
    dead = assessed(declared(), hide="boats.csv")["dcat:downloadURL answers"]
    assert not dead.met
    assert dead.evidence == "https://harbour.internal/#data-boats"
    bare = assessed(harbour())
    for name in ("dcat:theme", "dct:spatial", "dct:license from vocabulary", "dct:publisher"):
        assert not bare[name].met
    assert mqa.rating(mqa.total(assessed(island()).values())) == "Good"


def test_no_dataset_scores_nothing():
    """An empty catalogue meets no metric by having nothing that fails it."""
    assert mqa.total(mqa.assess((), ())) == 0
    assert mqa.rating(0) == "Bad"
