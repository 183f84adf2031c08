"""From an edition to the site on disk."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from gazette import urls
from gazette.artifact import Artifact
from gazette.ledger import Ledger
from gazette.model import Catalog
from gazette.pipeline.check import Outcome, Progress
from gazette.problem import Place, Problem, Stop
from gazette.project import DESCRIPTOR, Project
from gazette.release.history import History
from gazette.spool import Spool
from gazette.store import Store
from gazette.unchanged import computer, outputs

if TYPE_CHECKING:
    from gazette.publish import Stage
    from gazette.site.render import Rendered
    from gazette.site.units import Unit

Write = Callable[[str, bytes], None]


def publish_site(
    shown: Catalog,
    past: History,
    target: Path,
    project: Project,
    progress: Progress,
    outcome: Outcome,
    store: Store,
) -> None:
    """Render the site of an edition and put it in the place of the old one. Raises Stop."""
    from gazette.describe import PageAddress, describe_pages
    from gazette.publish import publish
    from gazette.raster import can_draw, draw
    from gazette.site import Named, Own, pictures, prove, render_units, theme_files

    with publish(target, project.root) as stage, ThreadPoolExecutor(max_workers=1) as drawing:
        with _words_are_there():
            files = _made(shown, past, stage.add)
        drawings = pictures(shown, files, past) if can_draw() else []
        drawn: list[Future[list[tuple[str, bytes]]]] = []
        for made in theme_files(shown):
            stage.add(made)
        progress("rendering the pages")
        with _words_are_there():
            units, ledger = _units(shown, past, files, store)
            pages = render_units(
                units,
                stage.write,
                store,
                ledger,
                own=Own(shown.theme, shown.settings.plugins),
                meanwhile=lambda: drawn.append(drawing.submit(draw, drawings, store)),
            )
            ledger.close()
            outcome.made = ledger.reasons
        described = describe_pages(
            shown, (PageAddress(page.path, page.language, page.alternates, page.indexed) for page in pages)
        )
        for made in described:
            stage.add(made)
        progress("reading the pages back, making the search index and the offline edition")
        with ThreadPoolExecutor(max_workers=2) as beside:
            offline = urls.offline(shown.file_name) if shown.about.offline else ""
            late = _Late(beside, stage, pages, store, offline=offline)
            paths = (*stage.paths, *late.paths, *(picture.path for picture in drawings))
            named = Named(stage.read, store, shown.name)
            faults = prove(pages.seen, paths, named.of, shown.homepage)
            named.keep()
            if faults:
                raise Stop(*faults)
            for path, body in late.files():
                stage.write(path, body)
            progress(f"drawing {len(drawings):,} pictures")
            for path, body in drawn[0].result():
                stage.write(path, body)
        outcome.examined.add("pages", len(pages))
        outcome.left = outputs(str(stage.folder))
        progress("putting the site in its place")
    outcome.published, outcome.pages = len(files) + len(described), len(pages)


def what_is_shown(shown: Catalog, past: History, outcome: Outcome) -> str:
    """The hash of all that the site is made of; tells what it will lack."""
    from gazette.raster import ABSENT, can_draw
    from gazette.site import all_that_decides, can_search
    from gazette.site.index import ABSENT as NO_SEARCH

    outcome.problems.extend(_silent(shown))
    outcome.notes.extend(_long(shown))
    if not can_draw():
        outcome.notes.append(ABSENT)
    if not can_search():
        outcome.notes.append(NO_SEARCH)
    return all_that_decides(shown, past, [shown.homepage, can_search(), can_draw(), *computer()]).hex()


def _units(
    shown: Catalog, past: History, files: Sequence[Artifact], store: Store
) -> tuple[Iterator["Unit"], Ledger]:
    """The pages of the site in units, and the ledger of what the last build made of the same reads."""
    from gazette.model.reads import watched
    from gazette.raster import can_draw
    from gazette.site import Files, all_units, answers_of, can_search, decisive, readers_of, watched_history

    options = {"searchable": can_search(), "drawable": can_draw()}
    catalog, history, held = shown, past, Files(files)
    if store.keeps:
        # The rows of a release stay: only what stands beside them is a read.
        catalog, history = watched(shown, rows=past.frozen is None), watched_history(past)
    readers = readers_of(catalog, held, history, **options)
    decided = decisive(catalog, past, options) if store.keeps else b""
    answers = answers_of(catalog, history, held, readers)
    ledger = Ledger(store, f"{shown.name} {shown.homepage} {past.pending}", decided, answers)
    return all_units(readers), ledger


def data_files(shown: Catalog, past: History) -> Iterator[Artifact]:
    """The datasets: every release byte for byte, and `latest`, a copy of the newest or what is worked on."""
    from gazette.export import export_each, schema
    from gazette.release.freeze import at_address
    from gazette.release.history import versions
    from gazette.urls import LATEST

    yield from versions(shown, past)
    for release in past.releases:
        yield from at_address(release, release.version)
        # Their addresses carry the site's own, so they are made anew from the frozen Table Schemas.
        yield from (made for made in schema.export(release.catalog) if made.path.startswith("schema/"))
    if past.newest is None or past.unreleased:
        yield from export_each(shown)
    else:
        yield from at_address(past.newest, LATEST)


def _made(
    shown: Catalog, past: History, keep: Callable[[Artifact], Artifact] = lambda made: made
) -> list[Artifact]:
    """Data and metadata; each file is given to `keep` as soon as it is made, and held as what that gives."""
    from gazette.describe import describe_all
    from gazette.site import feeds, site_files

    files = [keep(made) for part in (data_files, site_files, feeds) for made in part(shown, past)]
    described = describe_all(shown, files, frozen=past.frozen is not None)
    return [*files, *map(keep, described)]


@contextmanager
def _words_are_there() -> Iterator[None]:
    """An interface word that is missing ends the run."""
    from gazette.site.words import MissingWordError

    try:
        yield
    except MissingWordError as missing:
        place = Place(f"gazette/theme/words/{missing.language}.po")
        hint = "add it to the catalogue, with all its plural forms"
        raise Stop(Problem("missing-interface-word", str(missing), place, hint=hint)) from missing


class _Late:
    """What is made of the rendered pages while they are read back: the search index and the offline edition."""

    def __init__(
        self, beside: ThreadPoolExecutor, stage: "Stage", pages: "Rendered", store: Store, *, offline: str
    ) -> None:
        from gazette.site import can_search, write_index, write_offline

        self.paths = (offline,) if offline else ()
        self._works: list[tuple[Future[object], Spool[tuple[str, bytes]]]] = []
        works: list[Callable[[Write], object]] = []
        if offline:
            paths = stage.paths
            works.append(lambda write: write_offline(stage.read, paths, write, offline))
        if can_search():
            works.append(lambda write: write_index(pages, write, store))
        for work in works:
            made = Spool[tuple[str, bytes]]()
            self._works.append((beside.submit(work, partial(_put, made)), made))

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file, once all are made. Raises Stop for what went wrong in making them."""
        for work, _ in self._works:
            work.result()
        return (made[number] for _, made in self._works for number in range(len(made)))


def _put(made: Spool[tuple[str, bytes]], path: str, body: bytes) -> None:
    made.add((path, body))


def _long(shown: Catalog) -> list[str]:
    """In which formats long tables are published, and why not in more."""
    return [
        f"{table.name} has {len(table.records):,} rows, so it is published as CSV, JSON Lines and Parquet, and the "
        "package without a workbook (a sheet holds 1,048,576 rows), a database and a nested file."
        for table in shown.tables
        if table.is_long
    ]


def _silent(shown: Catalog) -> list[Problem]:
    """Languages of the publication that the interface does not speak."""
    from gazette.site.words import load_words

    message = 'the interface has no words in "{}"; English ones are shown'
    return [
        Problem("no-interface-words", message.format(code), Place(DESCRIPTOR))
        for code in shown.languages
        if load_words(code).shown_in != code
    ]
