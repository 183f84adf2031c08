"""One Pelican run that renders the pages which no earlier build has rendered. What Pelican only logs is a problem here.

A page is a pure function of its template and its view, so its bytes, with what reading them back has shown, are kept
in the store under the hash of its view and of the publisher itself; and the view is a pure function of what was read of
the catalog, so a unit of pages is not computed again while its reads answer the same (`gazette.ledger`). Pages come one
by one and are let go as soon as they are written: what is needed of them later is their addresses and what the search
finds on them.
"""

import hashlib
import io
import logging
import pickle
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import orjson

from gazette.ledger import Ledger
from gazette.model.reads import Read as Reads
from gazette.model.reads import recording
from gazette.problem import Place, Problem, Stop
from gazette.site.found import Document
from gazette.site.page import Page
from gazette.site.processes import Shared, helpers
from gazette.site.proof import Read, Seen, read_back
from gazette.site.settings import Own, pelican_settings
from gazette.site.units import Unit, publisher
from gazette.spool import Spool
from gazette.store import Store

Write = Callable[[str, bytes], None]
_WORDS = ("_", "count")
"""What a view holds of the interface words, which are files of the publisher."""
_BATCH = 200
"""Pages that are kept in the store in one step."""


class _Listener(logging.Handler):
    """Collects what Pelican warns about: it would log it, drop repetitions, and end with status 0."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@dataclass(frozen=True, slots=True)
class Rendered:
    """The pages as they are published, in the order of their units: views cut down to what the search finds."""

    seen: Seen
    _spool: Spool[Page]
    _order: Sequence[int]

    def __len__(self) -> int:
        return len(self._order)

    def __iter__(self) -> Iterator[Page]:
        return (self._spool[number] for number in self._order)


def render(pages: Iterable[Page], write: Write, store: Store | None = None) -> Rendered:
    """Hand path and bytes of every page to `write`; give the pages and what they hold.

    Raises Stop if Pelican dropped the plugin, warned of anything, or wrote other pages than it was given.
    """
    return render_units((Unit(page.path, partial(replace, page)) for page in pages), write, store)


def render_units(
    units: Iterable[Unit],
    write: Write,
    store: Store | None = None,
    ledger: Ledger | None = None,
    meanwhile: Callable[[], object] = lambda: None,
    own: Own | None = None,
) -> Rendered:
    """The same of units: one whose reads the ledger holds with the same answers is not even computed.

    Many units are shared with helpers (`processes`); `meanwhile` is called once these are there, and may begin threads.
    """
    site = _Site(write, store or Store(None), ledger)
    missing = [(number, unit) for number, unit in enumerate(units) if not site.takes_over(number, unit)]
    _make(site, missing, meanwhile, own or Own())
    site.keep()
    return site.rendered()


def _make(
    site: "_Site",
    missing: Sequence[tuple[int, Unit]],
    meanwhile: Callable[[], object],
    own: Own,
) -> None:
    """Make these units, here and in helpers."""
    numbered = dict(missing)
    rendering = _Rendering(numbered, site.store.keys() if missing else set(), keyed=site.store.keeps, own=own)
    order = list(numbered)

    def help_out(numbers: Iterator[int], send: Callable[[object], None]) -> None:
        rendering.run((order[number] for number in numbers), send, Store(None))

    def take(made: object) -> None:
        if isinstance(made, _Made):
            site.take(numbered[made.number], made)

    count = helpers(len(order))
    if count:
        import pelican  # noqa: F401 - once, and not by each helper
    shared = Shared(len(order), count, help_out, take)
    try:
        meanwhile()
        rendering.run((order[number] for number in shared.numbers()), take, site.store)
        well = shared.finish()
        # What a helper did not bring back, or the store holds no longer.
        left = [number for number in order if not site.has(number)]
        rendering.known = set()
        rendering.run(left, take, site.store)
    finally:
        shared.close()
    if not all(map(site.has, order)):
        raise Stop(_problem("pages were to be rendered and were not"))
    if not well and not left:
        raise Stop(_problem("a process that rendered pages ended with a failure"))


@dataclass(frozen=True, slots=True)
class _Made:
    """A unit that was made: its number, what it read, and of each page what is kept, its key, what it holds, its bytes.

    A page that the store holds has no bytes.
    """

    number: int
    reads: set[Reads]
    pages: list[tuple[Page, bytes | None, Read | None, bytes]]


class _Rendering:
    """The way from units to bytes, in this process or in a helper."""

    def __init__(self, units: Mapping[int, Unit], known: set[bytes], *, keyed: bool, own: Own) -> None:
        self.known = known
        self._units, self._keyed, self._own = units, keyed, own
        self._own_key = own.key()
        self._rendered: tuple[str, Read, bytes] | None = None

    def run(self, numbers: Iterable[int], hand: Callable[[_Made], None], store: Store) -> None:
        """Make the units with these numbers and hand over each."""
        pages = self._pages(numbers, hand)
        first = next(pages, None)
        if first is not None:
            _with_pelican(chain([first], pages), self._take, store, self._own)

    def _pages(self, numbers: Iterable[int], hand: Callable[[_Made], None]) -> Iterator[Page]:
        for number in numbers:
            with recording() as reads:
                pages = self._units[number].pages()
            made = _Made(number, reads, [])
            for page in pages:
                key = _key(page, self._own_key) if self._keyed else None
                if key is not None and key in self.known:
                    made.pages.append((_slim(page), key, None, b""))
                    continue
                yield page
                if self._rendered is None or self._rendered[0] != page.path:
                    return  # what is not rendered is missed at the end
                made.pages.append((_slim(page), key, *self._rendered[1:]))
            hand(made)

    def _take(self, page: Page, body: bytes) -> None:
        self._rendered = page.path, read_back(page, body), body


class _Site:
    """The pages as they are done: written, and kept in the store and the ledger for the next build."""

    def __init__(self, write: Write, store: Store, ledger: Ledger | None) -> None:
        self.store = store
        self._write, self._ledger = write, ledger
        self._seen, self._pages = Seen(), Spool[Page]()
        self._done: dict[int, range] = {}
        self._fresh: dict[bytes, bytes] = {}

    def rendered(self) -> Rendered:
        """All pages, in the order of their units."""
        order = array("L", chain.from_iterable(self._done[number] for number in sorted(self._done)))
        return Rendered(self._seen, self._pages, order)

    def has(self, number: int) -> bool:
        """True if a unit is done."""
        return number in self._done

    def takes_over(self, number: int, unit: Unit) -> bool:
        """Write the pages of a unit that nothing has changed for; False where it has to be made."""
        kept = self._ledger.take(unit.name) if self._ledger else None
        if kept is None or self._ledger is None:
            return False
        keys = [bytes.fromhex(page["key"]) for page in kept]
        entries = self.store.get(keys)
        if len(entries) < len(set(keys)):
            self._ledger.drop(unit.name, "its pages are no longer in the store")
            return False
        pages = [(_page(page), *_unpacked(entries[key])) for page, key in zip(kept, keys, strict=True)]
        self._finish(number, pages)
        return True

    def take(self, unit: Unit, made: _Made) -> None:
        """Take over a unit that was made; one with a page that the store no longer has is still to be made."""
        known = self.store.get([key for _, key, read, _ in made.pages if key and read is None])
        pages = []
        for page, key, read, body in made.pages:
            if read is not None:
                pages.append((page, read, body))
                if key is not None and not read.faults:
                    self._fresh[key] = _packed(read, body)
            elif key in known:
                pages.append((page, *_unpacked(known[key])))
            else:
                return
        if len(self._fresh) >= _BATCH:
            self.keep()
        self._finish(made.number, pages)
        if self._ledger and all(key for _, key, _, _ in made.pages):
            about = [_about(page, key) for page, key, _, _ in made.pages if key]
            self._ledger.put(unit.name, made.reads, about)

    def keep(self) -> None:
        """Keep what was rendered since the last time."""
        self.store.put(self._fresh)
        self._fresh = {}

    def _finish(self, number: int, pages: Sequence[tuple[Page, Read, bytes]]) -> None:
        first = len(self._pages)
        for page, read, body in pages:
            self._write(page.path, body)
            self._pages.add(page)
            self._seen.add(page.path, read)
        self._done[number] = range(first, len(self._pages))


def _packed(read: Read, body: bytes) -> bytes:
    about = orjson.dumps(read)
    return len(about).to_bytes(4, "big") + about + body


def _unpacked(entry: bytes) -> tuple[Read, bytes]:
    """What a page holds, and its bytes."""
    size = int.from_bytes(entry[:4], "big")
    return Read(**orjson.loads(entry[4 : 4 + size])), entry[4 + size :]


def _slim(page: Page) -> Page:
    """A page without what only its template needs: what the search finds on it stays."""
    return replace(page, view={"found": [one.document(page.language) for one in page.view.get("found", ())]})


def _about(page: Page, key: bytes) -> dict[str, Any]:
    """A page, cut down, for the ledger."""
    return {
        "path": page.path,
        "template": page.template,
        "language": page.language,
        "alternates": dict(page.alternates),
        "indexed": page.indexed,
        "found": [
            {
                "path": one.path,
                "facets": dict(one.facets),
                "body": one.body.decode("utf-8"),
                "words": one.words,
            }
            for one in page.view["found"]
        ],
        "key": key.hex(),
    }


def _page(kept: dict[str, Any]) -> Page:
    """A page from the ledger."""
    found = [
        Document(each["path"], each["facets"], each["body"].encode("utf-8"), tuple(each["words"]))
        for each in kept["found"]
    ]
    language, alternates = kept["language"], kept["alternates"]
    return Page(kept["path"], kept["template"], {"found": found}, language, alternates, kept["indexed"])


def _key(page: Page, own: bytes) -> bytes | None:
    """The hash of all that decides a page's bytes, with `own` for the package's templates; None where there is none."""
    view = {name: value for name, value in page.view.items() if name not in _WORDS}
    text = io.BytesIO()
    pickler = pickle.Pickler(text, 5)
    pickler.fast = True  # equal views give equal bytes, whether or not their parts are the same objects
    try:
        pickler.dump((page.path, page.template, page.language, own, view))
    except (pickle.PicklingError, TypeError, AttributeError, ValueError, RecursionError):
        return None
    return hashlib.blake2b(text.getbuffer(), digest_size=32, key=publisher()).digest()


def _with_pelican(
    pages: Iterable[Page], rendered: Callable[[Page, bytes], None], store: Store, own: Own
) -> None:
    import pelican.log
    from pelican import Pelican

    from gazette.site import plugin

    listener, log, console = _Listener(), logging.getLogger("pelican"), pelican.log.console
    quiet, console.quiet = console.quiet, True
    log.addHandler(listener)
    try:
        with tempfile.TemporaryDirectory(prefix="gazette-") as empty:
            run = Pelican(pelican_settings(plugin, Path(empty), pages, rendered, store, own))
            if plugin not in run.plugins:
                raise Stop(_problem("Pelican did not take the publisher's plugin"))
            run.run()
    finally:
        log.removeHandler(listener)
        console.quiet = quiet
    if listener.messages:
        raise Stop(*(_problem(f"Pelican warns: {message}") for message in listener.messages))


def _problem(message: str) -> Problem:
    return Problem("render-failed", message, Place("gazette/site"))
