"""The site from a model that stays in memory: a change reads again what it must, a page is made when it is asked for.

What a change touches is shown after the quick checks, without which no model can be made of the source. The other
checks, and the data files of which pages tell the sizes, follow (`settle`); a page that comes out otherwise then is
made again. A page comes out as in a full build: it is the same view, rendered by the same templates.
"""

import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from gazette import urls
from gazette.artifact import Artifact
from gazette.assemble import assemble
from gazette.check import check
from gazette.describe import describe_all
from gazette.edition import releases_of
from gazette.load import load
from gazette.load.source import Releases, Source
from gazette.model import Catalog, Record
from gazette.model.release import Release
from gazette.pipeline.build import edition_to_show
from gazette.pipeline.publish import data_files
from gazette.problem import Examined, Place, Problem, Stop
from gazette.project import RELEASES, Project
from gazette.release.history import History, history
from gazette.serve.server import path_of
from gazette.site import all_units, feeds, site_files, theme_files
from gazette.site.page import Page
from gazette.site.reader import Reader
from gazette.site.settings import THEME, Own
from gazette.site.units import Unit
from gazette.site.words import MissingWordError, Words, load_words

_QUICK = ("package", "schemas", "shape", "ids", "cells", "words", "unique", "references", "updates")
"""Checks without which no model can be made of a source."""
_CHEAP = ("home", "article", "roadmap", "status", "search", "explore", "glossary", "crosswalk")
"""Kinds of page that are asked first where nothing says of which kind an address is."""

_STATIC = "static/"
_BUILT = ("search/", "offline/", urls.CARDS)
"""Files that are made of all pages, or take long: served as the last whole build has left them."""
_FAILED = b"<!doctype html><html lang=en><title>Not made</title><h1>This page could not be made</h1></html>"

Report = Callable[[Sequence[Problem], Examined], str]
"""Problems as text."""


class Files(Mapping[str, Artifact]):
    """The data files of an edition, made in groups when the first of a group is asked for."""

    def __init__(self, groups: Sequence[Callable[[Sequence[Artifact]], Iterable[Artifact]]]) -> None:
        self._groups = list(groups)
        self._made: dict[str, Artifact] = {}
        self._lock = threading.RLock()

    def __getitem__(self, path: str) -> Artifact:
        with self._lock:
            while path not in self._made and self.make_next():
                continue
            return self._made[path]

    def __iter__(self) -> Iterator[str]:
        while self.make_next():
            continue
        return iter(self._made)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def make_next(self) -> bool:
        """Make the next group; False where all are made."""
        with self._lock:
            if self._groups:
                made = self._groups[0](tuple(self._made.values()))
                self._made |= {one.path: one for one in made}
                del self._groups[0]
            return bool(self._groups)


@dataclass
class Edition:
    """What is shown at a moment: the model, and what was made of it so far."""

    catalog: Catalog
    past: History
    files: Mapping[str, Artifact]
    readers: Sequence[Reader]
    units: Mapping[str, Unit]
    pages: dict[str, list[Page]] = field(default_factory=dict)
    bodies: dict[str, bytes] = field(default_factory=dict)
    stale: bool = False


