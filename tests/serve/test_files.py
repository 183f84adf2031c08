"""What the preview serves, to whom, and what it never serves."""

import socket
import threading

import pytest

from gazette.problem import Stop
from gazette.serve import serve
from gazette.serve.server import UNKNOWN, media_type
from tests.serve.conftest import Preview, news, settled


def test_pages_and_their_addresses(preview):
    """A folder's address ends in a slash and answers with its index; without the slash it leads there."""
    for path in ("/", "/en/about/", "/en/about/index.html", "/en/about/?q=1"):
        status, headers, body = preview.ask(path)
        assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert b"<p>One</p>" in body
    status, headers, _ = preview.ask("/en/about?q=1")
    assert (status, headers["location"]) == (301, "/en/about/?q=1")


def test_the_script_is_in_the_answer_and_not_in_the_file(preview):
    """Only what is served reloads itself."""
    _, headers, body = preview.ask("/")
    assert b'<script src="/-/reload.js" data-edition="1" defer></script></body>' in body
    assert int(headers["content-length"]) == len(body)
    assert b"script" not in (preview.folder / "index.html").read_bytes()
    status, headers, body = preview.ask("/-/reload.js")
    assert (status, headers["content-type"]) == (200, "text/javascript; charset=utf-8")
    assert b"/-/news.js?since=" in body


@pytest.mark.parametrize(
    "path", ["/nothing", "/en/nothing/", "/empty/", "/en/", "/ten.csv/", "/-/x", "/en//about/"]
)
def test_what_is_missing_is_404(preview, path):
    """The site's own 404 page, with the status; no folder is ever listed."""
    status, _, body = preview.ask(path)
    assert status == 404
    assert b"No such page" in body


def test_missing_without_a_page_for_it(preview):
    """Without a 404 page there is a plain one, which reloads itself too."""
    (preview.folder / "404.html").unlink()
    status, _, body = preview.ask("/nothing")
    assert status == 404
    assert b"/-/reload.js" in body


