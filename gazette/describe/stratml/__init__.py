"""StratML: the strategy as a plan (Part 1, ISO 17469-1) and its roadmap (Part 2, ANSI/AIIM 22), in one language.

What is a goal, an objective or a milestone is declared by each resource (`stratml`), never guessed. Nothing is
made up to fill the form: there is no vision, mission or value, no stakeholder and no number where the tables
state none. StratML has no languages: the words are those of the source language.
"""

from collections.abc import Iterator

from gazette.artifact import Artifact
from gazette.describe.made import Made
from gazette.describe.stratml.plan import plan
from gazette.describe.stratml.roadmap import roadmap
from gazette.model import Catalog

__all__ = ["describe"]

MEDIA_TYPE = "application/xml"


def describe(catalog: Catalog, made: Made) -> Iterator[Artifact]:  # noqa: ARG001 - a describer like the others
    """A file for each part that has something to say; a plan without a goal is none."""
    for path, body in (("strategy.stratml.xml", plan(catalog)), ("roadmap.stratml.xml", roadmap(catalog))):
        if body is not None:
            yield Artifact(path, MEDIA_TYPE, body.encode())