class Live:
    """The site of a project, from memory. `report` makes text of problems.

    `problems` keep the last good edition in place; `warnings` do not. `changed` is the record that the last change
    was about, if it was about one. `cited` are the files that the descriptor names, wherever they lie.
    """

    def __init__(self, project: Project, report: Report) -> None:
        self.problems = self.warnings = ""
        self.changed: Record | None = None
        self.cited: tuple[Path, ...] = ()
        self._project, self._report = project, report
        self._lock = threading.RLock()
        self._edition: Edition | None = None
        self._source: Source | None = None
        self._released: Releases | None = None
        self._releases: tuple[Release, ...] = ()
        self._before: History | None = None
        self._words: dict[str, Words] = {}
        self._hints: dict[str, str] = {}
        self._good: dict[str, bytes] = {}
        self._faults: dict[str, str] = {}
        self._look = b""
        self._render: Callable[[Page], bytes] | None = None
        self._own = Own()

    # ---- changes

    def refresh(self, changed: Sequence[Path] = ()) -> None:
        """Take over what has changed; nothing named means everything. With errors the last good edition stays."""
        try:
            self._refresh(changed)
        except Stop as stop:
            self.problems = self._report(stop.problems, Examined())
        except Exception as error:  # noqa: BLE001 - the quick checks do not see all that the others would
            self.problems = self._report([_fault(error)], Examined())

    def _refresh(self, changed: Sequence[Path]) -> None:
        root, words = self._project.root, THEME / "words"
        if not changed or any(path.is_relative_to(root / RELEASES) for path in changed):
            self._released = None
        if not changed or any(path.is_relative_to(words) for path in changed):
            self._words = {}
            load_words.cache_clear()
        edition = self._edition
        if changed and edition and all(path.is_relative_to(THEME) for path in changed):
            self._show(edition.catalog, edition.past, edition.files, stale=edition.stale)
            return
        source = load(self._project, self._released)
        self.cited = tuple(root / path for path in _cited(source)) or self.cited
        problems, examined = check(source, _QUICK)
        if any(problem.severity == "error" for problem in problems):
            self.problems = self._report(problems, examined)
            return
        work = assemble(source)
        if self._before is None or self._released is not source.releases:
            self._releases = releases_of(self._project, source, work.homepage)
            self._before = history(self._releases)
        self._source, self._released = source, source.releases
        shown, past = edition_to_show(work, self._releases, unreleased=True, before=self._before)
        self.changed = _only_change(edition.catalog, shown) if edition else None
        # What pages tell of the data files stays what it was until `settle` makes them anew.
        files = edition.files if edition else _files(shown, past)
        self.problems = ""
        self._show(shown, past, files, stale=edition is not None)

    def _show(self, shown: Catalog, past: History, files: Mapping[str, Artifact], *, stale: bool) -> None:
        from gazette.raster import can_draw
        from gazette.site import can_search

        for language in shown.languages:
            if language not in self._words:
                self._words[language] = load_words(language)
        readers = [
            Reader(shown, self._words[language], files, can_search(), past, can_draw())
            for language in shown.languages
        ]
        self._look = _stamp(THEME / "static")
        with self._lock:
            self._edition = Edition(
                shown, past, files, readers, {one.name: one for one in all_units(readers)}, stale=stale
            )
            self._faults = {}

    def settle(self, cancelled: Callable[[], bool]) -> None:
        """Ask the other checks, and make the data files of the edition; gives up where it is `cancelled`."""
        edition, source = self._edition, self._source
        if edition is None or source is None or self.problems:
            return
        problems, examined = check(source)
        text = self._report(problems, examined) if problems else ""
        failed = any(problem.severity == "error" for problem in problems)
        files = _files(edition.catalog, edition.past)
        try:
            while edition.stale and not cancelled() and files.make_next():
                continue
        except Stop as stop:
            text, failed = self._report(stop.problems, Examined()), True
        with self._lock:
            if self._edition is not edition or cancelled():
                return
            self.problems, self.warnings = (text, "") if failed else ("", text)
            if edition.stale and not failed:
                self._show(edition.catalog, edition.past, files, stale=False)

    # ---- answers

    @property
    def ready(self) -> bool:
        """True once there is something to show."""
        return self._edition is not None

    def page(self, path: str) -> bytes | None:
        """The HTML of the page at a path, None where there is none. A page that fails stays as it was last."""
        with self._lock:
            edition = self._edition
            if edition is None:
                return None
            if path in edition.bodies:
                return edition.bodies[path]
            try:
                page = self._find(edition, path)
                body = self._rendered(page) if page else None
            except Exception as error:  # noqa: BLE001 - whatever a template that is being written does
                self._faults[path] = self._report([_fault(error)], Examined())
                body = self._good.get(path)
                return body if body is not None else _FAILED
            if body is not None:
                edition.bodies[path] = self._good[path] = body
            return body

    def at(self, address: str) -> bytes | None:
        """The HTML at the path of an address (`/en/goals/`)."""
        path = path_of(address)
        return self.page(path) if path is not None and path.endswith(".html") else None

    def version(self, body: bytes) -> str:
        """What names a page's bytes and what a reader sees beside them: style sheets, scripts, fonts."""
        return blake2b(body, digest_size=8, key=self._look).hexdigest()

    def fault(self, address: str) -> str:
        """Why the page at an address could not be made, as text."""
        return self._faults.get(path_of(address) or "", "")

    def file(self, path: str) -> Artifact | None:
        """A file that is no page, as the theme has it now or the edition; None for what only a whole build makes."""
        edition = self._edition
        for made in theme_files(edition.catalog if edition else None) if path.startswith(_STATIC) else ():
            if made.path == path:
                return made
        if edition is None or path.startswith(_BUILT):
            return None
        return edition.files.get(path)

    def place_of_change(self, language: str) -> str | None:
        """The page, or the place on one, that shows the record that was changed, in a language."""
        edition, record = self._edition, self.changed
        if edition is None or record is None:
            return None
        reader = next((one for one in edition.readers if one.language == language), edition.readers[0])
        with self._lock:
            address = reader.address(record)
        return address and urls.absolute("/", address)

    def _rendered(self, page: Page) -> bytes:
        catalog = self._edition.catalog if self._edition else None
        own = Own(catalog.theme, catalog.settings.plugins) if catalog else Own()
        if self._render is None or own != self._own:
            from gazette.site.plugin import renderer

            self._render, self._own = renderer(own), own
        return self._render(page)

    def _find(self, edition: Edition, path: str) -> Page | None:
        """The page at a path, from the part of the site that is most likely to make it."""
        for name in self._candidates(edition, path):
            if name not in edition.pages:
                edition.pages[name] = edition.units[name].pages()
                self._hints |= {page.path: name for page in edition.pages[name]}
            for page in edition.pages[name]:
                if page.path == path:
                    return page
        return None

    def _candidates(self, edition: Edition, path: str) -> Iterator[str]:
        """First who made it the last time, then by likeness of name; not who is about something else."""
        hint = self._hints.get(path)
        if hint is not None and hint in edition.units:
            yield hint
        parts = set(path.split("/")[:-1])

        def unlikeness(name: str) -> tuple[int, int, bool]:
            kind, *about = name.split("/")
            own = {kind, *about} - {""}
            return -len(own & parts), len(own - parts), kind not in _CHEAP

        yield from sorted(
            (name for name in edition.units if name != hint and _could_make(name, parts)), key=unlikeness
        )


