"""The published files on the loopback interface, as a reader elsewhere would have them."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from gazette.describe import describe_all
from gazette.export import export_all
from tests.catalogs import harbour
from tests.javascript import javascript

__all__ = ["javascript"]


@contextmanager
def serving(files):
    """A server of these bodies by path; gives its address, which ends in a slash."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            artifact = files.get(self.path.lstrip("/"))
            self.send_response(200 if artifact else 404)
            self.send_header("Content-Type", artifact.media_type if artifact else "text/plain")
            self.send_header("Content-Length", str(artifact.size if artifact else 0))
            self.end_headers()
            if artifact:
                self.wfile.write(artifact.body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def published(monkeypatch):
    """The address of the harbour's descriptor, everything it names served beside it."""
    monkeypatch.setenv("NO_PROXY", "*")
    files = {}
    with serving(files) as homepage:
        catalog = harbour(homepage)
        made = export_all(catalog)
        files |= {artifact.path: artifact for artifact in (*made, *describe_all(catalog, made))}
        yield homepage + "data/latest/datapackage.json"
