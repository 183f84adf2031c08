"""The server of the preview: this computer only unless told otherwise, under its own names, nothing outside the site.

No answer may be read by a page of another origin: the preview shows work that is not released.
"""

import io
import os
import re
import socket
import sys
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from ipaddress import IPv4Address
from pathlib import Path
from posixpath import splitext
from typing import Any, BinaryIO, Protocol
from urllib.parse import parse_qs, unquote

from gazette.artifact import Artifact

HOST = "127.0.0.1"
PREFIX = "/-/"
RELOAD_PATH = PREFIX + "reload.js"
NEWS_PATH = PREFIX + "news.js"

_NAMES = ("localhost", HOST, "[::1]")
_BARE = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3}){3}(:[0-9]{1,5})?")
"""A Host header that names an address and no name."""
_CHUNK = 1 << 16
_HTML = "text/html; charset=utf-8"
_NOTHING = (
    b"<!doctype html><html lang=en><title>Not found</title><h1>Not found</h1><p>There is no such page.</html>"
)
_BUILDING = b"<!doctype html><html lang=en><title>Preview</title><h1>The preview is being built</h1></html>"
_ONE_RANGE = re.compile(r"bytes=\s*(\d*)\s*-\s*(\d*)\s*", re.IGNORECASE | re.ASCII)
_DIGITS = 18
"""No file is longer than a number of so many digits; a longer one is nonsense, not work for us."""
_TEXT = "; charset=utf-8"
_TYPES = {
    ".html": "text/html" + _TEXT,
    ".css": "text/css" + _TEXT,
    ".js": "text/javascript" + _TEXT,
    ".mjs": "text/javascript" + _TEXT,
    ".txt": "text/plain" + _TEXT,
    ".md": "text/markdown" + _TEXT,
    ".csv": "text/csv" + _TEXT,
    ".tsv": "text/tab-separated-values" + _TEXT,
    ".ics": "text/calendar" + _TEXT,
    ".ttl": "text/turtle" + _TEXT,
    ".bib": "application/x-bibtex" + _TEXT,
    ".ris": "application/x-research-info-systems" + _TEXT,
    ".cff": "application/yaml",
    ".sql": "application/sql",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".jsonld": "application/ld+json",
    ".geojson": "application/geo+json",
    ".webmanifest": "application/manifest+json",
    ".map": "application/json",
    ".xml": "application/xml",
    ".rdf": "application/rdf+xml",
    ".nt": "application/n-triples",
    ".atom": "application/atom+xml",
    ".rss": "application/rss+xml",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".ico": "image/vnd.microsoft.icon",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".gz": "application/gzip",
    ".parquet": "application/vnd.apache.parquet",
    ".sqlite": "application/vnd.sqlite3",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_PLAIN_NAMES = {"SHA256SUMS", "LICENSE", "_headers", "_redirects"}
UNKNOWN = "application/octet-stream"


class Pages(Protocol):
    """Pages and files that are made when they are asked for; `gazette.serve.live.Live` in earnest."""

    @property
    def ready(self) -> bool:
        """True once there is something to show."""
        ...

    def page(self, path: str) -> bytes | None:
        """The HTML of the page at a path of the site."""
        ...

    def version(self, body: bytes) -> str:
        """What names a page's bytes, and what a reader sees beside them."""
        ...

    def file(self, path: str) -> Artifact | None:
        """A file that is no page, if it is not to be taken from the folder."""
        ...


class News(Protocol):
    """What pages are told; `gazette.serve.Editions` in earnest."""

    @property
    def live(self) -> Pages | None:
        """What makes the pages, if they are not all in the folder."""
        ...

    @property
    def site(self) -> int:
        """The number of the edition that is served."""
        ...

    def news(self, since: str, page: str) -> str:
        """A script with the state, for the page at this path, once it is another one than `since`."""
        ...


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD; everything else is refused by the base class."""

    server: "Server"
    protocol_version = "HTTP/1.1"
    server_version = "gazette"
    sys_version = ""
    timeout = 60

    def do_GET(self) -> None:
        """Send a file, or a part of it."""
        path, _, query = self.path.partition("?")
        if not self.server.knows(self.headers.get("Host", "").lower()):
            # a page of the web whose name was bent to this computer may not read the preview
            self._send(HTTPStatus.MISDIRECTED_REQUEST, "text/plain; charset=utf-8", b"unknown host name\n")
        elif path.startswith(PREFIX) and self._is_foreign():
            self._send(HTTPStatus.FORBIDDEN, "text/plain; charset=utf-8", b"for pages of the preview only\n")
        elif path == RELOAD_PATH:
            script = files("gazette.serve").joinpath("reload.js").read_bytes()
            self._send(HTTPStatus.OK, media_type(path), script)
        elif path == NEWS_PATH:
            asked = parse_qs(query)
            since, page = (asked.get(name, [""])[0] for name in ("since", "page"))
            self._send(HTTPStatus.OK, media_type(path), self.server.editions.news(since, page).encode())
        else:
            # taken before the file is opened: a swap in between costs a reload, not a stale page
            edition = self.server.editions.site
            live = self.server.editions.live
            if live is None or not live.ready or not self._from_memory(live, path, query):
                self._answer(path, query, "0" if live else str(edition))

    def do_HEAD(self) -> None:
        """As GET, without the body."""
        self.do_GET()

    def _is_foreign(self) -> bool:
        """True if a page of another origin asks: a script that it includes would tell it what the news are."""
        origin = self.headers.get("Origin")
        own = origin is None or self.server.knows(origin.lower().removeprefix("http://"))
        return not own or self.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none")

    def _from_memory(self, live: Pages, address: str, query: str) -> bool:
        """Answer with a page or a file that is made now; False where the folder has the answer."""
        path = path_of(address)
        if path is None or address.startswith(PREFIX):
            body = None
        elif path.endswith(".html"):
            body = live.page(path)
        elif (made := live.file(path)) is not None:
            with io.BytesIO(made.body) as file:
                self._send_file(file, made.size, f'"{made.sha256}"', media_type(path), "")
            return True
        elif "." not in path.rpartition("/")[2] and live.page(f"{path}/index.html") is not None:
            self._send_moved(address + "/", query)
            return True
        elif isinstance(find(self.server.folder, address), OpenFile):
            return False
        else:
            body = None
        status = HTTPStatus.OK if body is not None else HTTPStatus.NOT_FOUND
        body = body if body is not None else live.page("404.html") or _NOTHING
        self._send(status, _HTML, _with_script(live.version(body), body))
        return True

    def _send_moved(self, path: str, query: str) -> None:
        # a browser reads "\\" as "/": nothing but a path of this site may stand here
        location = path + (f"?{query}" if query else "")
        self._send(HTTPStatus.MOVED_PERMANENTLY, None, b"", [("Location", location)])

    def _answer(self, path: str, query: str, edition: str) -> None:
        target = None if path.startswith(PREFIX) else find(self.server.folder, path)
        if isinstance(target, Moved):
            self._send_moved(target.path, query)
        elif isinstance(target, OpenFile):
            with target.file as file:
                status = os.fstat(file.fileno())
                etag = f'"{status.st_ino:x}-{status.st_mtime_ns:x}-{status.st_size:x}"'
                modified = self.date_time_string(int(status.st_mtime))
                self._send_file(file, status.st_size, etag, media_type(target.name), edition, modified)
        else:
            code, body = HTTPStatus.NOT_FOUND, _NOTHING
            missing = find(self.server.folder, "/404.html")
            if isinstance(missing, OpenFile):
                with missing.file as file:
                    body = file.read()
            elif edition == "0":
                code, body = HTTPStatus.SERVICE_UNAVAILABLE, _BUILDING
            self._send(code, _HTML, _with_script(edition, body))

    def _send_file(
        self, file: BinaryIO, size: int, etag: str, kind: str, edition: str, modified: str = ""
    ) -> None:
        headers = [("ETag", etag), *([("Last-Modified", modified)] if modified else [])]
        if kind == _HTML:  # served whole: with the script it is longer than on the disk
            self._send(HTTPStatus.OK, kind, _with_script(edition, file.read()), headers)
            return
        headers.append(("Accept-Ranges", "bytes"))
        wanted = self.headers.get("Range")
        if self.headers.get("If-Range", etag) not in (etag, modified):
            wanted = None
        try:
            part = parse_range(wanted, size)
        except UnsatisfiableError:
            headers.append(("Content-Range", f"bytes */{size}"))
            self._send(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, None, b"", headers)
            return
        first, last = part or (0, size - 1)
        if part is not None:
            headers.append(("Content-Range", f"bytes {first}-{last}/{size}"))
        self._head(HTTPStatus.PARTIAL_CONTENT if part else HTTPStatus.OK, kind, last - first + 1, headers)
        if self.command != "HEAD":
            file.seek(first)
            self._copy(file, last - first + 1)

    def _copy(self, file: BinaryIO, length: int) -> None:
        while length > 0 and (piece := file.read(min(_CHUNK, length))):
            self.wfile.write(piece)
            length -= len(piece)
        self.close_connection = self.close_connection or length > 0

    def _send(
        self, status: HTTPStatus, kind: str | None, body: bytes, headers: list[tuple[str, str]] | None = None
    ) -> None:
        self._head(status, kind, len(body), headers or [])
        if self.command != "HEAD":
            self.wfile.write(body)

    def _head(
        self, status: HTTPStatus, kind: str | None, length: int, headers: list[tuple[str, str]]
    ) -> None:
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        if status != HTTPStatus.NO_CONTENT:
            self.send_header("Content-Length", str(length))
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """The terminal is for builds, not for requests."""


class Server(ThreadingHTTPServer):
    """Serves `folder`, to this computer unless `host` is another address. Requests run in threads that end with us."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int, folder: Path, editions: News, host: str = HOST) -> None:
        self.open = not is_loopback(host)
        super().__init__((host, port), Handler)
        self.folder = folder
        self.editions = editions
        self.port: int = self.server_address[1]
        hosts = {f"{name}:{self.port}" for name in _NAMES}
        self.hosts = frozenset(hosts | set(_NAMES) if self.port == 80 else hosts)

    def knows(self, host: str) -> bool:
        """True for a Host header of our own. Opened to others, any bare address is: no name can be bent to one."""
        return host in self.hosts or (self.open and bool(_BARE.fullmatch(host)))

    def server_bind(self) -> None:
        """Bind without asking the network for this computer's name, which can take seconds."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as the library has it
        """A browser that goes away in mid-answer is no news."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


def path_of(address: str) -> str | None:
    """The path in the site that the path of an address (percent-encoded) names; None for one that leads elsewhere."""
    path = unquote(address, errors="surrogateescape")
    parts = path.split("/")
    if (
        parts[0]
        or len(parts) < 2
        or "\0" in path
        or "\\" in path
        or ".." in parts
        or "." in parts
        or "" in parts[1:-1]
    ):
        return None
    return path[1:] + "index.html" if path.endswith("/") else path[1:]


def is_loopback(host: str) -> bool:
    """True for an address that only this computer reaches. Raises ValueError for what is no IPv4 address."""
    return IPv4Address(host).is_loopback


@dataclass(frozen=True, slots=True)
class OpenFile:
    """An open file; its name says its media type."""

    name: str
    file: BinaryIO


@dataclass(frozen=True, slots=True)
class Moved:
    """The address lacks its final slash; `path` is the right one, still percent-encoded."""

    path: str


def find(folder: Path, raw: str) -> OpenFile | Moved | None:
    """What answers to the path of a request (percent-encoded, without query); None if nothing does.

    The file is opened at once, so a swap of the site meanwhile does no harm. Where the site is a link, the
    folder that it named may be swept away just then: what is missing is looked for once more.
    """
    path = unquote(raw, errors="surrogateescape")
    parts = path.split("/")[1:]
    if not path.startswith("/") or "\0" in path or "\\" in path or ".." in parts or "." in parts:
        return None
    if "" in parts[:-1]:  # "//host" must never become a redirect to another site
        return None
    return _look(folder, raw, parts) or _look(folder, raw, parts)


def _look(folder: Path, raw: str, parts: list[str]) -> OpenFile | Moved | None:
    root = os.path.realpath(folder)
    true = os.path.realpath(os.path.join(root, *parts))  # noqa: PTH118 - realpath and its prefix are text
    if true != root and not true.startswith(root + os.sep):
        return None
    if os.path.isdir(true):  # noqa: PTH112
        if parts[-1]:
            return Moved(raw + "/")
        true = os.path.join(true, "index.html")  # noqa: PTH118
    elif not parts[-1]:
        return None
    return _open(true, true.rpartition("/")[2])


def _open(path: str, name: str) -> OpenFile | None:
    try:
        # neither a link put in meanwhile nor a pipe that would keep us waiting
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError):
        return None
    file = os.fdopen(handle, "rb")
    if not os.path.isfile(handle):  # noqa: PTH113
        file.close()
        return None
    return OpenFile(name, file)


