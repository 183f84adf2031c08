"""Pictures as PNG, drawn by resvg with the site's own fonts and no others: the same bytes on every computer.

The one file that knows resvg-py, an extra: without it there are no share cards and no PNG pictures. It draws one
picture at a time, so processes of our own interpreter share the work. Every PNG carries the fingerprint of its
drawing; one that the last build drew of the same drawing is taken over.
"""

import hashlib
import json
import os
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from importlib.util import find_spec

from gazette.interpreter import last_words, run_module
from gazette.problem import Place, Problem, Stop

ABSENT = (
    "Share cards and PNG pictures are left out, for resvg-py is not installed. "
    "To have them: pip install gazette[cards]"
)
_FONTS = ("gazette-drawn-regular.ttf", "gazette-drawn-semibold.ttf")
_KEY = b"drawing\x00"
_EACH = 40
"""Pictures that are worth a process of their own."""
_PNG, _HEAD = b"\x89PNG\r\n\x1a\n", 33
"""A PNG's signature, and the length of that with its first chunk."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG to be: its path in the site, its drawing, how many pixels a unit has."""

    path: str
    svg: str
    zoom: int = 1


def can_draw() -> bool:
    """True if resvg-py is installed."""
    return find_spec("resvg_py") is not None


def draw(pictures: Sequence[Picture], before: Callable[[str], bytes | None]) -> list[tuple[str, bytes]]:
    """Path and bytes of every picture; `before` gives what stood at a path after the last build.

    Raises Stop if the drawing program fails.
    """
    if not pictures:
        return []  # nor can the library be asked for its version where it is not installed
    maker = _maker()
    keys = {one.path: _fingerprint(one, maker) for one in pictures}
    done = {one.path: body for one in pictures if (body := _kept(before(one.path), keys[one.path]))}
    todo = [one for one in pictures if one.path not in done]
    workers = max(1, min(os.cpu_count() or 1, 4, len(todo) // _EACH))
    parts = [part for number in range(workers) if (part := todo[number::workers])]
    with ThreadPoolExecutor(max_workers=workers) as beside:
        for part, bodies in zip(parts, beside.map(_process, parts), strict=True):
            for one, body in zip(part, bodies, strict=True):
                done[one.path] = _marked(body, keys[one.path])
    return sorted(done.items())


def _maker() -> bytes:
    """What else decides the pixels: the program's version and the fonts."""
    folder = files("gazette").joinpath("theme/fonts")
    seen = hashlib.sha256(version("resvg-py").encode())
    for name in _FONTS:
        seen.update(folder.joinpath(name).read_bytes())
    return seen.digest()


def _fingerprint(picture: Picture, maker: bytes) -> bytes:
    return hashlib.sha256(maker + f"{picture.zoom} {picture.svg}".encode()).hexdigest().encode()


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _marked(png: bytes, key: bytes) -> bytes:
    return png[:_HEAD] + _mark(png, key) + png[_HEAD:]


def _mark(png: bytes, key: bytes) -> bytes:
    """What the picture says of itself: of which drawing it is, and what its own bytes are without this."""
    return _chunk(b"tEXt", _KEY + key + b" " + hashlib.sha256(png).hexdigest().encode())


def _kept(png: bytes | None, key: bytes) -> bytes | None:
    """The picture of the last build, if it is whole and of the same drawing."""
    if png is None:
        return None
    after = _HEAD + len(_mark(b"", key))
    bare = png[:_HEAD] + png[after:]
    return png if png[_HEAD:after] == _mark(bare, key) else None


def _process(part: Sequence[Picture]) -> list[bytes]:
    """Draw in a process of our own interpreter: drawings in, sizes and pictures out."""
    given = json.dumps([(one.svg, one.zoom) for one in part]).encode()
    try:
        run = run_module("gazette.raster", given=given)
    except subprocess.TimeoutExpired:
        raise _failed("it did not end") from None
    if run.returncode:
        raise _failed(last_words(run))
    bodies, at = [], 0
    while at < len(run.stdout):
        end = at + 4 + int.from_bytes(run.stdout[at : at + 4], "big")
        bodies.append(run.stdout[at + 4 : end])
        at = end
    if len(bodies) != len(part) or not all(one.startswith(_PNG) for one in bodies):
        raise _failed("it ended before its work did")
    return bodies


def _failed(said: str) -> Stop:
    return Stop(Problem("render-failed", f"a picture failed: {said}", Place("gazette/raster.py")))


def _main() -> None:
    from resvg_py import svg_to_bytes

    fonts = [str(files("gazette").joinpath("theme/fonts", name)) for name in _FONTS]
    for svg, zoom in json.loads(sys.stdin.buffer.read()):
        body = bytes(
            svg_to_bytes(
                svg_string=svg, zoom=zoom, skip_system_fonts=True, font_files=fonts, background="#fff"
            )
        )
        sys.stdout.buffer.write(struct.pack(">I", len(body)) + body)


if __name__ == "__main__":
    _main()
