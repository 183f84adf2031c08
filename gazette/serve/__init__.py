"""The site while it is being written: served on this computer only, and reloaded at each change.

Pages come from a model in memory (`gazette.serve.live`), so a change is shown at once; a whole build follows once
nothing has changed for a while, for what only that makes and finds. An open page asks for news, and the answer is held
back until there are some: what is being done, what is wrong, or that this page would be another one now.
"""

import errno
import json
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gazette.problem import Place, Problem, Stop
from gazette.serve.server import HOST, Server

if TYPE_CHECKING:
    from gazette.serve.live import Live

__all__ = ["Editions", "serve"]

Build = Callable[[threading.Event, Callable[[str], None]], str]
"""Builds the site, says meanwhile what it is doing, and gives the problems as text: empty if it ended well.

The event tells that nobody waits for it any more.
"""
Stamps = dict[str, tuple[int, int, int]]

_HOLD_SECONDS = 20.0
_LONGEST_LIST = 3
_QUIET_MS = 20
"""A burst ends when nothing changed for so long: editors write a file in several steps."""
_QUIET_SECONDS = 2.0
"""A whole build begins when nothing changed for so long."""
_SHOWN_SECONDS = 0.3
"""What follows a change begins so long after it: open pages are served first."""
_DIGITS = 18
_OPEN = (
    "warning: everybody who reaches this computer can read the preview, with work that is not released, and the "
    "problems with their places; without --host only this computer can"
)
_LONGEST_MS = 1000
_LOOK_MS = 200
"""How often we look without being woken: for single files, and for folders that appear or vanish."""


def serve(
    build: Build,
    folder: Path,
    watch: Sequence[Path],
    port: int,
    announce: Callable[[str], None],
    stop: threading.Event | None = None,
    live: "Callable[[], Live] | None" = None,
    host: str = HOST,
) -> None:
    """Serve a site on the loopback address, or on `host`, and show each change of something in `watch`.

    It listens from the beginning: until there is something to show, pages say what it is doing. With problems the old
    site stays, and its pages show them. `live` gives what makes the pages; without it all is as the last `build` has
    left it in `folder`. `announce` gets each line for the terminal. Port 0 takes any free one. Ends, quietly, with
    Ctrl-C or when `stop` is set; raises Stop if the port is taken.
    """
    ended = stop or threading.Event()
    editions = Editions()
    preview: _Memory | _Folder = _Folder(editions, build)
    with _listen(port, folder, editions, host) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        thread.start()
        try:
            announce(f"preview at http://{host}:{server.port}/ (Ctrl-C ends it)")
            if server.open:
                announce(_OPEN)
            seen = look(watch)

            def watched() -> Sequence[Path]:
                return (*watch, *(editions.live.cited if editions.live else ()))

            if live is not None:
                editions.tell(doing="starting")
                editions.live = live()
                preview = _Memory(editions.live, editions, build, announce)
            preview.change()
            # What the descriptor names was read just now; whatever else has changed since is noticed.
            seen = {**look(watched()), **seen}
            for changed in changes(watched, seen, ended):
                announce(f"changed: {_some(changed)}")
                preview.change(changed)
        except KeyboardInterrupt:
            announce("preview ended")
        finally:
            preview.close()
            editions.close()
            server.shutdown()
            thread.join()


class _Folder:
    """A preview of what builds leave in a folder."""

    def __init__(self, editions: "Editions", build: Build) -> None:
        self._editions, self._build = editions, build

    def change(self, _changed: Sequence[str] = ()) -> None:
        """Build."""
        self._editions.build(self._build)

    def close(self) -> None:
        """Nothing goes on behind."""


class _Memory:
    """A preview from a model in memory; a whole build follows when nothing has changed for a while."""

    def __init__(
        self, live: "Live", editions: "Editions", build: Build, announce: Callable[[str], None]
    ) -> None:
        self._live, self._editions, self._build, self._announce = live, editions, build, announce
        self._over = threading.Event()
        self._behind: threading.Thread | None = None
        self._said = ""

    def change(self, changed: Sequence[str] = ()) -> None:
        """Show what has changed, and let the rest follow."""
        self._over.set()
        begun = time.perf_counter()
        if not self._live.ready:
            self._editions.tell(doing="reading the publication")
        self._live.refresh([Path(name).absolute() for name in changed])
        self._editions.tell(doing="", problems="", jump=bool(changed))
        self._say()
        if not self._live.problems:
            self._announce(f"shown in {time.perf_counter() - begun:.2f} s")
        self._over = threading.Event()
        follow = threading.Thread(target=self._follow, args=(self._over, self._behind), daemon=True)
        self._behind = follow
        follow.start()

    def close(self) -> None:
        """Let what follows a change end, since it is about an edition that is no longer shown."""
        self._over.set()
        if self._behind is not None:
            self._behind.join()

    def _follow(self, over: threading.Event, before: threading.Thread | None) -> None:
        if before is not None:
            before.join()
        if over.wait(_SHOWN_SECONDS):
            return
        self._live.settle(over.is_set)
        if over.is_set():
            return
        self._editions.tell(doing="")
        self._say()
        if over.wait(_QUIET_SECONDS) or self._live.problems:
            return
        problems = self._build(over, lambda what: self._editions.tell(doing=what))
        if not over.is_set():
            self._editions.tell(doing="", problems=problems, well=not problems)
            self._say(problems)

    def _say(self, more: str = "") -> None:
        """Problems and warnings on the terminal, when they are others than before."""
        text = self._live.problems or more or self._live.warnings
        if text and text != self._said:
            self._announce(text.rstrip("\n"))
        self._said = text


