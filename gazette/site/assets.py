"""The theme's static files, as they are published."""

import mimetypes
from collections.abc import Iterator
from importlib.resources import files

from gazette.artifact import Artifact

_TYPES = mimetypes.MimeTypes()
"""Python's own table of media types, not the computer's: the same everywhere."""
_TYPES.add_type("font/woff2", ".woff2")


def theme_files() -> Iterator[Artifact]:
    """Every file of `theme/static`, under `static/`, in the order of their names."""
    folder = files("gazette").joinpath("theme/static")
    for item in sorted(folder.iterdir(), key=lambda one: one.name):
        kind = _TYPES.guess_type(item.name)[0] or "application/octet-stream"
        yield Artifact(f"static/{item.name}", kind, item.read_bytes())
