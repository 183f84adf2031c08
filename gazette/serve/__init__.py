"""The site while it is being written: served on this computer only, rebuilt and reloaded at each change.

An open page asks for news, and the answer is held back until there are some: what the build is doing, what is
wrong, or that there is a new edition of the site.
"""

import errno
import json
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from gazette.problem import Place, Problem, Stop
from gazette.serve.server import HOST, Server

__all__ = ["Editions", "serve"]

Build = Callable[[Callable[[str], None]], str]
"""Builds the site, says meanwhile what it is doing, and gives the problems as text: empty if it ended well."""
Stamps = dict[str, tuple[int, int, int]]

_HOLD_SECONDS = 20.0
_LONGEST_LIST = 3
_QUIET_MS = 100
"""A burst ends when nothing changed for so long: editors write a file in several steps."""
_LONGEST_MS = 1000
_LOOK_MS = 400
"""How often we look without being woken: for single files, and for folders that appear or vanish."""


def serve(
    build: Build,
    folder: Path,
    watch: Sequence[Path],
    port: int,
    announce: Callable[[str], None],
    stop: threading.Event | None = None,
) -> None:
    """Serve `folder` on the loopback address, build it, and build again whenever something in `watch` changes.

    It listens from the beginning: until the first build has ended, pages say what it is doing. When a build fails
    the old site stays, and its pages show the problems. `announce` gets each line for the terminal. Port 0 takes any
    free one. Ends, quietly, with Ctrl-C or when `stop` is set; raises Stop if the port is taken.
    """
    ended = stop or threading.Event()
    editions = Editions()
    with _listen(port, folder, editions) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        thread.start()
        try:
            announce(f"preview at http://{HOST}:{server.port}/ (Ctrl-C ends it)")
            seen = look(watch)
            editions.build(build)
            for changed in changes(watch, seen, ended):
                announce(f"changed: {_some(changed)}")
                editions.build(build)
        except KeyboardInterrupt:
            announce("preview ended")
        finally:
            editions.close()
            server.shutdown()
            thread.join()


class Editions:
    """How many good builds there were, what the present one is doing, and what was wrong with the last."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._site = 0
        self._steps = 0
        self._doing = ""
        self._problems = ""
        self._closed = False

    def build(self, build: Build) -> None:
        """Run a build and tell the pages about it."""
        self._tell(doing="building the preview")
        problems = build(lambda what: self._tell(doing=what))
        self._tell(doing="", problems=problems, well=not problems)

    def close(self) -> None:
        """Let go of all who wait."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def news(self, since: str, hold: float = _HOLD_SECONDS) -> str:
        """A script that tells the state: at once if it is not `since`, else on a change or after `hold` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or since != str(self._steps), hold)
            state = {
                "site": str(self._site),
                "state": str(self._steps),
                "doing": self._doing and f"{self._doing} …",
                "problems": self._problems,
            }
        return f"window.gazetteNews({json.dumps(state)});\n"

    @property
    def site(self) -> int:
        """The number of the edition that is served; 0 until the first build has ended well."""
        with self._changed:
            return self._site

    def _tell(self, *, doing: str, problems: str | None = None, well: bool = False) -> None:
        with self._changed:
            self._steps += 1
            self._site += well
            self._doing = doing
            self._problems = self._problems if problems is None else problems
            self._changed.notify_all()


def _listen(port: int, folder: Path, editions: Editions) -> Server:
    try:
        return Server(port, folder, editions)
    except (OSError, OverflowError) as error:
        reason = (
            "there is no such port" if isinstance(error, OverflowError) else (error.strerror or "").lower()
        )
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        first = "end the other program, or choose" if taken else "choose"
        hint = f"{first} another port, for example --port {port + 1 if 1023 < port < 65535 else 8000}"
        message = f"cannot listen on port {port}: {reason}"
        raise Stop(Problem("port-in-use", message, Place(f"{HOST}:{port}"), hint=hint)) from error


def _some(paths: Sequence[str]) -> str:
    more = len(paths) - _LONGEST_LIST
    return ", ".join(paths[:_LONGEST_LIST]) + (f" and {more} more" if more > 0 else "")


def look(paths: Sequence[Path]) -> Stamps:
    """Time, size and number of every file in these folders, and of these files, but for what tools leave."""
    from watchfiles import Change, DefaultFilter

    wanted = DefaultFilter()
    stamps: Stamps = {}
    for path in paths:
        inside = (os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names)  # noqa: PTH118
        for name in (os.fspath(path), *inside):
            try:
                status = os.stat(name)  # noqa: PTH116 - paths are text, as os.walk has them
            except OSError:
                continue
            if not os.path.isdir(name) and wanted(Change.modified, name):  # noqa: PTH112
                stamps[name] = status.st_mtime_ns, status.st_size, status.st_ino
    return stamps


def changes(paths: Sequence[Path], seen: Stamps, stop: threading.Event) -> Iterator[list[str]]:
    """The changed paths, sorted, burst by burst, until `stop` is set.

    `seen` is how the files stood when they were last built: what changed since, during a build too, comes
    with the next burst. The system wakes us; what changed is known by looking, so nothing is lost before the
    watch begins, and a file is followed when an editor puts a new one in its place.
    """
    for _ in _wakes(paths, stop):
        now = look(paths)
        changed = sorted(path for path in seen.keys() | now.keys() if seen.get(path) != now.get(path))
        seen = now
        if changed:
            yield [path.removeprefix(str(Path.cwd()) + os.sep) for path in changed]


def _wakes(paths: Sequence[Path], stop: threading.Event) -> Iterator[None]:
    from watchfiles import watch

    while not stop.is_set():
        folders = [path for path in paths if path.is_dir()]
        if not folders:
            stop.wait(_LOOK_MS / 1000)
            yield
            continue
        for _ in watch(
            *folders,
            debounce=_LONGEST_MS,
            step=_QUIET_MS,
            stop_event=stop,
            rust_timeout=_LOOK_MS,
            yield_on_timeout=True,
        ):
            yield
            if folders != [path for path in paths if path.is_dir()]:
                break
