"""The site while it is being written: served on this computer only, rebuilt and reloaded at each change."""

import errno
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from gazette.preview.reload import Editions
from gazette.preview.server import HOST, Server
from gazette.preview.watch import changes, look
from gazette.problem import Place, Problem, Stop

__all__ = ["serve"]

_LONGEST_LIST = 3


def serve(
    build: Callable[[], bool],
    folder: Path,
    watch: Sequence[Path],
    port: int,
    announce: Callable[[str], None],
    stop: threading.Event | None = None,
) -> None:
    """Build, serve `folder` on the loopback address, and build again whenever something in `watch` changes.

    `build` says whether it ended well and shows its own problems; when it fails the old site stays, and the
    pages say so. `announce` gets each line for the terminal. Port 0 takes any free one. Ends, quietly, with
    Ctrl-C or when `stop` is set; raises Stop if the port is taken.
    """
    ended = stop or threading.Event()
    editions = Editions()
    with _listen(port, folder, editions) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        try:
            seen = look(watch)
            editions.built(well=build())
            thread.start()
            announce(f"preview at http://{HOST}:{server.port}/ (Ctrl-C ends it)")
            for changed in changes(watch, seen, ended):
                announce(f"changed: {_some(changed)}")
                editions.built(well=build())
        except KeyboardInterrupt:
            announce("preview ended")
        finally:
            editions.close()
            if thread.is_alive():
                server.shutdown()
                thread.join()


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