def _cited(source: Source) -> Iterator[str]:
    """The files that a descriptor names, so far as they could be read."""
    for table in source.tables:
        yield table.file.path
        yield from (path for path, _ in table.originals)
        if table.schema is not None:
            yield table.schema.file.path
    for file in source.files:
        yield from (path for path, _ in file.files)


def _could_make(name: str, parts: set[str]) -> bool:
    """Whether a unit may make a page in these folders: those of its language and of what it is about (`kind/en/…`).

    The last of its names is a folder of its pages unless it is a number, which counts parts; another one at least is.
    """
    language, *about = name.split("/")[1:]
    named = [part for part in about if part]
    if language and language not in parts:
        return False
    return not named or (not parts.isdisjoint(named) and (named[-1].isdecimal() or named[-1] in parts))


def _files(shown: Catalog, past: History) -> Files:
    """All files but the pages, as a build makes them."""
    frozen = past.newest is not None and past.unreleased is None
    return Files(
        [
            lambda _: data_files(shown, past),
            lambda _: site_files(shown, past),
            lambda _: feeds(shown, past),
            lambda made: describe_all(shown, made, frozen=frozen),
        ]
    )


def _stamp(folder: Path) -> bytes:
    """What differs when a file of a folder has changed."""
    stamps = sorted((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in folder.iterdir())
    return blake2b(repr(stamps).encode(), digest_size=16).digest()


def _only_change(old: Catalog, new: Catalog) -> Record | None:
    """The record that is new or other than before, if that is one and only one."""
    changed = [
        record
        for table in new.tables
        for before in (old.by_name.get(table.name),)
        if before is not None and before.csv != table.csv
        for record in table.records
        if (was := before.by_id.get(record.id)) is None or was.values != record.values
    ]
    return changed[0] if len(changed) == 1 else None


def _fault(error: Exception) -> Problem:
    """What went wrong in making a page, as a problem with a place."""
    if isinstance(error, Stop):
        return error.problems[0]
    if isinstance(error, MissingWordError):
        place = Place(f"gazette/theme/words/{error.language}.po")
        hint = "add it to the catalogue, with all its plural forms"
        return Problem("missing-interface-word", str(error), place, hint=hint)
    name, line = getattr(error, "name", None), getattr(error, "lineno", None)
    if line is None:  # the deepest line of a template that the error came through
        for frame in traceback.extract_tb(error.__traceback__):
            if frame.filename.startswith(str(THEME)):
                name, line = Path(frame.filename).name, frame.lineno
    place = Place(f"gazette/theme/templates/{name}", line) if name and line else Place("gazette/site")
    return Problem("render-failed", f"{type(error).__name__}: {error}", place)