class Editions:
    """How many good builds there were, what is being done, and what is wrong; for one page, what it would be now."""

    def __init__(self) -> None:
        self.live: Live | None = None
        self._changed = threading.Condition()
        self._site = 0
        self._steps = 0
        self._jump = 0
        self._doing = ""
        self._problems = ""
        self._closed = False

    def build(self, build: Build) -> None:
        """Run a build and tell the pages about it."""
        self.tell(doing="building the preview")
        problems = build(threading.Event(), lambda what: self.tell(doing=what))
        self.tell(doing="", problems=problems, well=not problems)

    def close(self) -> None:
        """Let go of all who wait."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def news(self, since: str, page: str = "", hold: float = _HOLD_SECONDS) -> str:
        """A script that tells the state: at once if it is not `since`, else on a change or after `hold` seconds.

        `page` is the path of the page that asks: it is told what it would be now.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._closed or since != str(self._steps), hold)
            jump = since.isdecimal() and int(since[:_DIGITS]) < self._jump
            state: dict[str, str | None] = {
                "site": str(self._site),
                "state": str(self._steps),
                "doing": self._doing and f"{self._doing} …",
                "problems": self._problems,
                "warnings": "",
                "jump": None,
            }
        if self.live is not None and page:
            state |= self._of_page(self.live, page, jump=jump)
        return f"window.gazetteNews({json.dumps(state)});\n"

    def _of_page(self, live: "Live", page: str, *, jump: bool) -> dict[str, str | None]:
        found = live.at(page) or live.at("/404.html")
        problems = (live.problems, live.fault(page), self._problems)
        return {
            "site": live.version(found) if found is not None else "0",
            "problems": "\n".join(dict.fromkeys(text for text in problems if text)),
            "warnings": live.warnings,
            "jump": live.place_of_change(page.split("/")[1]) if jump and page.startswith("/") else None,
        }

    @property
    def site(self) -> int:
        """The number of the edition that is served; 0 until the first build has ended well."""
        with self._changed:
            return self._site

    def tell(
        self, *, doing: str, problems: str | None = None, well: bool = False, jump: bool = False
    ) -> None:
        """Let the pages know."""
        with self._changed:
            self._steps += 1
            self._site += well
            self._jump = self._steps if jump else self._jump
            self._doing = doing
            self._problems = self._problems if problems is None else problems
            self._changed.notify_all()


def _listen(port: int, folder: Path, editions: Editions, host: str) -> Server:
    try:
        return Server(port, folder, editions, host)
    except (OSError, OverflowError) as error:
        reason = (
            "there is no such port" if isinstance(error, OverflowError) else (error.strerror or "").lower()
        )
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        first = "end the other program, or choose" if taken else "choose"
        hint = f"{first} another port, for example --port {port + 1 if 1023 < port < 65535 else 8000}"
        if isinstance(error, OSError) and error.errno == errno.EADDRNOTAVAIL:
            hint = "name an address that this computer has, or 0.0.0.0 for all of them"
        message = f"cannot listen on port {port}: {reason}"
        raise Stop(Problem("port-in-use", message, Place(f"{host}:{port}"), hint=hint)) from error


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


def changes(paths: Callable[[], Sequence[Path]], seen: Stamps, stop: threading.Event) -> Iterator[list[str]]:
    """The changed ones of the paths as they are then, sorted, burst by burst, until `stop` is set.

    `seen` is how the files stood when they were last built: what changed since, during a build too, comes
    with the next burst. The system wakes us; what changed is known by looking, so nothing is lost before the
    watch begins, and a file is followed when an editor puts a new one in its place.
    """
    for _ in _wakes(paths, stop):
        now = look(paths())
        changed = sorted(path for path in seen.keys() | now.keys() if seen.get(path) != now.get(path))
        seen = now
        if changed:
            yield [path.removeprefix(str(Path.cwd()) + os.sep) for path in changed]


def _wakes(paths: Callable[[], Sequence[Path]], stop: threading.Event) -> Iterator[None]:
    from watchfiles import watch

    while not stop.is_set():
        folders = [path for path in paths() if path.is_dir()]
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
            if folders != [path for path in paths() if path.is_dir()]:
                break
