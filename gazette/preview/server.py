"""The server of the preview: this computer only, and only under its own names."""

import socket
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from gazette.preview.handler import Handler
from gazette.preview.reload import Editions

HOST = "127.0.0.1"
_NAMES = ("localhost", HOST, "[::1]")


class Server(ThreadingHTTPServer):
    """Serves `folder` to this computer. Requests run in threads that end with the program."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int, folder: Path, editions: Editions) -> None:
        super().__init__((HOST, port), Handler)
        self.folder = folder
        self.editions = editions
        self.port: int = self.server_address[1]
        hosts = {f"{name}:{self.port}" for name in _NAMES}
        self.hosts = frozenset(hosts | set(_NAMES) if self.port == 80 else hosts)

    def server_bind(self) -> None:
        """Bind without asking the network for this computer's name, which can take seconds."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind((HOST, self.server_address[1]))
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as the library has it
        """A browser that goes away in mid-answer is no news."""
        import sys

        if not isinstance(sys.exception() if sys.version_info >= (3, 12) else sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)
