"""A preview of a small folder, in this process, on a free port."""

import http.client
import json
import re
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from gazette.project import Project
from gazette.serve import serve
from gazette.serve.live import Live
from tests import packages

PAGE = b"<!doctype html><html lang=en><title>T</title><body><p>One</p></body></html>"


@dataclass
class Preview:
    """A running preview: ask it, and steer its builds."""

    folder: Path
    source: Path
    port: int = 0
    problems: str = ""
    go: threading.Event = field(default_factory=threading.Event)
    builds: int = 0
    said: list[str] = field(default_factory=list)
    ready: threading.Event = field(default_factory=threading.Event)

    def build(self, _over: threading.Event, progress: Callable[[str], None]) -> str:
        """Say so, count, wait where the test wishes it, and end with the problems that it wishes."""
        progress("writing the datasets")
        self.builds += 1
        self.go.wait(30)
        return self.problems

    def announce(self, line: str) -> None:
        """Remember the line; the first one tells the port."""
        self.said.append(line)
        if not self.ready.is_set():
            self.port = int(re.findall(r":([0-9]+)/", line)[0])
            self.ready.set()

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """One request; header names are written with `_` for `-`. Returns status, headers and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=named)
            answer = connection.getresponse()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
        finally:
            connection.close()


def news(preview: Preview, since: str = "") -> dict[str, str]:
    """What the server tells a page; waits if `since` is the present state."""
    status, _, body = preview.ask(f"/-/news.js?since={since}")
    assert status == 200
    text = body.decode()
    assert text.startswith("window.gazetteNews(")
    return json.loads(text.removeprefix("window.gazetteNews(").removesuffix(");\n"))


def settled(preview: Preview, since: str = "") -> dict[str, str]:
    """The news once no build is under way, after the state `since`."""
    told = news(preview, since)
    while told["doing"]:
        told = news(preview, told["state"])
    return told


@pytest.fixture
def preview(tmp_path):
    """A site with pages, data, and a secret beside it."""
    folder, source = tmp_path / "_site", tmp_path / "content"
    (folder / "en" / "about").mkdir(parents=True)
    (folder / "empty").mkdir()
    source.mkdir()
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "_site-secret").mkdir()
    (tmp_path / "_site-secret" / "x.txt").write_text("secret", encoding="utf-8")
    (folder / "index.html").write_bytes(PAGE)
    (folder / "en" / "about" / "index.html").write_bytes(PAGE)
    (folder / "404.html").write_bytes(PAGE.replace(b"One", b"No such page"))
    (folder / "ten.csv").write_bytes(b"0123456789")
    (folder / "leak.txt").symlink_to(tmp_path / "secret.txt")
    running = Preview(folder, source)
    running.go.set()
    stop = threading.Event()
    thread = threading.Thread(
        target=serve, args=(running.build, folder, [source], 0, running.announce, stop), daemon=True
    )
    thread.start()
    assert running.ready.wait(30)
    while news(running)["site"] == "0":
        pass
    yield running
    stop.set()
    thread.join(30)
    assert not thread.is_alive()


def text_of(problems, _examined):
    """Problems as text, without what a terminal needs."""
    return "\n".join(f"{one.severity}[{one.code}] {one.message}" for one in problems)


def edit(root, path, old, new):
    """Change a file as an editor does; gives what has changed."""
    file = root / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    return [file]


@pytest.fixture
def root(tmp_path):
    """A small publication."""
    return packages.lay("progress", tmp_path)


@contextmanager
def serving(root, folder):
    """The site of a project on a port, from memory, without whole builds."""
    running, stop = Preview(folder / "_site", root), threading.Event()
    (folder / "_site").mkdir()
    project = Project(root)
    arguments = (lambda over, say: "", folder / "_site", project.watched, 0, running.announce, stop)
    thread = threading.Thread(
        target=serve, args=arguments, kwargs={"live": lambda: Live(project, text_of)}, daemon=True
    )
    thread.start()
    assert running.ready.wait(30)
    ready = time.monotonic() + 60
    while running.ask("/en/")[0] != 200:
        assert time.monotonic() < ready
        time.sleep(0.05)
    yield running
    stop.set()
    thread.join(30)
    assert not thread.is_alive()


@pytest.fixture
def served(root, tmp_path):
    """The small publication on a port."""
    with serving(root, tmp_path) as running:
        yield running
