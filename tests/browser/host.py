"""A static host as the site is meant for: compressed, sheets kept for a year, the headers of our `_headers` file."""

import functools
import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

from gazette.serve.server import media_type

KEPT = "public, max-age=31536000, immutable"
FRESH = "public, max-age=0, must-revalidate"
PACKED = ("text/", "image/svg", "application/json", "application/manifest+json", "application/wasm")


class Host(BaseHTTPRequestHandler):
    """Answers GET with the file at the path, or the page of the folder."""

    protocol_version = "HTTP/1.1"

    def __init__(self, folder: Path, headers: list[tuple[str, dict[str, str]]], *arguments: object) -> None:
        self.folder, self.rules = folder, headers
        super().__init__(*arguments)

    def do_GET(self) -> None:
        """Send a file; what there is none of is the site's own page of missing things."""
        path = unquote(urlsplit(self.path).path)
        file = self.folder / path.lstrip("/")
        file = file / "index.html" if file.is_dir() else file
        found = file.is_file()
        file = file if found else self.folder / "404.html"
        kind = media_type(file.name)
        body = file.read_bytes() if file.is_file() else b""
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", KEPT if path.startswith("/static/") else FRESH)
        if kind.startswith(PACKED):
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Vary", "Accept-Encoding")
            body = gzip.compress(body, 9, mtime=0)
        for prefix, named in self.rules:
            for name, value in named.items() if path.startswith(prefix) else ():
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """The address at which a folder is served on loopback; it ends in a slash."""
    handler = functools.partial(Host, folder, _rules(folder / "_headers"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def _rules(file: Path) -> list[tuple[str, dict[str, str]]]:
    """What `_headers` says: the beginning of a path, and the headers for what lies there."""
    rules: list[tuple[str, dict[str, str]]] = []
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
        if line.startswith("/"):
            rules.append((line.removesuffix("*"), {}))
        elif line.strip():
            name, _, value = line.strip().partition(": ")
            rules[-1][1][name] = value
    return rules
