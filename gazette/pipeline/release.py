"""From the working tree to a frozen release: the version is computed, the folder written once."""

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gazette.artifact import Artifact
from gazette.pipeline.check import UNFINISHED, Outcome, Progress, checked
from gazette.problem import Place, Problem, Stop
from gazette.project import DESCRIPTOR, RELEASES, Project, changelog

if TYPE_CHECKING:
    from gazette.model import Catalog
    from gazette.model.release import Release
    from gazette.release.changes import Changes
    from gazette.release.version import Verdict


@dataclass(slots=True)
class Released:
    """What a release consists of, or would: `reasons` are the sentences that say what calls for the version.

    `drafts` maps a changelog to the section drafted for it. `files` make up the release's folder, `beside` are
    the files of the project that it brings up to date. `finished`: the folder was there, and the rest was not.
    """

    version: str
    level: str
    reasons: list[str]
    drafts: dict[str, str]
    files: list[Artifact]
    beside: list[Artifact]
    finished: bool = False

    @property
    def written(self) -> list[str]:
        """What was written, as people are told it."""
        folder = [] if self.finished else [f"{RELEASES}/{self.version}/"]
        return [*folder, *(made.path for made in self.beside)]


def release_project(
    project: Project, progress: Progress, *, dry_run: bool = False
) -> tuple[Outcome, Released | None]:
    """Freeze the working tree as a release; with `dry_run` only say what would be written.

    A release that was cut off is finished instead: what its folder says is written into the files beside it.
    Refused: on any error, where nothing has changed, where the descriptor's version is too small for what has
    changed or its date is not later than the last release's, and where the folder exists.
    """
    from gazette.assemble import assemble
    from gazette.edition import releases_of
    from gazette.publish import freeze

    source, outcome = checked(project, progress)
    cut_off = any(problem.code == UNFINISHED for problem in outcome.problems)
    outcome.problems = [problem for problem in outcome.problems if problem.code != UNFINISHED]
    outcome.problems = [_grave(problem) for problem in outcome.problems]
    if outcome.status():
        return outcome, None
    try:
        releases = releases_of(project, source)
        if cut_off:
            released = _rest(project, releases, assemble(source))
        else:
            progress("comparing with the last release")
            released = _prepare(project, assemble(source), releases[-1] if releases else None)
            outcome.examined.add("files frozen", len(released.files))
        if not dry_run:
            progress("writing the release")
            freeze(project.root, released.version, released.files, released.beside)
    except Stop as stop:
        outcome.stop(stop)
        return outcome, None
    return outcome, released


def _grave(problem: Problem) -> Problem:
    """What `check` only advises on and a release, which stays for ever, must not carry."""
    return replace(problem, severity_override="error") if problem.code == "placeholder-address" else problem


def _prepare(project: Project, work: "Catalog", newest: "Release | None") -> Released:
    from gazette.describe import describe_all
    from gazette.export import export_all
    from gazette.release.diff import diff
    from gazette.release.freeze import changes_file, first_changes, frozen
    from gazette.release.show import DIFF_REPORTERS

    changes = diff(newest.catalog, work, articles=False) if newest else None
    verdict = _version(project, work, newest, changes)
    report = DIFF_REPORTERS["json"](changes) if changes else first_changes(work)
    files = [*export_all(work, work.version), changes_file(work, report)]
    files += describe_all(work, files, work.version)
    drafts = _drafts(work, changes)
    return Released(
        version=work.version,
        level=verdict.level if verdict else "first",
        reasons=_reasons(verdict),
        drafts=drafts,
        files=frozen(work, files),
        beside=_beside(project, work, drafts),
    )


def _rest(project: Project, releases: tuple["Release", ...], work: "Catalog") -> Released:
    """What the newest release lacks beside its folder, from the folder itself."""
    from gazette.release.diff import diff
    from gazette.release.version import verdict

    newest = replace(
        releases[-1].catalog, homepage=work.homepage, repository=work.repository, contact=work.contact
    )
    changes = diff(releases[-2].catalog, newest, articles=False) if len(releases) > 1 else None
    because = verdict(changes) if changes else None
    drafts = _drafts(newest, changes)
    return Released(
        version=newest.version,
        level=because.level if because else "first",
        reasons=_reasons(because),
        drafts=drafts,
        files=[],
        beside=_beside(project, newest, drafts),
        finished=True,
    )


def _version(
    project: Project, work: "Catalog", newest: "Release | None", changes: "Changes | None"
) -> "Verdict | None":
    """What calls for the version; Stop if the descriptor's is refused. None for the first release."""
    from gazette.load.shelf import version_key
    from gazette.release.version import FIRST_VERSION, next_version, verdict

    needed, because = FIRST_VERSION, None
    if newest is not None and changes is not None:
        if not changes:
            raise _refused(f"nothing has changed since release {newest.version}", "")
        because = verdict(changes)
        needed = next_version(newest.version, because)
        if work.created <= newest.created:
            raise _refused(
                f"`created` is {work.created}, no later than that of release {newest.version}",
                "write the day of this release there",
            )
    if version_key(work.version) < version_key(needed):
        raise _refused(
            f"the descriptor says {work.version}, but what has changed calls for {needed}",
            f"write {needed} there; `diff` shows what calls for it",
        )
    if (project.root / RELEASES / work.version).exists():
        raise _refused(f"release {work.version} exists already", "a release is written once and never again")
    return because


def _refused(message: str, hint: str) -> Stop:
    return Stop(Problem("release-refused", message, Place(DESCRIPTOR), hint=hint))


def _reasons(because: "Verdict | None") -> list[str]:
    """The gravest changes in sentences, a dozen of them."""
    from gazette.release.show import english, sentence

    if because is None:
        return ["This is the first release."]
    sentences = [
        f"{change.table}/{change.record}: {sentence(change, english)}"
        if change.record
        else sentence(change, english)
        for change in because.forcing[:12]
    ]
    more = len(because.forcing) - len(sentences)
    return [*sentences, f"… and {more:,} more of this weight"] if more else sentences


def _drafts(work: "Catalog", changes: "Changes | None") -> dict[str, str]:
    """The section that each language's changelog is to have."""
    from gazette.release.draft import draft
    from gazette.site.words import load_words

    if changes is None:
        return {}
    return {
        changelog(language, work.source_language): draft(
            changes, work.version, language, load_words(language)
        )
        for language in work.languages
    }


def _beside(project: Project, work: "Catalog", drafts: dict[str, str]) -> list[Artifact]:
    """The files of the project that change with the release; Stop if one is there and cannot be read."""
    from gazette.describe.citation import repository_files
    from gazette.load.gate import Gate
    from gazette.release.draft import inserted

    changelogs = []
    for name, section in drafts.items():
        gate = Gate(project.root)
        file = gate.read(name) if os.path.lexists(project.root / name) else None
        if gate.problems:
            raise Stop(*gate.problems)
        text = inserted(file.text if file else "", section, work.version)
        changelogs.append(Artifact(name, "text/markdown", text.encode("utf-8")))
    return [*changelogs, *repository_files(work)]
