"""Data at addresses of the web: refused unless asked for, and then so many bytes, so long, and no more."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from gazette.assemble import assemble
from gazette.check import check
from gazette.load import load
from gazette.load.fetch import NotFetchedError, fetch
from gazette.project import Project


class Answers(BaseHTTPRequestHandler):
    """A table, a missing file, one without end, one that never comes, and ways that lead astray."""

    def do_GET(self):
        """Answer by the name of what is asked for."""
        self.server.asked.append(self.path)
        kind = self.path.strip("/").partition(".")[0]
        if kind in ("astray", "round"):
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd" if kind == "astray" else self.path)
            self.end_headers()
            return
        self.send_response(404 if kind == "missing" else 200)
        self.end_headers()
        try:
            if kind == "endless":
                while True:
                    self.wfile.write(b"x" * 65_536)
            elif kind == "slow":
                for _ in range(100):
                    self.wfile.write(b"x")
                    self.wfile.flush()
                    time.sleep(0.05)
            else:
                self.wfile.write("id,name\n1,Größe\n".encode())
        except OSError:
            return

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def server(monkeypatch):
    """A server on this computer alone."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as running:
        running.asked = []
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


def address(server, name):
    """The address of something on the server."""
    return f"http://127.0.0.1:{server.server_address[1]}/{name}"


def package(root, path, **more):
    """A package whose one table is elsewhere."""
    (root / "datapackage.json").write_text(json.dumps({"resources": [{"name": "a", "path": path, **more}]}))
    return root


def test_refused_unless_asked(server, tmp_path):
    """Nobody is asked for anything, and the message says how to."""
    problems, _ = check(load(Project(package(tmp_path, address(server, "a.csv")))))
    assert [(one.code, "--fetch" in one.hint) for one in problems if one.severity == "error"] == [
        ("remote-path", True)
    ]
    assert server.asked == []


def test_fetched(server, tmp_path):
    """The table is read as one of the package, each address asked once; what is published names the address."""
    source = load(Project(package(tmp_path, address(server, "a.csv")), fetching=True))
    assert [one for one in check(source)[0] if one.severity != "advice"] == []
    (table,) = assemble(source).tables
    assert [record.values["name"] for record in table.records] == ["Größe"]
    assert server.asked == ["/a.csv"]


def test_never_for_packages_with_rules(server, tmp_path):
    """A package with rules of its own holds all its data, whatever is asked for."""
    root = package(tmp_path, address(server, "a.csv"))
    (root / "schemas").mkdir()
    (root / "schemas/package.json").write_text("{}")
    assert "remote-path" in {one.code for one in load(Project(root, fetching=True)).problems}
    assert server.asked == []


@pytest.mark.parametrize("name", ["missing.csv", "astray.csv", "round.csv"])
def test_no_file(name, server, tmp_path):
    """An address without a file, or that leads off the web or round in a circle, is one fault."""
    problems, _ = check(load(Project(package(tmp_path, address(server, name)), fetching=True)))
    assert [one.code for one in problems if one.severity == "error"] == ["not-fetched"]


@pytest.mark.parametrize(
    "asked", ["ftp://127.0.0.1/a.csv", "file:///etc/passwd", "data:,x", "http://", "http://[::1"]
)
def test_no_web(asked, tmp_path):
    """What is no address of the web is not fetched."""
    codes = [
        one.code
        for one in check(load(Project(package(tmp_path, asked), fetching=True)))[0]
        if one.severity == "error"
    ]
    assert codes in (["remote-path"], ["not-fetched"])


def test_so_many_bytes(server):
    """A file without end is left once it is too large."""
    with pytest.raises(NotFetchedError, match="more than 200,000 bytes"):
        fetch(address(server, "endless.csv"), most=200_000)


def test_so_long(server):
    """A file that drips is left when its time is over."""
    with pytest.raises(NotFetchedError, match=r"within 0\.3 seconds"):
        fetch(address(server, "slow.csv"), seconds=0.3)


def test_nobody_there():
    """An address at which nobody answers is a fault in words."""
    with pytest.raises(NotFetchedError, match="could not be fetched"):
        fetch("http://127.0.0.1:1/a.csv", seconds=2)
