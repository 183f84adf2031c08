"""Load and check: what writes nothing, and the beginning of every other command; and what comes back from each."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gazette.problem import Examined, Place, Problem, Stop
from gazette.project import DESCRIPTOR, Project, changelog

if TYPE_CHECKING:
    from gazette.load.source import RawRelease, Source

UNFINISHED = "unfinished-release"
_STATED = re.compile(r'^\s*"?version"?: ?"?(\d+\.\d+\.\d+)"?,?$', re.MULTILINE)
"""The version that CITATION.cff or .zenodo.json states."""

Progress = Callable[[str], None]
"""Gets what begins, in a few words; shows it on a terminal or ignores it."""


@dataclass(slots=True)
class Outcome:
    """What is wrong, how much was looked at, what was published; `stopped` is a Stop's status.

    `notes` are sentences for people about a run that went well; `left` is what it left in the site
    (`gazette.unchanged.outputs`); `made` says of each part of the site that was made again which read calls for it.
    """

    problems: list[Problem]
    examined: Examined
    stopped: int = 0
    published: int = 0
    pages: int = 0
    notes: list[str] = field(default_factory=list)
    left: str = ""
    made: dict[str, str] = field(default_factory=dict)

    def status(self, *, strict: bool = False) -> int:
        """0 if there is no error (and, if strict, no warning), else 1; a Stop's own status. Advice never counts."""
        if self.stopped:
            return self.stopped
        counted = ("error", "warning") if strict else ("error",)
        return int(any(problem.severity in counted for problem in self.problems))

    def stop(self, stop: Stop) -> None:
        """Take over what ended the run."""
        self.problems.extend(stop.problems)
        self.stopped = stop.status


def check_project(project: Project, progress: Progress) -> Outcome:
    """Load and check everything; nothing is written."""
    return checked(project, progress)[1]


def checked(project: Project, progress: Progress) -> tuple["Source", Outcome]:
    """The source with what is wrong with it."""
    from gazette.check import check
    from gazette.edition import faults_of_new_releases, with_new_releases
    from gazette.load import load

    progress("reading the tables")
    source = with_new_releases(project, load(project))
    progress("checking")
    problems, examined = check(source)
    files = {problem.place.file for problem in problems}
    problems += [problem for problem in faults_of_new_releases(source) if problem.place.file not in files]
    problems += unfinished(project, source)
    outcome = Outcome(problems, examined)
    if source.rules and "rules" not in examined.counts:
        outcome.notes.append("The rules of the content were not run: they are, once the tables are mended.")
    return source, outcome


def unfinished(project: Project, source: "Source") -> Iterator[Problem]:
    """What a release that was cut off has not brought up to date: CITATION.cff, .zenodo.json, the changelogs.

    Only the newest release is looked at, and only until the base branch has it: afterwards these files are edited
    as people like. The first release has no section in a changelog, for it changes nothing.
    """
    from gazette.load.releases import version_key

    newest = source.releases.folders[-1] if source.releases.folders else None
    if newest is None or newest.version in (source.releases.settled or ()):
        return

    def behind(name: str, text: str) -> bool:
        if name.startswith("CHANGELOG"):
            return re.search(rf"^### {re.escape(newest.version)}\b", text, re.MULTILINE) is None
        stated = _STATED.search(text)
        return stated is None or version_key(stated[1]) < version_key(newest.version)

    changelogs = _changelogs(newest) if len(source.releases.folders) > 1 else []
    for name in ("CITATION.cff", ".zenodo.json", *changelogs):
        path = project.root / name
        try:
            text = path.read_text(encoding="utf-8") if path.is_file() else ""
        except (OSError, UnicodeDecodeError):
            continue  # a problem of its own, which the command `release` tells
        if behind(name, text):
            message = f"release {newest.version} is there, but {name} does not say so"
            hint = f"it was cut off: run `release` again to finish it, or take {newest.folder} away"
            yield Problem(UNFINISHED, message, Place(name), hint=hint)


def _changelogs(release: "RawRelease") -> list[str]:
    try:
        descriptor = json.loads(release.files[DESCRIPTOR])
        languages = [str(code) for code in descriptor["languages"]]
    except (LookupError, TypeError, ValueError):
        return []
    return [changelog(code, languages[0]) for code in languages]
