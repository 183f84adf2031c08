"""One Pelican run that renders the pages which no earlier build has rendered. What Pelican only logs is a problem here.

A page is a pure function of its template and its view, so its bytes, with what reading them back has shown, are kept
in the store under the hash of its view and of the publisher itself. Pages come one by one and are let go as soon as
they are written: what is needed of them later is their addresses and what the search finds on them.
"""

import hashlib
import io
import logging
import pickle
import platform
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace
from functools import lru_cache
from importlib.metadata import version
from itertools import chain
from pathlib import Path

import orjson

from gazette.problem import Place, Problem, Stop
from gazette.site.page import Page
from gazette.site.proof import Read, read_back
from gazette.site.settings import THEME, pelican_settings
from gazette.store import Store

Write = Callable[[str, bytes], None]
_WORDS = ("_", "count")
"""What a view holds of the interface words, which are files of the publisher."""
_LATER = ("found", "lang", "dir")
"""What is asked of a view once its page is written."""
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
    run = _Run(write, store or Store(None))
    missing = run.missing(pages)
    first = next(missing, None)
    if first is not None:
        _with_pelican(chain([first], missing), run.rendered)
    run.keep()
    if run.waiting:
        raise Stop(_problem(f"{len(run.waiting)} pages were to be rendered and were not"))
    return run.done


class _Run:
    """The pages of one run: taken from the store where it holds them, else handed on to be rendered."""

    def __init__(self, write: Write, store: Store) -> None:
        self.done: list[tuple[Page, Read]] = []
        self.waiting: dict[str, bytes | None] = {}
        self._write, self._store = write, store
        self._fresh: dict[bytes, bytes] = {}

    def missing(self, pages: Iterable[Page]) -> Iterator[Page]:
        """The pages that the store does not hold; the others are written."""
        for page in pages:
            key = _key(page) if self._store.keeps else None
            entry = self._store.get([key]).get(key) if key else None
            if entry is None:
                self.waiting[page.path] = key
                yield page
            else:
                size = int.from_bytes(entry[:4], "big")
                self._finish(page, entry[4 + size :], Read(**orjson.loads(entry[4 : 4 + size])))

    def rendered(self, page: Page, body: bytes) -> None:
        """Take over a page that was rendered."""
        key, read = self.waiting.pop(page.path), read_back(page, body)
        self._finish(page, body, read)
        if key is not None and not read.faults:
            about = orjson.dumps(asdict(read))
            self._fresh[key] = len(about).to_bytes(4, "big") + about + body
            if len(self._fresh) == _BATCH:
                self.keep()

    def keep(self) -> None:
        """Keep what was rendered since the last time."""
        self._store.put(self._fresh)
        self._fresh = {}

    def _finish(self, page: Page, body: bytes, read: Read) -> None:
        self._write(page.path, body)
        slim = replace(page, view={name: page.view[name] for name in _LATER if name in page.view})
        self.done.append((slim, read))


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
    return hashlib.blake2b(text.getbuffer(), digest_size=32, key=_publisher()).digest()


@lru_cache(maxsize=1)
def _publisher() -> bytes:
    """The hash of our own files (templates, words and code) and of the libraries that make HTML of them."""
    seen = hashlib.blake2b(platform.python_version().encode(), digest_size=32)
    for name in ("jinja2", "markupsafe", "pelican", "selectolax"):
        seen.update(f"{name} {version(name)}\0".encode())
    for path in sorted(path for path in THEME.parent.rglob("*") if path.is_file()):
        if path.suffix != ".pyc":
            body = path.read_bytes()
            seen.update(f"{path.relative_to(THEME.parent).as_posix()} {len(body)}\0".encode() + body)
    return seen.digest()


def _with_pelican(pages: Iterable[Page], rendered: Callable[[Page, bytes], None]) -> None:
    import pelican.log
    from pelican import Pelican

    from gazette.site import plugin

    listener, log, console = _Listener(), logging.getLogger("pelican"), pelican.log.console
    quiet, console.quiet = console.quiet, True
    log.addHandler(listener)
    try:
        with tempfile.TemporaryDirectory(prefix="gazette-") as empty:
            run = Pelican(pelican_settings(plugin, Path(empty), pages, rendered))
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
