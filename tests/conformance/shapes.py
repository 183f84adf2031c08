"""SHACL shapes run by pyshacl; property shapes that the published file leaves empty are dropped and counted."""

from dataclasses import dataclass

from pyshacl import validate
from rdflib import Graph, Namespace

SH = Namespace("http://www.w3.org/ns/shacl#")


@dataclass(frozen=True)
class Report:
    """What the shapes say: (path, focus node, severity) of each finding, and how many shapes were dropped."""

    findings: tuple
    dropped: int


def check(data: Graph, path) -> Report:
    """The report on a graph by the shapes of one file."""
    shapes = Graph().parse(path)
    empty = [shape for shape in shapes.objects(None, SH.property) if (shape, SH.path, None) not in shapes]
    for shape in empty:
        shapes.remove((None, SH.property, shape))
    _, report, _ = validate(data, shacl_graph=shapes)
    findings = sorted(
        (
            str(report.value(result, SH.resultPath)).rpartition("/")[2],
            str(report.value(result, SH.focusNode)),
            str(report.value(result, SH.resultSeverity)).rpartition("#")[2],
        )
        for result in set(report.objects(None, SH.result))
    )
    return Report(tuple(findings), len(empty))
