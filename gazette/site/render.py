"""One Pelican run that renders all pages. What Pelican only logs is a problem here."""

import logging
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from gazette.problem import Place, Problem, Stop
from gazette.site.page import Page
from gazette.site.settings import pelican_settings


class _Listener(logging.Handler):
    """Collects what Pelican warns about: it would log it, drop repetitions, and end with status 0."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def render(pages: Sequence[Page], write: Callable[[str, bytes], None]) -> None:
    """Render every page and hand its path and bytes to `write`.

    Raises Stop if Pelican dropped the plugin, warned of anything, or wrote other pages than it was given.
    """
    import pelican.log
    from pelican import Pelican

    from gazette.site import plugin

    written: list[str] = []

    def count(path: str, body: bytes) -> None:
        written.append(path)
        write(path, body)

    listener, log, console = _Listener(), logging.getLogger("pelican"), pelican.log.console
    quiet, console.quiet = console.quiet, True
    log.addHandler(listener)
    try:
        with tempfile.TemporaryDirectory(prefix="gazette-") as empty:
            run = Pelican(pelican_settings(plugin, Path(empty), pages, count))
            if plugin not in run.plugins:
                raise Stop(_problem("Pelican did not take the publisher's plugin"))
            run.run()
    finally:
        log.removeHandler(listener)
        console.quiet = quiet
    if listener.messages:
        raise Stop(*(_problem(f"Pelican warns: {message}") for message in listener.messages))
    if sorted(written) != sorted(page.path for page in pages):
        raise Stop(_problem(f"{len(pages)} pages were to be rendered, {len(written)} were"))


def _problem(message: str) -> Problem:
    return Problem("render-failed", message, Place("gazette/site"))