class UnsatisfiableError(ValueError):
    """The range that was asked for lies outside the file."""


def parse_range(header: str | None, size: int) -> tuple[int, int] | None:
    """The range as (first, last) byte, or None where the whole file is to be sent.

    As RFC 9110 has it, what we do not understand, several ranges included, is ignored.
    """
    match = _ONE_RANGE.fullmatch(header.strip()) if header else None
    if match is None:
        return None
    first, last = match.groups()
    if not (first or last) or max(len(first), len(last)) > _DIGITS:
        return None
    if not first:
        if int(last) == 0 or size == 0:
            raise UnsatisfiableError
        return max(0, size - int(last)), size - 1
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise UnsatisfiableError
    return int(first), min(int(last), size - 1) if last else size - 1


def media_type(path: str) -> str:
    """The Content-Type to serve a file with."""
    name = path.rpartition("/")[2]
    if name in _PLAIN_NAMES:
        return _TYPES[".txt"]
    return _TYPES.get(splitext(name)[1].lower(), UNKNOWN)


def _with_script(edition: str, page: bytes) -> bytes:
    """The page with the script that reloads it, before the end of its body. Only what is served has it."""
    tag = f'<script src="{RELOAD_PATH}" data-edition="{edition}" defer></script>'.encode()
    before, end, after = page.rpartition(b"</body>")
    return before + tag + end + after if end else page + tag