@pytest.mark.parametrize(
    "path",
    [
        *("/../secret.txt", "/en/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt"),
        *("/..%5csecret.txt", "/..\\secret.txt", "//secret.txt", "/%2fetc/passwd", "//etc/passwd"),
        *(
            "/leak.txt",
            "/../_site-secret/x.txt",
            "/ten.csv%00.html",
            "/./secret.txt",
            "/%ff",
            "/%c0%ae%c0%ae/x",
        ),
        *("secret.txt", "http://127.0.0.1/ten.csv", "*"),
    ],
)
def test_nothing_outside_the_site_is_served(preview, path):
    """No spelling of a path leads out of the folder, and neither does a link."""
    with socket.create_connection(("127.0.0.1", preview.port), 30) as wire:
        wire.sendall(
            f"GET {path} HTTP/1.1\r\nHost: localhost:{preview.port}\r\nConnection: close\r\n\r\n".encode()
        )
        answer = b"".join(iter(lambda: wire.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 404")
    assert b"secret" not in answer


@pytest.mark.parametrize(
    "host", ["example.org", "127.0.0.1.example.org", "localhost", "localhost:1", "", "evil:{port}"]
)
def test_other_host_names_are_refused(preview, host):
    """A page of the web that bends its own name to this computer gets nothing, not even the news."""
    for path in ("/", "/ten.csv", "/-/news.js"):
        status, _, body = preview.ask(path, Host=host.format(port=preview.port))
        assert status == 421
        assert b"012" not in body


@pytest.mark.parametrize("host", ["localhost:{port}", "127.0.0.1:{port}", "[::1]:{port}", "LOCALHOST:{port}"])
def test_own_names_are_served(preview, host):
    """The names of this computer, with the port."""
    assert preview.ask("/ten.csv", Host=host.format(port=preview.port))[0] == 200


def test_only_the_loopback_address_listens(preview):
    """No other computer can ask."""
    with pytest.raises(OSError), socket.create_connection(("127.0.0.2", preview.port), 5):  # noqa: PT011
        pass


def test_head_and_other_methods(preview):
    """HEAD has the headers of GET and no body; what writes is refused."""
    for path in ("/", "/ten.csv", "/nothing"):
        got, head = preview.ask(path), preview.ask(path, "HEAD")
        assert head[0] == got[0]
        assert head[2] == b""
        assert head[1]["content-length"] == str(len(got[2]))
    assert preview.ask("/", "POST")[0] == 501
    assert preview.ask("/", "DELETE")[0] == 501


@pytest.mark.parametrize("path", ["/", "/ten.csv", "/-/reload.js", "/-/news.js", "/nothing"])
def test_no_page_of_another_origin_may_read(preview, path):
    """No answer lets another origin in, whatever it asks; none is cached or guessed at."""
    _, headers, _ = preview.ask(path, Origin="https://evil.example")
    assert not [name for name in headers if name.startswith("access-control")]
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert preview.ask(path, "OPTIONS", Access_Control_Request_Headers="range")[0] == 501


@pytest.mark.parametrize(
    "asked",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_news_are_for_pages_of_the_preview(preview, asked):
    """A script that another site includes, or asks for, hears nothing of the work."""
    for path in ("/-/news.js", "/-/reload.js"):
        status, _, body = preview.ask(path, **asked)
        assert (status, body) == (403, b"for pages of the preview only\n")
    own = {"Origin": f"http://127.0.0.1:{preview.port}", "Sec_Fetch_Site": "same-origin"}
    assert preview.ask("/-/news.js", **own)[0] == 200


def test_media_types():
    """A table of our own: the same on every computer, with the encoding on text."""
    expected = {
        "a.csv": "text/csv; charset=utf-8",
        "a.md": "text/markdown; charset=utf-8",
        "a.ics": "text/calendar; charset=utf-8",
        "a.json": "application/json",
        "a.jsonl": "application/jsonl",
        "a.jsonld": "application/ld+json",
        "a.svg": "image/svg+xml",
        "a.woff2": "font/woff2",
        "a.parquet": "application/vnd.apache.parquet",
        "a.sqlite": "application/vnd.sqlite3",
        "a.atom": "application/atom+xml",
        "a.webmanifest": "application/manifest+json",
        "x.y/SHA256SUMS": "text/plain; charset=utf-8",
        "a.unheard-of": UNKNOWN,
    }
    assert {name: media_type(name) for name in expected} == expected


def test_slow_clients_and_many_who_wait_keep_nobody_else_out(preview):
    """Fifty who have connected and say nothing, fifty who wait for news: a page still comes, and all hear the news."""
    silent = [socket.create_connection(("127.0.0.1", preview.port), 30) for _ in range(50)]
    heard = []
    state = settled(preview)["state"]
    waiting = [
        threading.Thread(target=lambda: heard.append(news(preview, state)["site"]), daemon=True)
        for _ in range(50)
    ]
    for thread in waiting:
        thread.start()
    assert preview.ask("/")[0] == 200
    (preview.source / "goals.csv").write_text("id\n", encoding="utf-8")
    for thread in waiting:
        thread.join(30)
    assert len(heard) == 50
    for one in silent:
        one.close()


def test_a_request_line_without_end_is_refused(preview):
    """With the status that says so, and without reading it all."""
    with socket.create_connection(("127.0.0.1", preview.port), 30) as wire:
        wire.sendall(b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n")
        assert wire.recv(65536).startswith(b"HTTP/1.1 414")


def test_others_are_let_in_only_when_asked_for_and_warned_of(tmp_path):
    """Under bare addresses, which no name can be bent to; a name is refused as ever, and so is another origin."""
    (tmp_path / "_site").mkdir()
    (tmp_path / "_site/index.html").write_text("<body>One</body>", "utf-8")
    running, stop = Preview(tmp_path / "_site", tmp_path), threading.Event()
    running.go.set()
    arguments = (running.build, running.folder, [tmp_path / "x"], 0, running.announce, stop)
    thread = threading.Thread(target=serve, args=arguments, kwargs={"host": "0.0.0.0"}, daemon=True)
    thread.start()
    assert running.ready.wait(30)
    assert running.ask("/", Host=f"192.0.2.7:{running.port}")[0] == 200
    for host in ("example.org", f"evil.example:{running.port}", "192.0.2.7.example.org", "1.2.3.4:5:6"):
        assert running.ask("/", Host=host)[0] == 421
    asked = {"Host": f"192.0.2.7:{running.port}"}
    assert running.ask("/-/news.js?since=x", Origin="http://evil.example", **asked)[0] == 403
    assert running.ask("/-/news.js?since=x", Origin=f"http://192.0.2.7:{running.port}", **asked)[0] == 200
    assert [line for line in running.said if line.startswith("warning: everybody")]
    stop.set()
    thread.join(30)


def test_a_host_that_is_no_address_is_a_usage_error(gazette, root):
    """A name would have to be looked up, and may be somebody else's."""
    done = gazette("serve", "--host", "example.org", project=root)
    assert done.returncode == 2
    assert "IPv4 address" in done.stderr


def test_an_address_of_another_computer_is_a_problem(tmp_path):
    """The message says what to name instead."""
    with pytest.raises(Stop) as caught:
        serve(lambda over, say: "", tmp_path, [], 0, pytest.fail, host="192.0.2.7")
    assert "0.0.0.0" in caught.value.problems[0].hint
