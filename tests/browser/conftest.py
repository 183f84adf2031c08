"""The real site on loopback and Debian's browser: skipped plainly where there is none, missed loudly under CI."""

import functools
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
SCHEMES = ("light", "dark")
LANGUAGES = ("en", "fr", "ar")


class Quiet(SimpleHTTPRequestHandler):
    """A server of files that keeps its log to itself."""

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


def find_chromium() -> str:
    """The path of the browser; skips, or under CI fails, where there is none."""
    found = shutil.which("chromium")
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("chromium is not installed")
        pytest.skip("chromium is not installed")
    return found


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """A site on loopback: its address, which ends in a slash."""
    handler = functools.partial(Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def address(real_site: Path) -> Iterator[str]:
    """The address of the real site on loopback."""
    with serving(real_site) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the tests of a file; each test has a context of its own."""
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of 1280 by 900 in a fresh profile."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def kinds(real_site: Path) -> dict[str, str]:
    """One page of each kind (the class of its body) in English: kind to path below the language's folder."""
    return kinds_of(real_site)


def kinds_of(site: Path) -> dict[str, str]:
    """One page of each kind: the longest, because it has most to go wrong."""
    found: dict[str, tuple[int, str]] = {}
    for file in sorted((site / "en").rglob("index.html")):
        text = file.read_text(encoding="utf-8")
        kind = text.split('<body class="', 1)[1].split('"', 1)[0]
        path = file.parent.relative_to(site / "en").as_posix()
        found[kind] = max(found.get(kind, (0, "")), (len(text), "" if path == "." else f"{path}/"))
    return {kind: path for kind, (_, path) in found.items()}
