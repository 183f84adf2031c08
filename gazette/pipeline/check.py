"""Load and check: the trip that writes nothing, and the beginning of every other."""

from gazette.load.source import Source
from gazette.pipeline.outcome import Outcome, Progress
from gazette.project import Project


def check_project(project: Project, progress: Progress) -> Outcome:
    """Load and check everything; nothing is written."""
    return checked(project, progress)[1]


def checked(project: Project, progress: Progress) -> tuple[Source, Outcome]:
    """The source with what is wrong with it."""
    from gazette.check import check
    from gazette.load import load

    progress("reading the tables")
    source = load(project)
    progress("checking")
    problems, examined = check(source)
    outcome = Outcome(problems, examined)
    if source.rules and "rules" not in examined.counts:
        outcome.notes.append("The laws of the content were not asked: they are, once the tables are mended.")
    return source, outcome
