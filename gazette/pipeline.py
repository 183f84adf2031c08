"""The whole trip on one screen: the only file that knows the order of the rooms."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from gazette.load.source import Source
from gazette.problem import Examined, Problem, Stop
from gazette.project import Project

Progress = Callable[[str], None]
"""Told what begins, in a few words; shows it on a terminal or ignores it."""


@dataclass(slots=True)
class Outcome:
    """What a run found, how much it looked at, what it published; `stopped` is a Stop's status."""

    problems: list[Problem]
    examined: Examined
    stopped: int = 0
    published: int = 0
    pages: int = 0
    entrance: str = field(default="")

    def status(self, *, strict: bool = False) -> int:
        """0 if there is no error (and, if strict, no warning), else 1; a Stop's own status where it has one."""
        if self.stopped:
            return self.stopped
        return int(any(strict or problem.severity == "error" for problem in self.problems))


def check_project(project: Project, progress: Progress) -> Outcome:
    """Load and check everything; nothing is written."""
    _, outcome = _checked(project, progress)
    return outcome


def build_project(
    project: Project, target: Path, progress: Progress, *, homepage: str | None = None
) -> Outcome:
    """Check, then publish the whole site into `target` by one atomic step; errors leave it as it was."""
    source, outcome = _checked(project, progress)
    if outcome.status():
        return outcome
    try:
        _publish(source, target, progress, homepage, project, outcome)
    except Stop as stop:
        outcome.problems.extend(stop.problems)
        outcome.stopped = stop.status
    return outcome


def _checked(project: Project, progress: Progress) -> tuple[Source, Outcome]:
    from gazette.check import check
    from gazette.load import load

    progress("reading the tables")
    source = load(project)
    progress("checking")
    problems, examined = check(source)
    return source, Outcome(problems, examined)


def _publish(
    source: Source,
    target: Path,
    progress: Progress,
    homepage: str | None,
    project: Project,
    outcome: Outcome,
) -> None:
    """The right wing of the house, from the model to the site on disk. Raises Stop."""
    from gazette.assemble import assemble
    from gazette.describe import PageAddress, describe_all
    from gazette.export import export_all
    from gazette.output import publish
    from gazette.site import all_pages, prove, render, theme_files

    catalog = assemble(source, homepage)
    progress("writing the datasets")
    files = export_all(catalog)
    pages = list(all_pages(catalog, files))
    addresses = [PageAddress(page.path, page.language, page.alternates) for page in pages]
    files.extend(describe_all(catalog, files, addresses))
    with publish(target, project.root) as stage:
        for made in (*files, *theme_files()):
            stage.add(made)
        progress(f"rendering {len(pages):,} pages")
        render(pages, stage.write)
        progress("reading the pages back")
        faults = prove(pages, lambda path: (stage.folder / path).read_bytes(), stage.paths, catalog.homepage)
        outcome.examined.add("pages", len(pages))
        if faults:
            raise Stop(*faults)
        progress("putting the site in its place")
    outcome.published, outcome.pages = len(files), len(pages)
