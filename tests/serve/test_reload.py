"""Builds on changes, and how the pages hear of them."""

import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from gazette.problem import Stop, codes
from gazette.publish import publish
from gazette.serve import serve
from tests.serve.conftest import Preview, news, settled

SERVER = """
import sys
from pathlib import Path
from gazette.serve import serve
folder = Path(sys.argv[1])
serve(lambda over, say: "", folder, [folder], 0, lambda line: print(line, flush=True))
"""


def test_a_change_builds_and_tells(preview):
    """A page that waits hears of the next edition, and the terminal says what changed."""
    now = settled(preview)
    assert (now["site"], now["problems"]) == ("1", "")
    later = threading.Timer(0.5, lambda: (preview.source / "goals.csv").write_text("id\n", encoding="utf-8"))
    later.start()
    assert settled(preview, now["state"])["site"] == "2"
    assert preview.builds == 2
    assert preview.said[1].startswith("changed: ")
    assert "goals.csv" in preview.said[1]


def test_a_failed_build_shows_its_problems_and_keeps_the_site(preview):
    """The edition stays, the pages get the problems in words, and a good build takes them back."""
    now = settled(preview)
    preview.problems = "error[empty-cell] goals.csv:2"
    (preview.source / "goals.csv").write_text("id,\n", encoding="utf-8")
    now = settled(preview, now["state"])
    assert (now["site"], now["problems"]) == ("1", "error[empty-cell] goals.csv:2")
    assert preview.ask("/")[0] == 200
    preview.problems = ""
    (preview.source / "goals.csv").write_text("id\nx\n", encoding="utf-8")
    now = settled(preview, now["state"])
    assert (now["site"], now["problems"]) == ("2", "")


def test_it_listens_before_the_first_build_ends(tmp_path):
    """Until there is a site, a page says that it is being built, and the news what the build is doing."""
    running, stop = Preview(tmp_path / "_site", tmp_path), threading.Event()
    thread = threading.Thread(
        target=serve, args=(running.build, running.folder, [tmp_path], 0, running.announce, stop), daemon=True
    )
    thread.start()
    assert running.ready.wait(30)
    status, _, body = running.ask("/")
    assert (status, b"being built" in body, b"/-/reload.js" in body) == (503, True, True)
    told = news(running)
    while not told["doing"].startswith("writing"):
        told = news(running, told["state"])
    assert (told["site"], told["doing"]) == ("0", "writing the datasets …")
    running.go.set()
    assert settled(running)["site"] == "1"
    stop.set()
    thread.join(30)


def test_files_are_opened_freshly_after_a_swap(tmp_path, preview):
    """A swapped site is served at once: nothing holds on to the old folder."""
    for path in sorted(preview.folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    for word in (b"first", b"second"):
        with publish(preview.folder) as stage:
            stage.write("index.html", b"<body>" + word + b"</body>")
        assert word in preview.ask("/")[2]


@pytest.mark.parametrize("replace", [False, True])
def test_single_files_are_watched(tmp_path, replace):
    """A single file is seen to change, also when an editor puts another in its place, or makes it anew."""
    descriptor = tmp_path / "datapackage.json"
    heard, stop = threading.Event(), threading.Event()

    def announce(line: str) -> None:
        if "datapackage.json" in line:
            heard.set()

    (tmp_path / "content").mkdir()
    watched = [descriptor, tmp_path / "content"] if replace else [descriptor]
    thread = threading.Thread(
        target=serve, args=(lambda over, say: "", tmp_path / "_site", watched, 0, announce, stop), daemon=True
    )
    thread.start()
    for text in ("{}", '{"a": 1}'):
        threading.Event().wait(0.8)
        (tmp_path / "draft").write_text(text, encoding="utf-8")
        (tmp_path / "draft").replace(descriptor)
        assert heard.wait(30)
        heard.clear()
    stop.set()
    thread.join(30)


def test_a_taken_port_is_a_problem():
    """Somebody listens there already: a message and a hint, before anything is built."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Stop) as caught:
            serve(lambda over, say: pytest.fail("must not build"), Path(), [], port, pytest.fail)
    (problem,) = caught.value.problems
    assert problem.code in codes()
    assert str(port) in problem.message
    assert "--port" in problem.hint


def test_no_such_port_is_a_problem():
    """A number that no port has."""
    with pytest.raises(Stop):
        serve(lambda say: "", Path(), [], 70000, pytest.fail)


def test_ctrl_c_ends_quietly(tmp_path):
    """Status 0 and nothing on standard error."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVER, str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as server:
        assert server.stdout.readline().startswith("preview at http://127.0.0.1:")
        threading.Event().wait(0.3)
        server.send_signal(signal.SIGINT)
        out, err = server.communicate(timeout=30)
    assert (server.returncode, out, err) == (0, "preview ended\n", "")
