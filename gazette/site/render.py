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
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import orjson

from gazette.ledger import Ledger
from gazette.model.reads import recording
from gazette.problem import Place, Problem, Stop
from gazette.site.found import Document
from gazette.site.page import Page
from gazette.site.proof import Read, read_back
from gazette.site.settings import pelican_settings
from gazette.site.units import Unit, publisher
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


def render(pages: Iterable[Page], write: Write, store: Store | None = None) -> list[tuple[Page, Read]]:
    """Hand path and bytes of every page to `write`; give the pages, their views cut down, and what they hold.

    Raises Stop if Pelican dropped the plugin, warned of anything, or wrote other pages than it was given.
    """
    return render_units((Unit(page.path, partial(replace, page)) for page in pages), write, store)


def render_units(
    units: Iterable[Unit], write: Write, store: Store | None = None, ledger: Ledger | None = None
) -> list[tuple[Page, Read]]:
    """The same of units: one whose reads the ledger holds with the same answers is not even computed."""
    run = _Run(write, store or Store(None), ledger)
    missing = run.missing(units)
    first = next(missing, None)
    if first is not None:
        _with_pelican(chain([first], missing), run.rendered, run.store)
    run.keep()
    if run.waiting:
        raise Stop(_problem(f"{len(run.waiting)} pages were to be rendered and were not"))
    return run.done


class _Run:
    """The pages of one run: taken from the store where it holds them, else handed on to be rendered."""

    def __init__(self, write: Write, store: Store, ledger: Ledger | None) -> None:
        self.done: list[tuple[Page, Read]] = []
        self.waiting: dict[str, bytes | None] = {}
        self._write, self.store, self._ledger = write, store, ledger
        self._fresh: dict[bytes, bytes] = {}

    def missing(self, units: Iterable[Unit]) -> Iterator[Page]:
        """The pages that the store does not hold; the others are written."""
        for unit in units:
            if not self._taken_over(unit):
                yield from self._made(unit)

    def _taken_over(self, unit: Unit) -> bool:
        """Write the pages of a unit that nothing has changed for; False where it has to be made."""
        kept = self._ledger.take(unit.name) if self._ledger else None
        if kept is None or self._ledger is None:
            return False
        keys = [bytes.fromhex(page["key"]) for page in kept]
        entries = self.store.get(keys)
        if len(entries) < len(set(keys)):
            self._ledger.drop(unit.name, "its pages are no longer in the store")
            return False
        for page, key in zip(kept, keys, strict=True):
            self._finish(_page(page), *_unpacked(entries[key]))
        return True

    def _made(self, unit: Unit) -> Iterator[Page]:
        with recording() as reads:
            pages = unit.pages()
        keys = [_key(page) if self.store.keeps else None for page in pages]
        entries = self.store.get([key for key in keys if key])
        for page, key in zip(pages, keys, strict=True):
            if key in entries:
                self._finish(_slim(page), *_unpacked(entries[key]))
            else:
                self.waiting[page.path] = key
                yield page
        if self._ledger and all(keys):
            about = [_about(page, key) for page, key in zip(pages, keys, strict=True) if key]
            self._ledger.put(unit.name, reads, about)

    def rendered(self, page: Page, body: bytes) -> None:
        """Take over a page that was rendered."""
        key, read = self.waiting.pop(page.path), read_back(page, body)
        self._finish(_slim(page), read, body)
        if key is not None and not read.faults:
            about = orjson.dumps(read)
            self._fresh[key] = len(about).to_bytes(4, "big") + about + body
            if len(self._fresh) == _BATCH:
                self.keep()

    def keep(self) -> None:
        """Keep what was rendered since the last time."""
        self.store.put(self._fresh)
        self._fresh = {}

    def _finish(self, page: Page, read: Read, body: bytes) -> None:
        self._write(page.path, body)
        self.done.append((page, read))


def _unpacked(entry: bytes) -> tuple[Read, bytes]:
    """What a page holds, and its bytes."""
    size = int.from_bytes(entry[:4], "big")
    return Read(**orjson.loads(entry[4 : 4 + size])), entry[4 + size :]


def _slim(page: Page) -> Page:
    """A page without what only its template needs: what the search finds on it stays."""
    return replace(page, view={"found": [one.document(page.language) for one in page.view.get("found", ())]})


def _about(page: Page, key: bytes) -> dict[str, Any]:
    """A page for the ledger."""
    return {
        "path": page.path,
        "template": page.template,
        "language": page.language,
        "alternates": dict(page.alternates),
        "indexed": page.indexed,
        "found": [
            {"path": one.path, "facets": dict(one.facets), "body": one.body.decode("utf-8")}
            for one in _slim(page).view["found"]
        ],
        "key": key.hex(),
    }


def _page(kept: dict[str, Any]) -> Page:
    """A page from the ledger."""
    found = [Document(one["path"], one["facets"], one["body"].encode("utf-8")) for one in kept["found"]]
    language, alternates = kept["language"], kept["alternates"]
    return Page(kept["path"], kept["template"], {"found": found}, language, alternates, kept["indexed"])


def _key(page: Page) -> bytes | None:
    """The hash of all that decides a page's bytes; None where a view holds what cannot be written down."""
    view = {name: value for name, value in page.view.items() if name not in _WORDS}
    text = io.BytesIO()
    pickler = pickle.Pickler(text, 5)
    pickler.fast = True  # equal views give equal bytes, whether or not their parts are the same objects
    try:
        pickler.dump((page.path, page.template, page.language, view))
    except (pickle.PicklingError, TypeError, AttributeError, ValueError, RecursionError):
        return None
    return hashlib.blake2b(text.getbuffer(), digest_size=32, key=publisher()).digest()


def _with_pelican(pages: Iterable[Page], rendered: Callable[[Page, bytes], None], store: Store) -> None:
    import pelican.log
    from pelican import Pelican

    from gazette.site import plugin

    listener, log, console = _Listener(), logging.getLogger("pelican"), pelican.log.console
    quiet, console.quiet = console.quiet, True
    log.addHandler(listener)
    try:
        with tempfile.TemporaryDirectory(prefix="gazette-") as empty:
            run = Pelican(pelican_settings(plugin, Path(empty), pages, rendered, store))
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
