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

_MOST_REASONS = 12


@dataclass(slots=True)
class Released:
    """What a release consists of, or would: `reasons` are the sentences that say what calls for the version.

    `drafts` maps a changelog to the section drafted for it. `files` make up the release's folder, `beside` are
    the files of the project that it brings up to date. `finished`: the folder was there, and the rest was not.
    `to_write` says what the descriptor has to say before the release can be made.
    """

    version: str
    level: str
    reasons: list[str]
    drafts: dict[str, str]
    files: list[Artifact]
    beside: list[Artifact]
    finished: bool
    to_write: str = ""

    @property
    def written(self) -> list[str]:
        """The folder and the files that were written, for people."""
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
    from gazette.release.diff import diff

    source, outcome = checked(project, progress)
    cut_off = any(problem.code == UNFINISHED for problem in outcome.problems)
    # What `check` only advises on, a release, which stays for ever, must not carry.
    outcome.problems = [
        replace(problem, severity_override="error") if problem.code == "placeholder-address" else problem
        for problem in outcome.problems
        if problem.code != UNFINISHED
    ]
    if outcome.status():
        return outcome, None
    try:
        releases = releases_of(project, source)
        work, files = assemble(source), list[Artifact]()
        if cut_off:
            edition = replace(
                releases[-1].catalog,
                homepage=work.homepage,
                repository=work.repository,
                contact=work.contact,
            )
            last = releases[-2] if len(releases) > 1 else None
        else:
            progress("comparing with the last release")
            edition, last = work, releases[-1] if releases else None
        changes = diff(last.catalog, edition, articles=False) if last else None
        to_write = ""
        if not cut_off:
            if dry_run and last and changes:
                edition, to_write = _proposed(work, last, changes)
                changes = replace(changes, new=replace(changes.new, version=edition.version))
            else:
                _refuse(project, work, last, changes)
            files = _folder(work, changes)
            outcome.examined.add("files frozen", len(files))
        drafts = _drafts(edition, changes)
        released = Released(
            version=edition.version,
            level=changes.level if changes else "first",
            reasons=_reasons(changes),
            drafts=drafts,
            files=files,
            beside=_beside(project, edition, drafts),
            finished=cut_off,
            to_write=to_write,
        )
        if not dry_run:
            progress("writing the release")
            freeze(project.root, released.version, released.files, released.beside)
    except Stop as stop:
        outcome.stop(stop)
        return outcome, None
    return outcome, released


def _proposed(work: "Catalog", last: "Release", changes: "Changes") -> tuple["Catalog", str]:
    """The edition under the version that the changes call for, and what the descriptor does not say yet."""
    from gazette.load.releases import version_key
    from gazette.release.changes import next_version

    needed = next_version(last.version, changes.level)
    enough = version_key(work.version) >= version_key(needed)
    to_write = [] if enough else [f'"version": "{needed}" (it says {work.version})']
    to_write += (
        []
        if work.created > last.created
        else [f'the day of the release in "created" (it says {work.created})']
    )
    return work if enough else replace(work, version=needed), " and ".join(to_write)


def _refuse(project: Project, work: "Catalog", newest: "Release | None", changes: "Changes | None") -> None:
    """Raise Stop if the version or the date of the descriptor is not what the changes call for."""
    from gazette.load.releases import version_key
    from gazette.release.changes import FIRST_VERSION, next_version

    message = hint = ""
    needed = next_version(newest.version, changes.level) if newest and changes else FIRST_VERSION
    if newest and not changes:
        message = f"nothing has changed since release {newest.version}"
    elif newest and work.created <= newest.created:
        message = f"`created` is {work.created}, no later than that of release {newest.version}"
        hint = "write the day of this release there"
    elif version_key(work.version) < version_key(needed):
        message = f"the descriptor says {work.version}, but what has changed calls for {needed}"
        hint = f"write {needed} there; `diff` shows what calls for it"
    elif (project.root / RELEASES / work.version).exists():
        message = f"release {work.version} exists already"
        hint = "a release is written once and never again"
    if message:
        raise Stop(Problem("release-refused", message, Place(DESCRIPTOR), hint=hint))


def _folder(work: "Catalog", changes: "Changes | None") -> list[Artifact]:
    """The files of the release."""
    from gazette.describe import describe_all
    from gazette.export import export_all
    from gazette.release.freeze import changes_file, frozen

    files = [*export_all(work, work.version), changes_file(work, changes)]
    return frozen(work, [*files, *describe_all(work, files, work.version)])


def _reasons(changes: "Changes | None") -> list[str]:
    """The weightiest changes in sentences, a dozen of them, each behind the clause of the rule that weighs it."""
    from gazette.release.changes import CLAUSE_OF
    from gazette.release.outline import english, sentence

    if changes is None:
        return ["This is the first release."]
    sentences = [
        f"{CLAUSE_OF[change.kind].words}: "
        + (f"{change.table}/{change.record}: " if change.record else "")
        + sentence(change, english)
        for change in changes.forcing[:_MOST_REASONS]
    ]
    more = len(changes.forcing) - len(sentences)
    return [*sentences, f"… and {more:,} more of this weight"] if more else sentences


def _drafts(work: "Catalog", changes: "Changes | None") -> dict[str, str]:
    """The section that each language's changelog is to have."""
    from gazette.release.markdown import draft
    from gazette.site.words import load_words

    if changes is None:
        return {}
    return {
        changelog(code, work.source_language): draft(changes, work.version, code, load_words(code))
        for code in work.languages
    }


def _beside(project: Project, work: "Catalog", drafts: dict[str, str]) -> list[Artifact]:
    """The files of the project that change with the release; Stop if one is there and cannot be read."""
    from gazette.describe.citation import repository_files
    from gazette.load.gate import Gate
    from gazette.release.markdown import with_section

    changelogs = []
    for name, section in drafts.items():
        gate = Gate(project.root)
        file = gate.read(name) if os.path.lexists(project.root / name) else None
        if gate.problems:
            raise Stop(*gate.problems)
        text = with_section(file.text if file else "", section, work.version)
        changelogs.append(Artifact(name, "text/markdown", text.encode("utf-8")))
    return [*changelogs, *repository_files(work)]
