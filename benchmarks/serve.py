"""How long the preview of the real strategy takes: to its first page, and from a saved change to the page.

    python benchmarks/serve.py [times]

The repository is copied into a folder of its own, since templates, style sheets and words are changed there too. A
client does what an open page does: it waits for news, and asks for the page again when it would be another one now.
The time ends when the page that shows the change is there; a browser needs its own time to draw it.
"""

import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("content", "schemas", "datapackage.json", "releases", "gazette", "pyproject.toml")
KINDS = {
    "CSV": ("content/tables/goals.csv", "/en/goals/{goal}/", b"Strengthen", b"Strengthen%d"),
    "article": ("content/pages/about.en.md", "/en/about/", b"\n---\n\n", b"\n---\n\nMark%d.\n\n"),
    "template": (
        "gazette/theme/templates/record.html",
        "/en/goals/{goal}/",
        b"<article>",
        b'<article id="mark%d">',
    ),
    "CSS": ("gazette/theme/static/style.css", "/en/goals/{goal}/", b"table {", b"/*%d*/ table {"),
    "schema": ("schemas/tables/goals.json", "/en/data/goals/", b'"Position"', b'"Position%d"'),
    "words": ("gazette/theme/words/fr.po", "/fr/roadmap/", b'"Feuille de route"', b'"Feuille de route %d"'),
}
"""What is saved, the page that shows it, and how the file is changed."""
LIMIT = 60.0


class Client:
    """One open page."""

    def __init__(self, port: int, path: str) -> None:
        self.at, self.path, self.state = f"http://127.0.0.1:{port}", path, ""
        self.version = self.body = ""

    def get(self, address: str) -> str:
        try:
            with urllib.request.urlopen(self.at + address, timeout=LIMIT) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.read().decode()

    def load(self) -> None:
        self.body = self.get(self.path)
        self.version = re.findall(r'data-edition="([^"]*)"', self.body)[-1]

    def news(self) -> dict[str, str]:
        query = urllib.parse.urlencode({"since": self.state, "page": self.path})
        text = self.get(f"/-/news.js?{query}")
        told = json.loads(text.removeprefix("window.gazetteNews(").removesuffix(");\n"))
        self.state = told["state"]
        return told

    def until_changed(self) -> float:
        """Wait as the script of a page does; the moment when the other page is there."""
        late = time.perf_counter() + LIMIT
        while self.news()["site"] == self.version:
            assert time.perf_counter() < late, f"{self.path} stays as it was"
        self.load()
        return time.perf_counter()

    def until_quiet(self) -> None:
        """Wait until the whole build has ended, so that nothing of the last change goes on."""
        quiet = 0.0
        while quiet < 3:
            begun = time.perf_counter()
            told = self.news() if quiet == 0 else {"doing": ""}
            time.sleep(0.1)
            quiet = 0.0 if told["doing"] else quiet + time.perf_counter() - begun


def main() -> None:
    """Print the median of every kind."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory(prefix="serve-") as name:
        copy = Path(name)
        for part in PARTS:
            source = ROOT / part
            shutil.copytree(source, copy / part) if source.is_dir() else shutil.copy(source, copy / part)
        goal = (copy / "content/tables/goals.csv").read_text("utf-8").split("\n")[1].split(",")[0]
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "gazette.cli", "serve", "--port", str(port), "--no-cache"]
        begun = time.perf_counter()
        with subprocess.Popen(
            command, cwd=copy, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": name}
        ) as server:
            try:
                listens, first = start(port, begun)
                print(
                    f"listens {listens:.2f} s, first page {first:.2f} s, "
                    f"{processor(server.pid):.2f} s of processor time until then"
                )
                for kind, (path, page, old, new) in KINDS.items():
                    runs = [
                        once(server.pid, port, copy / path, page.format(goal=goal), old, new % n)
                        for n in range(times)
                    ]
                    wall, busy = (statistics.median(figures) for figures in zip(*runs, strict=True))
                    print(f"{kind:10}{wall:.2f} s, {busy:.2f} s of processor time", flush=True)
            finally:
                server.terminate()


def start(port: int, begun: float) -> tuple[float, float]:
    """When the server listens and when the home page is there, since its start."""
    client = Client(port, "/en/")
    listens = 0.0
    while True:
        try:
            client.load()
        except OSError:
            time.sleep(0.01)
            continue
        listens = listens or time.perf_counter() - begun
        if client.version != "0":
            return listens, time.perf_counter() - begun
        client.until_changed()


def once(pid: int, port: int, path: Path, page: str, old: bytes, new: bytes) -> tuple[float, float]:
    """Save a change, wait for the page that shows it, take the change back: seconds, and those of the processor."""
    client = Client(port, page)
    client.load()
    client.news()
    client.until_quiet()
    before = path.read_bytes()
    assert old in before, path
    busy, begun = processor(pid), time.perf_counter()
    path.write_bytes(before.replace(old, new, 1))
    taken = client.until_changed() - begun
    busy = processor(pid) - busy
    if path.suffix != ".css":
        assert re.search(rb"[A-Za-z ]+\d", new)[0].strip().decode() in client.body, new
    path.write_bytes(before)
    client.until_changed()
    return taken, busy


def processor(pid: int) -> float:
    """Seconds of processor time that the server itself has taken so far (Linux)."""
    user, system = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
