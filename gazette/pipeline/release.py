"""From the working tree to a frozen release: the version is computed, the folder written once."""

import os
from dataclasses import dataclass, field

from gazette.artifact import Artifact
from gazette.model import Catalog
from gazette.model.release import Release
from gazette.pipeline.check import checked
from gazette.pipeline.outcome import Outcome, Progress
from gazette.problem import Place, Problem, Stop
from gazette.project import DESCRIPTOR, RELEASES, Project
from gazette.release.changes import Changes
from gazette.release.version import Verdict


@dataclass(slots=True)
class Released:
    """What a release consists of, or would: `forced` are the sentences that say what calls for the version.

    `drafts` maps a file of the project to the section drafted for it, `changelogs` to what it holds so far.
    """

    version: str
    level: str
    forced: list[str]
    files: list[Artifact]
    drafts: dict[str, str]
    changelogs: dict[str, str]
    written: list[str] = field(default_factory=list)


def release_project(
    project: Project, progress: Progress, *, dry_run: bool = False
) -> tuple[Outcome, Released | None]:
    """Freeze the working tree as a release; with `dry_run` only say what would be written.

    Refused: on any error, where nothing has changed, where the descriptor's version is too small for what has
    changed or its date is not later than the last release's, and where the folder exists.
    """
    from gazette.assemble import assemble
    from gazette.edition.shelf import releases_of

    source, outcome = checked(project, progress)
    if outcome.status():
        return outcome, None
    try:
        work = assemble(source)
        progress("comparing with the last release")
        released = _prepare(project, work, releases_of(project, source), outcome)
        if not dry_run:
            progress("writing the release")
            _write(project, work, released)
    except Stop as stop:
        outcome.stop(stop)
        return outcome, None
    return outcome, released


def _prepare(project: Project, work: Catalog, releases: tuple[Release, ...], outcome: Outcome) -> Released:
    from gazette.describe import describe_all
    from gazette.export import export_all
    from gazette.release.diff import diff
    from gazette.release.freeze import first_changes, frozen
    from gazette.release.show import DIFF_REPORTERS

    newest = releases[-1] if releases else None
    changes = diff(newest.catalog, work, articles=False) if newest else None
    called = _version(project, work, newest, changes)
    files = export_all(work, work.version)
    files += describe_all(work, files, work.version)
    told = DIFF_REPORTERS["json"](changes) if changes else first_changes(work)
    kept = frozen(work, files, told.encode("utf-8"))
    outcome.examined.add("files frozen", len(kept))
    drafts = _drafts(work, changes, newest)
    return Released(
        version=work.version,
        level=called.level if called else "first",
        forced=_forced(called),
        files=kept,
        drafts=drafts,
        changelogs={name: _changelog(project, name) for name in drafts},
    )


def _version(
    project: Project, work: Catalog, newest: Release | None, changes: Changes | None
) -> Verdict | None:
    """What calls for the version; Stop if the descriptor's is refused. None for the first release."""
    from gazette.load.shelf import version_key
    from gazette.release.version import FIRST_VERSION, next_version, verdict

    needed, called = FIRST_VERSION, None
    if newest is not None and changes is not None:
        if not changes:
            raise _refused(f"nothing has changed since release {newest.version}", "")
        called = verdict(changes)
        needed = next_version(newest.version, called)
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
    return called


def _refused(message: str, hint: str) -> Stop:
    return Stop(Problem("release-refused", message, Place(DESCRIPTOR), hint=hint))


def _forced(called: Verdict | None) -> list[str]:
    """The gravest changes in sentences, a dozen of them."""
    from gazette.release.show.phrases import english
    from gazette.release.show.sentences import sentence

    if called is None:
        return ["This is the first release."]
    found = [
        f"{one.table}/{one.record}: {sentence(one, english)}" if one.record else sentence(one, english)
        for one in called.forcing[:12]
    ]
    more = len(called.forcing) - len(found)
    return [*found, f"… and {more:,} more of this weight"] if more else found


def _drafts(work: Catalog, changes: Changes | None, newest: Release | None) -> dict[str, str]:
    """The section that each language's changelog is to have."""
    from gazette.release.draft import draft
    from gazette.site.words import load_words

    if changes is None or newest is None:
        return {}
    return {
        changelog(work, language): draft(changes, work.version, language, load_words(language))
        for language in work.languages
    }


def changelog(work: Catalog, language: str) -> str:
    """The changelog of a language: CHANGELOG.md, and CHANGELOG.<language>.md for translations."""
    return "CHANGELOG.md" if language == work.source_language else f"CHANGELOG.{language}.md"


def _changelog(project: Project, name: str) -> str:
    """What a changelog holds so far; Stop, before anything is written, if it is no file that can be read."""
    from gazette.load.gate import Gate

    gate = Gate(project.root)
    if not os.path.lexists(project.root / name):
        return ""
    file = gate.read(name)
    if file is None:
        raise Stop(*gate.problems)
    return file.text


def _write(project: Project, work: Catalog, released: Released) -> None:
    from gazette.describe.citation.repository import repository_files
    from gazette.output.once import create, replace
    from gazette.release.draft import inserted

    folder = f"{RELEASES}/{released.version}"
    create(project.root / folder, released.files)
    released.written.append(f"{folder}/")
    for name, section in released.drafts.items():
        text = inserted(released.changelogs[name], section, released.version)
        replace(project.root / name, text.encode("utf-8"))
        released.written.append(name)
    for made in repository_files(work):
        replace(project.root / made.path, made.body)
        released.written.append(made.path)
