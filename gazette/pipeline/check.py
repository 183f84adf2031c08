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
    from gazette.edition.shelf import sealed_faults
    from gazette.load import load

    progress("reading the tables")
    source = load(project)
    progress("checking")
    problems, examined = check(source)
    told = {problem.place.file for problem in problems}
    problems += [one for one in sealed_faults(project, source) if one.place.file not in told]
    outcome = Outcome(problems, examined)
    if source.rules and "rules" not in examined.counts:
        outcome.notes.append("The laws of the content were not asked: they are, once the tables are mended.")
    return source, outcome
