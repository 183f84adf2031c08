"""From the sources to the published site: load, check, assemble, export, describe, site, publish."""

import os
import time
from dataclasses import replace
from pathlib import Path

from gazette.address import placeholder
from gazette.load.source import Source
from gazette.model import Catalog
from gazette.model.release import Release
from gazette.pipeline.check import Outcome, Progress, checked
from gazette.problem import Stop
from gazette.project import Project
from gazette.release.changes import Changes
from gazette.release.history import History
from gazette.store import Store
from gazette.unchanged import inputs, keep, stands, wish

NO_ADDRESS = (
    "Nobody has said where the site will stand, so addresses in metadata and feeds are relative, and there is no "
    "sitemap. To have them whole: build --site-url https://…/ (or `homepage` in datapackage.json)."
)
STANDS = "Nothing that the site shows has changed: it stands as the last build left it."
UNRELEASED = "unreleased"
"""Stands for the version of what is being worked on, so that nothing of it appears under a version number."""

_OF_THE_SITE = ("cards", "offline", "publisher")
"""Properties of the descriptor that ask for something of the site and say nothing of the data."""


def build_project(
    project: Project,
    target: Path,
    progress: Progress,
    *,
    homepage: str | None = None,
    unreleased: bool = False,
    cache: Path | None = None,
) -> Outcome:
    """Check, then publish the whole site into `target` by one atomic step; errors leave it as it was.

    `cache` is the folder of the store that keeps what builds have worked out; None keeps nothing.
    The site shows the newest release; with `unreleased`, or before the first release, what is being worked on.
    """
    from gazette.assemble import assemble
    from gazette.edition import releases_of
    from gazette.pipeline.publish import publish_site, what_is_shown
    from gazette.publish import sweep
    from gazette.release.diff import diff

    begun = time.time_ns()
    source, outcome = checked(project, progress)
    if outcome.status():
        return outcome
    try:
        progress("writing the datasets")
        work = assemble(source, homepage)
        releases = releases_of(project, source, work.homepage)
        pending = diff(releases[-1].catalog, work, articles=False) if releases else None
        shown, past = edition_to_show(work, releases, unreleased=unreleased, pending=pending)
        outcome.notes.extend(_waiting(past, pending))
        if not shown.homepage:
            outcome.notes.append(NO_ADDRESS)
        elif homepage and (why := placeholder(homepage)):
            outcome.notes.append(
                f"The address of the site {why}: good for a trial, and for nobody else's reader."
            )
        whole = what_is_shown(shown, past, outcome)
        if cache is not None and _stands(target, whole, cache, outcome):
            sweep(project, target.absolute())
        else:
            with Store(cache) as store:
                publish_site(shown, past, target, project, progress, outcome, store)
        settled = all(problem.severity == "advice" for problem in outcome.problems)
        if cache is not None and settled and not project.fetching:
            wished = wish(homepage, unreleased=unreleased)
            _keep(cache, project, target, source, outcome, wished, begun, whole)
    except Stop as stop:
        outcome.stop(stop)
    return outcome


def _stands(target: Path, whole: str, cache: Path, outcome: Outcome) -> bool:
    """True if the site is there as the last build left it, and would be made of the same; tells so."""
    last = stands(os.path.abspath(target), whole, str(cache))
    if last is None:
        return False
    outcome.left, counts = last
    outcome.pages, outcome.published = map(int, counts.split())
    outcome.examined.add("pages", outcome.pages)
    outcome.notes.append(STANDS)
    return True


def _keep(
    cache: Path,
    project: Project,
    target: Path,
    source: Source,
    outcome: Outcome,
    wished: str,
    begun: int,
    whole: str,
) -> None:
    """Write down a build without a finding, so that the next one may see that nothing has changed."""
    cited = [table.file.path for table in source.tables]
    cited += [path for table in source.tables for path, _ in table.originals]
    cited += [path for file in source.files for path, _ in file.files]
    cited += [source.descriptor.file.path] if source.descriptor else []
    cited += [table.schema.file.path for table in source.tables if table.schema]
    read = inputs(str(project.root), cited, begun)
    sentence = f"Nothing has changed since the last build: {outcome.pages:,} pages, {outcome.published:,} data files."
    notes = (note for note in outcome.notes if note != STANDS)
    made = (wished, "\n".join(cited), read, outcome.left, "\n".join((sentence, *notes)))
    keep(str(cache), (os.path.abspath(target), *made, f"{whole} {outcome.pages} {outcome.published}"))


def edition_to_show(
    work: Catalog,
    releases: tuple[Release, ...],
    *,
    unreleased: bool,
    before: History | None = None,
    pending: Changes | None = None,
) -> tuple[Catalog, History]:
    """What the pages are about, and what came before it.

    `before` is the history of the releases, `pending` what has changed since the newest, where these are known.

    Pages and questions are always those of the working tree: they explain the data and are not part of it. So are
    the wishes for share cards and an archive of the site, and the addresses where the site stands, its sources are
    kept and readers write to: they are about the site only.
    """
    from gazette.release.diff import diff
    from gazette.release.history import history

    if not releases:
        return work, History()
    newest, before = releases[-1].catalog, before or history(releases)
    if unreleased and pending is None:
        pending = diff(newest, work, articles=False)
    if unreleased and pending:
        return replace(work, version=UNRELEASED), replace(before, unreleased=pending)
    frozen = {name: value for name, value in newest.descriptor.items() if name not in _OF_THE_SITE}
    wishes = {name: value for name, value in work.descriptor.items() if name in _OF_THE_SITE}
    shown = replace(
        newest,
        articles=work.articles,
        questions=work.questions,
        repository=work.repository,
        contact=work.contact,
        logo=work.logo,
        theme=work.theme,
        descriptor={**frozen, **wishes},
    )
    return shown, before


def _waiting(past: History, changes: Changes | None) -> list[str]:
    """What people who have changed something since the newest release should know."""
    from gazette.release.changes import next_version

    if past.newest is None or past.unreleased is not None or not changes:
        return []
    version = next_version(past.newest.version, changes.level)
    return [
        f"The site shows release {past.newest.version}. {len(changes.changes):,} changes wait for release {version}: "
        "see them with `build --unreleased` or `diff`, publish them with `release`."
    ]
