"""Pictures as PNG, drawn by resvg with the site's own fonts and no others: the same bytes on every computer.

The one file that knows resvg-py, an extra: without it there are no share cards and no PNG pictures. It draws one
picture at a time, so processes of our own interpreter share the work. What was drawn is kept in the store by the
fingerprint of its drawing.
"""

import hashlib
import io
import json
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec

from gazette.problem import Place, Problem, Stop
from gazette.programs import run_module
from gazette.store import Store

ABSENT = (
    "Share cards and PNG pictures are left out, for resvg-py is not installed. "
    "To have them: pip install gazette[cards]"
)
_FONTS = ("gazette-drawn-regular.ttf", "gazette-drawn-semibold.ttf")
_EACH = 40
"""Pictures that are worth a process of their own."""
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG to be: its path in the site, its drawing, how many pixels a unit has."""

    path: str
    svg: str
    zoom: int = 1


def can_draw() -> bool:
    """True if resvg-py is installed."""
    return find_spec("resvg_py") is not None


def draw(pictures: Sequence[Picture], store: Store) -> list[tuple[str, bytes]]:
    """Path and bytes of every picture, sorted by path; what the store holds is not drawn again.

    Raises Stop if the drawing program fails.
    """
    if not pictures:
        return []  # nor can the library be asked for its version where it is not installed
    # What else decides the pixels: the program's version, how it is called, and the fonts.
    seed = hashlib.sha256(b"picture 1 " + version("resvg-py").encode())
    for font in _fonts():
        seed.update(font.read_bytes())
    keys = {}
    for picture in pictures:
        drawing = seed.digest() + f"{picture.zoom} {picture.svg}".encode()
        keys[picture.path] = hashlib.sha256(drawing).digest()
    bodies = store.get(sorted(set(keys.values())))
    missing = [*{key: p for p in pictures if (key := keys[p.path]) not in bodies}.items()]
    workers = max(1, min(os.cpu_count() or 1, 4, len(missing) // _EACH))
    parts = [part for number in range(workers) if (part := missing[number::workers])]
    with ThreadPoolExecutor(max_workers=workers) as pool:
        results = pool.map(_process, [[picture for _, picture in part] for part in parts])
        for part, drawn in zip(parts, results, strict=True):
            fresh = {key: body for (key, _), body in zip(part, drawn, strict=True)}
            store.put(fresh)
            bodies |= fresh
    return sorted((path, bodies[key]) for path, key in keys.items())


def _fonts() -> list[Traversable]:
    return [files("gazette").joinpath("theme/fonts", name) for name in _FONTS]


def _process(part: Sequence[Picture]) -> list[bytes]:
    """Draw in a process of our own interpreter: drawings in, sizes and pictures out."""
    given = json.dumps([(picture.svg, picture.zoom) for picture in part]).encode()
    output, fault = run_module("gazette.raster", given=given)
    if fault:
        raise _failed(fault)
    bodies, stream = [], io.BytesIO(output)
    while size := stream.read(4):
        bodies.append(stream.read(int.from_bytes(size, "big")))
    if len(bodies) != len(part) or not all(body.startswith(_PNG) for body in bodies):
        raise _failed("it ended before its work did")
    return bodies


def _failed(reason: str) -> Stop:
    return Stop(Problem("render-failed", f"a picture failed: {reason}", Place("gazette/raster.py")))


def _main() -> None:
    from resvg_py import svg_to_bytes

    fonts = [str(font) for font in _fonts()]
    for svg, zoom in json.loads(sys.stdin.buffer.read()):
        picture = svg_to_bytes(
            svg_string=svg, zoom=zoom, skip_system_fonts=True, font_files=fonts, background="#fff"
        )
        body = bytes(picture)
        sys.stdout.buffer.write(len(body).to_bytes(4, "big") + body)


if __name__ == "__main__":
    _main()
