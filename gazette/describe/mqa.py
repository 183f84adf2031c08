"""The Metadata Quality Assessment of data.europa.eu, computed on our own catalogue: 22 metrics, 375 points.

The portal asks addresses over the network; here one answers if its file is published by this build. Left out
is its metric for the shapes of DCAT-AP (30 points more): no build runs them, the tests do. For
interoperability a dataset's best distribution counts, as there; otherwise every distribution must do. A metric
is met if every dataset meets it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from gazette.describe.dcat import EU, IANA

_FILE_TYPE = f"{EU}file-type/"
_OPEN = frozenset(_FILE_TYPE + code for code in ("CSV", "JSON", "JSON_LD", "RDF_TURTLE", "RDF_XML", "XML"))
"""The file types in use here that the portal counts as not proprietary and as readable by machines, but one each.
Parquet stands in neither of its lists."""
_RATINGS = ((351, "Excellent"), (221, "Good"), (121, "Sufficient"), (0, "Bad"))


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
    look = _Catalogue(nodes, published)
    sets = [name for name in look.nodes if "dcat:Dataset" in look.texts(name, "@type") and look.files(name)]
    metrics = []
    for dimension, name, points, holds in look.metrics():
        failing = [dataset for dataset in sets if not holds(dataset)]
        met = bool(sets) and not failing
        evidence = f"{len(sets)} datasets" if met else ", ".join(failing) or "no dataset"
        metrics.append(Metric(dimension, name, points, met, evidence))
    return tuple(metrics)


def total(metrics: Collection[Metric]) -> int:
    """The points of the metrics that are met; 375 at most."""
    return sum(metric.points for metric in metrics if metric.met)


def rating(points: int) -> str:
    """What the portal calls so many points."""
    return next(name for least, name in _RATINGS if points >= least)


Holds = Callable[[str], bool]


class _Catalogue:
    """Questions to ask of a dataset, by its IRI."""

    def __init__(self, nodes: Iterable[Mapping[str, object]], published: Collection[str]) -> None:
        self.nodes = {str(node["@id"]): node for node in nodes}
        self.published = published

    def texts(self, name: str, predicate: str) -> list[str]:
        """What a node says by a predicate: IRIs, classes and plain texts."""
        values = self.nodes.get(name, {}).get(predicate, [])
        listed = values if isinstance(values, list) else [values]
        return [str(value.get("@id", "")) if isinstance(value, dict) else str(value) for value in listed]

    def files(self, dataset: str) -> list[str]:
        """The distributions of a dataset."""
        return self.texts(dataset, "dcat:distribution")

    def stated(self, predicate: str) -> Holds:
        """The dataset says it."""
        return lambda dataset: bool(self.texts(dataset, predicate))

    def every(self, holds: Holds) -> Holds:
        """It holds of every distribution."""
        return lambda dataset: all(map(holds, self.files(dataset)))

    def some(self, holds: Holds) -> Holds:
        """It holds of a distribution."""
        return lambda dataset: any(map(holds, self.files(dataset)))

    def everywhere(self, predicate: str) -> Holds:
        """The dataset and every distribution say it."""
        of_file = self.every(self.stated(predicate))
        return lambda dataset: bool(self.texts(dataset, predicate)) and of_file(dataset)

    def all_values(self, predicate: str, holds: Holds) -> Holds:
        """There are such values, and it holds of all of them."""
        return lambda name: bool(values := self.texts(name, predicate)) and all(map(holds, values))

    def within(self, predicate: str, vocabulary: str) -> Holds:
        """It is said with terms of this vocabulary."""
        return self.all_values(predicate, lambda iri: iri.startswith(vocabulary))

    def of_type(self, *codes: str) -> Holds:
        """A distribution is of one of these file types, or of one that is open and readable by machines."""
        wanted = _OPEN.union(_FILE_TYPE + code for code in codes)
        return self.some(lambda file: not wanted.isdisjoint(self.texts(file, "dct:format")))

    def metrics(self) -> list[tuple[str, str, int, Holds]]:
        """Dimension, name, points and question of each metric."""
        stated, every, some, within = self.stated, self.every, self.some, self.within
        form, media = within("dct:format", _FILE_TYPE), within("dcat:mediaType", IANA)

        def answers(predicate: str) -> Holds:
            return every(self.all_values(predicate, self.published.__contains__))

        return [
            ("Findability", "dcat:keyword", 30, stated("dcat:keyword")),
            ("Findability", "dcat:theme", 30, stated("dcat:theme")),
            ("Findability", "dct:spatial", 20, stated("dct:spatial")),
            ("Findability", "dct:temporal", 20, stated("dct:temporal")),
            ("Accessibility", "dcat:accessURL answers", 50, answers("dcat:accessURL")),
            ("Accessibility", "dcat:downloadURL", 20, every(stated("dcat:downloadURL"))),
            ("Accessibility", "dcat:downloadURL answers", 30, answers("dcat:downloadURL")),
            ("Interoperability", "dct:format", 20, some(stated("dct:format"))),
            ("Interoperability", "dcat:mediaType", 10, some(stated("dcat:mediaType"))),
            ("Interoperability", "format and media type from vocabulary", 10,
             some(lambda file: form(file) and media(file))),
            ("Interoperability", "non-proprietary format", 20, self.of_type("ZIP")),
            ("Interoperability", "machine-readable format", 20, self.of_type("XLSX")),
            ("Reusability", "dct:license", 20, every(stated("dct:license"))),
            ("Reusability", "dct:license from vocabulary", 10, every(within("dct:license", f"{EU}licence/"))),
            ("Reusability", "dct:accessRights", 10, stated("dct:accessRights")),
            ("Reusability", "dct:accessRights from vocabulary", 5,
             within("dct:accessRights", f"{EU}access-right/")),
            ("Reusability", "dcat:contactPoint", 20, stated("dcat:contactPoint")),
            ("Reusability", "dct:publisher", 10, stated("dct:publisher")),
            ("Contextuality", "dct:rights", 5, every(stated("dct:rights"))),
            ("Contextuality", "dcat:byteSize", 5, every(stated("dcat:byteSize"))),
            ("Contextuality", "dct:issued", 5, self.everywhere("dct:issued")),
            ("Contextuality", "dct:modified", 5, self.everywhere("dct:modified")),
        ]  # fmt: skip
