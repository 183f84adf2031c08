"""One request to the preview: which file, which part of it, with which headers."""

import os
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import parse_qs

from gazette.preview import ranges
from gazette.preview.files import Found, Moved, find
from gazette.preview.media import media_type
from gazette.preview.reload import NEWS_PATH, PREFIX, STARTER, STARTER_PATH

if TYPE_CHECKING:
    from gazette.preview.server import Server

_CHUNK = 1 << 16
_HTML = "text/html; charset=utf-8"
_NOTHING = (
    b"<!doctype html><html lang=en><title>Not found</title><h1>Not found</h1><p>There is no such page.</html>"
)


class Handler(BaseHTTPRequestHandler):
    """Answers GET, HEAD and OPTIONS; everything else is refused by the base class."""

    server: "Server"
    protocol_version = "HTTP/1.1"
    server_version = "gazette"
    sys_version = ""
    timeout = 60

    def do_GET(self) -> None:
        """Send a file, or a part of it."""
        path, _, query = self.path.partition("?")
        if self.headers.get("Host", "").lower() not in self.server.hosts:
            # a page of the web whose name was bent to this computer may not read the preview
            self._send(HTTPStatus.MISDIRECTED_REQUEST, "text/plain; charset=utf-8", b"unknown host name\n")
        elif path == STARTER_PATH:
            self._send(HTTPStatus.OK, media_type(path), STARTER.encode())
        elif path == NEWS_PATH:
            since = parse_qs(query).get("since", [""])[0]
            self._send(HTTPStatus.OK, media_type(path), self.server.editions.news(since).encode())
        else:
            # taken before the file is opened: a swap in between costs a reload, not a stale page
            self._answer(path, query, self.server.editions.tag)

    def do_HEAD(self) -> None:
        """As GET, without the body."""
        self.do_GET()

    def do_OPTIONS(self) -> None:
        """Let pages of other origins ask for parts of files."""
        self._send(HTTPStatus.NO_CONTENT, None, b"")

    def _answer(self, path: str, query: str, tag: bytes) -> None:
        found = None if path.startswith(PREFIX) else find(self.server.folder, path)
        if isinstance(found, Moved):
            # a browser reads "\" as "/": nothing but a path of this site may stand here
            location = found.path + (f"?{query}" if query else "")
            self._send(HTTPStatus.MOVED_PERMANENTLY, None, b"", [("Location", location)])
        elif found is None:
            missing = find(self.server.folder, "/404.html")
            body = _NOTHING
            if isinstance(missing, Found):
                with missing.file as file:
                    body = file.read()
            self._send(HTTPStatus.NOT_FOUND, _HTML, _with(tag, body))
        else:
            with found.file as file:
                self._send_file(file, media_type(found.name), tag)

    def _send_file(self, file: BinaryIO, kind: str, tag: bytes) -> None:
        status = os.fstat(file.fileno())
        modified = self.date_time_string(int(status.st_mtime))
        etag = f'"{status.st_ino:x}-{status.st_mtime_ns:x}-{status.st_size:x}"'
        headers = [("ETag", etag), ("Last-Modified", modified)]
        if kind == _HTML:  # served whole: with the script it is longer than on the disk
            self._send(HTTPStatus.OK, kind, _with(tag, file.read()), headers)
            return
        headers.append(("Accept-Ranges", "bytes"))
        wanted = self.headers.get("Range")
        if self.headers.get("If-Range", etag) not in (etag, modified):
            wanted = None
        try:
            part = ranges.parse(wanted, status.st_size)
        except ranges.UnsatisfiableError:
            headers.append(("Content-Range", f"bytes */{status.st_size}"))
            self._send(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, None, b"", headers)
            return
        first, last = part or (0, status.st_size - 1)
        if part is not None:
            headers.append(("Content-Range", f"bytes {first}-{last}/{status.st_size}"))
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
        if not self.path.startswith(PREFIX):
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS")
            self.send_header("Access-Control-Allow-Headers", "Range, If-Range")
            self.send_header("Access-Control-Expose-Headers", "Accept-Ranges, Content-Range, ETag")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """The terminal is for builds, not for requests."""


def _with(tag: bytes, page: bytes) -> bytes:
    """The page with the script that reloads it, before the end of its body. Only what is served has it."""
    before, end, after = page.rpartition(b"</body>")
    return before + tag + end + after if end else page + tag
