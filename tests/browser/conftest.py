"""The real site on loopback and Debian's browser: skipped plainly where there is none, missed loudly under CI."""

import functools
import os
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
LANGUAGES = ("en", "fr", "ar")


TABS = 8
"""How many pages are opened at once where each waits for its network to be still."""


class Quiet(SimpleHTTPRequestHandler):
    """A server of files that keeps its connections, and its log to itself."""

    protocol_version = "HTTP/1.1"

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


def still(context: BrowserContext, addresses: Sequence[str]) -> Iterator[tuple[str, Page]]:
    """Each address with its page, once its network has been still for half a second; several wait side by side."""
    for begin in range(0, len(addresses), TABS):
        opened = [(address, context.new_page()) for address in addresses[begin : begin + TABS]]
        for address, page in opened:
            page.goto(address, wait_until="commit")
        for address, page in opened:
            page.wait_for_load_state("networkidle")
            yield address, page
            page.close()


@pytest.fixture(scope="session")
def kinds(real_site: Path) -> dict[str, str]:
    """One page of each kind in English: kind to path below the language's folder."""
    return kinds_of(real_site / "en")


def kinds_of(folder: Path, besides: Sequence[str] = ()) -> dict[str, str]:
    """One page of each kind: the longest, because it has most to go wrong, with the longest that comes in pages.

    A kind is the class of a body; `besides` are folders at the top that are left out.
    """
    found: dict[str, tuple[int, str]] = {}
    for file in sorted(folder.rglob("index.html")):
        path = file.parent.relative_to(folder)
        if path.parts[:1] and path.parts[0] in besides:
            continue
        text = file.read_text(encoding="utf-8")
        kind = text.split('<body class="', 1)[1].split('"', 1)[0]
        paged = path.name.isdecimal() and (file.parent.parent / "index.html").is_file()
        name = f"{kind}-paged" if paged else kind
        found[name] = max(
            found.get(name, (0, "")), (len(text), "" if path == Path() else f"{path.as_posix()}/")
        )
    return {kind: path for kind, (_, path) in found.items()}
