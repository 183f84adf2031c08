"""The Metadata Quality Assessment of data.europa.eu, computed on our own catalogue: 22 metrics, 375 points.

The portal asks addresses over the network; here one answers if its file is published by this build. Left out
is its metric for the shapes of DCAT-AP (30 points more): no build runs them, the tests do. For
interoperability a dataset's best distribution counts, as there; otherwise every distribution must do. A metric
is met if every dataset meets it.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from gazette.describe.dcat.terms import EU, IANA
from gazette.describe.rdf import Graph, Iri

_FILE_TYPE = f"{EU}file-type/"
NON_PROPRIETARY = frozenset(
    f"{_FILE_TYPE}{code}" for code in ("CSV", "JSON", "JSON_LD", "RDF_TURTLE", "RDF_XML", "XML", "ZIP")
)
MACHINE_READABLE = frozenset(
    f"{_FILE_TYPE}{code}" for code in ("CSV", "JSON", "JSON_LD", "RDF_TURTLE", "RDF_XML", "XML", "XLSX")
)
"""The file types in use here that the portal counts so; Parquet stands in neither of its lists."""

RATINGS = ((351, "Excellent"), (221, "Good"), (121, "Sufficient"), (0, "Bad"))


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric. `evidence` names the datasets that fail it, or says how many were looked at."""

    dimension: str
    name: str
    points: int
    met: bool
    evidence: str


Holds = Callable[[str], bool]


def assess(graph: Graph, published: Collection[str]) -> tuple[Metric, ...]:
    """All metrics. `published` holds the addresses that answer, as the graph writes them."""
    datasets = [node for node in graph.subjects("dcat:Dataset") if graph.objects(node, "dcat:distribution")]
    found = []
    for dimension, name, points, holds in _metrics(graph, published):
        failing = [node for node in datasets if not holds(node)]
        met = bool(datasets) and not failing
        said = f"{len(datasets)} datasets" if met else ", ".join(failing) or "no dataset"
        found.append(Metric(dimension, name, points, met, said))
    return tuple(found)


def total(metrics: Collection[Metric]) -> int:
    """The points of the metrics that are met; 375 at most."""
    return sum(metric.points for metric in metrics if metric.met)


def rating(points: int) -> str:
    """What the portal calls so many points."""
    return next(name for least, name in RATINGS if points >= least)


@dataclass(frozen=True, slots=True)
class _Look:
    """Questions to ask of a dataset in the graph."""

    graph: Graph

    def iris(self, node: str, predicate: str) -> list[str]:
        return [term.value for term in self.graph.objects(node, predicate) if isinstance(term, Iri)]

    def files(self, node: str) -> list[str]:
        return self.iris(node, "dcat:distribution")

    def said(self, predicate: str) -> Holds:
        """The dataset says it."""
        return lambda node: bool(self.graph.objects(node, predicate))

    def every(self, predicate: str) -> Holds:
        """Every distribution says it."""
        return lambda node: all(self.graph.objects(file, predicate) for file in self.files(node))

    def some(self, predicate: str) -> Holds:
        """A distribution says it."""
        return lambda node: any(self.graph.objects(file, predicate) for file in self.files(node))

    def answers(self, predicate: str, published: Collection[str]) -> Holds:
        """Every distribution has such an address, and all of them answer."""
        return lambda node: all(
            (found := self.iris(file, predicate)) and all(address in published for address in found)
            for file in self.files(node)
        )

    def within(self, predicate: str, start: str, *, files: bool = False) -> Holds:
        """The dataset (or every distribution of it) says it with a term of this vocabulary."""
        return lambda node: all(
            (found := self.iris(one, predicate)) and all(iri.startswith(start) for iri in found)
            for one in (self.files(node) if files else [node])
        )

    def of_kind(self, wanted: Collection[str]) -> Holds:
        """A distribution is of one of these file types."""
        return lambda node: any(
            iri in wanted for file in self.files(node) for iri in self.iris(file, "dct:format")
        )

    def listed(self, node: str) -> bool:
        """A distribution names both its formats by the vocabularies' terms."""
        return any(
            self.within("dct:format", _FILE_TYPE)(file) and self.within("dcat:mediaType", IANA)(file)
            for file in self.files(node)
        )

    def dated(self, predicate: str) -> Holds:
        """The dataset and every distribution say it."""
        return lambda node: self.said(predicate)(node) and self.every(predicate)(node)


def _metrics(graph: Graph, published: Collection[str]) -> list[tuple[str, str, int, Holds]]:
    look = _Look(graph)
    return [
        ("Findability", "dcat:keyword", 30, look.said("dcat:keyword")),
        ("Findability", "dcat:theme", 30, look.said("dcat:theme")),
        ("Findability", "dct:spatial", 20, look.said("dct:spatial")),
        ("Findability", "dct:temporal", 20, look.said("dct:temporal")),
        ("Accessibility", "dcat:accessURL answers", 50, look.answers("dcat:accessURL", published)),
        ("Accessibility", "dcat:downloadURL", 20, look.every("dcat:downloadURL")),
        ("Accessibility", "dcat:downloadURL answers", 30, look.answers("dcat:downloadURL", published)),
        ("Interoperability", "dct:format", 20, look.some("dct:format")),
        ("Interoperability", "dcat:mediaType", 10, look.some("dcat:mediaType")),
        ("Interoperability", "format and media type from vocabulary", 10, look.listed),
        ("Interoperability", "non-proprietary format", 20, look.of_kind(NON_PROPRIETARY)),
        ("Interoperability", "machine-readable format", 20, look.of_kind(MACHINE_READABLE)),
        ("Reusability", "dct:license", 20, look.every("dct:license")),
        ("Reusability", "dct:license from vocabulary", 10,
         look.within("dct:license", f"{EU}licence/", files=True)),
        ("Reusability", "dct:accessRights", 10, look.said("dct:accessRights")),
        ("Reusability", "dct:accessRights from vocabulary", 5,
         look.within("dct:accessRights", f"{EU}access-right/")),
        ("Reusability", "dcat:contactPoint", 20, look.said("dcat:contactPoint")),
        ("Reusability", "dct:publisher", 10, look.said("dct:publisher")),
        ("Contextuality", "dct:rights", 5, look.every("dct:rights")),
        ("Contextuality", "dcat:byteSize", 5, look.every("dcat:byteSize")),
        ("Contextuality", "dct:issued", 5, look.dated("dct:issued")),
        ("Contextuality", "dct:modified", 5, look.dated("dct:modified")),
    ]  # fmt: skip
