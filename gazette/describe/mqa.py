"""The Metadata Quality Assessment of data.europa.eu, computed on our own catalogue: 22 metrics, 375 points.

The portal asks addresses over the network; here one answers if its file is published by this build. Left out
is its metric for the shapes of DCAT-AP (30 points more): no build runs them, the tests do. For
interoperability a dataset's best distribution counts, as there; otherwise every distribution must do. A metric
is met if every dataset meets it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from gazette.describe.dcat import EU, IANA

_OPEN = ("CSV", "JSON", "JSON_LD", "RDF_TURTLE", "RDF_XML", "XML")
_RATINGS = ((351, "Excellent"), (221, "Good"), (121, "Sufficient"), (0, "Bad"))

Test = Callable[[str], bool]
Tests = Mapping[str, Test | None]
"""What every value of a predicate must pass, of which there must be one; None: it is an address that answers."""


def _stated(predicate: str) -> Tests:
    return {predicate: lambda _: True}


def _within(predicate: str, vocabulary: str) -> Tests:
    return {predicate: lambda iri: iri.startswith(vocabulary)}


def _file_type(*codes: str) -> Tests:
    return {"dct:format": {f"{EU}file-type/{code}" for code in codes}.__contains__}


_METRICS: tuple[tuple[str, str, int, str, Tests], ...] = (
    ("Findability", "dcat:keyword", 30, "dataset", _stated("dcat:keyword")),
    ("Findability", "dcat:theme", 30, "dataset", _stated("dcat:theme")),
    ("Findability", "dct:spatial", 20, "dataset", _stated("dct:spatial")),
    ("Findability", "dct:temporal", 20, "dataset", _stated("dct:temporal")),
    ("Accessibility", "dcat:accessURL answers", 50, "every file", {"dcat:accessURL": None}),
    ("Accessibility", "dcat:downloadURL", 20, "every file", _stated("dcat:downloadURL")),
    ("Accessibility", "dcat:downloadURL answers", 30, "every file", {"dcat:downloadURL": None}),
    ("Interoperability", "dct:format", 20, "a file", _stated("dct:format")),
    ("Interoperability", "dcat:mediaType", 10, "a file", _stated("dcat:mediaType")),
    ("Interoperability", "format and media type from vocabulary", 10, "a file",
     {**_within("dct:format", f"{EU}file-type/"), **_within("dcat:mediaType", IANA)}),
    # Parquet stands in neither of the portal's lists of file types.
    ("Interoperability", "non-proprietary format", 20, "a file", _file_type(*_OPEN, "ZIP")),
    ("Interoperability", "machine-readable format", 20, "a file", _file_type(*_OPEN, "XLSX")),
    ("Reusability", "dct:license", 20, "every file", _stated("dct:license")),
    ("Reusability", "dct:license from vocabulary", 10, "every file", _within("dct:license", f"{EU}licence/")),
    ("Reusability", "dct:accessRights", 10, "dataset", _stated("dct:accessRights")),
    ("Reusability", "dct:accessRights from vocabulary", 5, "dataset",
     _within("dct:accessRights", f"{EU}access-right/")),
    ("Reusability", "dcat:contactPoint", 20, "dataset", _stated("dcat:contactPoint")),
    ("Reusability", "dct:publisher", 10, "dataset", _stated("dct:publisher")),
    ("Contextuality", "dct:rights", 5, "every file", _stated("dct:rights")),
    ("Contextuality", "dcat:byteSize", 5, "every file", _stated("dcat:byteSize")),
    ("Contextuality", "dct:issued", 5, "both", _stated("dct:issued")),
    ("Contextuality", "dct:modified", 5, "both", _stated("dct:modified")),
)  # fmt: skip
"""Dimension, name, points, of what it is asked (the dataset, its files, both), and the tests."""


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric. `evidence` names the datasets that fail it, or says how many were looked at."""

    dimension: str
    name: str
    points: int
    met: bool
    evidence: str


def assess(nodes: Iterable[Mapping[str, object]], published: Collection[str]) -> tuple[Metric, ...]:
    """All metrics of a catalogue, as the nodes of its JSON-LD; `published` holds the addresses that answer."""
    by_name = {str(node["@id"]): node for node in nodes}

    def values(name: str, predicate: str) -> list[str]:
        """What a node says by a predicate: IRIs, classes and plain texts."""
        stated = by_name.get(name, {}).get(predicate, [])
        listed = stated if isinstance(stated, list) else [stated]
        return [str(value.get("@id", "")) if isinstance(value, dict) else str(value) for value in listed]

    def passes(name: str, tests: Tests) -> bool:
        return all(
            (found := values(name, predicate)) and all(map(test or published.__contains__, found))
            for predicate, test in tests.items()
        )

    def meets(dataset: str, place: str, tests: Tests) -> bool:
        files = values(dataset, "dcat:distribution")
        if place == "a file":
            return any(passes(file, tests) for file in files)
        asked = {"dataset": [dataset], "every file": files, "both": [dataset, *files]}[place]
        return all(passes(name, tests) for name in asked)

    datasets = [
        name
        for name in by_name
        if "dcat:Dataset" in values(name, "@type") and values(name, "dcat:distribution")
    ]
    metrics = []
    for dimension, name, points, place, tests in _METRICS:
        failing = [dataset for dataset in datasets if not meets(dataset, place, tests)]
        met = bool(datasets) and not failing
        evidence = f"{len(datasets)} datasets" if met else ", ".join(failing) or "no dataset"
        metrics.append(Metric(dimension, name, points, met, evidence))
    return tuple(metrics)


def total(metrics: Collection[Metric]) -> int:
    """The points of the metrics that are met; 375 at most."""
    return sum(metric.points for metric in metrics if metric.met)


def rating(points: int) -> str:
    """What the portal calls so many points."""
    return next(name for least, name in _RATINGS if points >= least)
