"""A small sheet of SVG: boxes, lines and wrapped text, mirrored where the page runs from right to left.

Arabic text stands between isolates (U+2067 … U+2069) and is anchored at its end; no `direction` attribute is
written, because renderers disagree about it. Colours come from classes: the page's sheet inside a page, a
sheet of its own (`STYLE`) in a file.
"""

import json
from bisect import bisect
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from unicodedata import combining
from xml.etree.ElementTree import Element, SubElement, tostring

from gazette.model.text import one_line

STYLE = (
    "text{font-family:'Gazette Drawn','IBM Plex Sans','IBM Plex Sans Arabic',system-ui,sans-serif;fill:#1b2127}"
    ".box{fill:#fff;stroke:#8b98a3}.strong{fill:#0b4f6c;stroke:#0b4f6c}.soft{fill:#f3f5f4;stroke:none}"
    ".rule{stroke:#8b98a3;fill:none}.on{fill:#fff}.faint{fill:#55616c}.bold{font-weight:600}"
    ".accent{fill:#0b4f6c}.tick{fill:#0b4f6c}.bar{fill:#0b4f6c}.heavy{stroke-width:2}"
    ".dot{fill:#fff;stroke:#0b4f6c;stroke-width:2}"
)

EDGE = 2.0
"""What is left free around a picture in a page, so that the lines of its outer boxes are whole."""


class Canvas:
    """A picture `width` units wide; its height grows with what is put on it."""

    def __init__(self, width: float, *, rtl: bool) -> None:
        self.width, self.rtl, self.height = width, rtl, 0.0
        self._body = Element("g")

    def box(self, x: float, y: float, width: float, height: float, kind: str, radius: float = 0) -> None:
        """A rectangle; `x` counts from the side where reading begins."""
        left = self.width - x - width if self.rtl else x
        sizes = {"x": left, "y": y, "width": width, "height": height, "rx": radius}
        SubElement(self._body, "rect", {**_numbers(sizes), "class": kind})
        self.height = max(self.height, y + height)

    def line(self, x: float, y: float, to_x: float, to_y: float, kind: str = "rule") -> None:
        """A straight line."""
        ends = {"x1": self._at(x), "y1": y, "x2": self._at(to_x), "y2": to_y}
        SubElement(self._body, "line", {**_numbers(ends), "class": kind})
        self.height = max(self.height, y, to_y)

    def dot(self, x: float, y: float, radius: float, kind: str) -> None:
        """A circle."""
        SubElement(
            self._body, "circle", {**_numbers({"cx": self._at(x), "cy": y, "r": radius}), "class": kind}
        )
        self.height = max(self.height, y + radius)

    def text(self, x: float, y: float, lines: Sequence[str], size: float, kind: str = "") -> float:
        """Lines of text that begin at `x`, the first on the baseline `y`; gives the baseline after the last."""
        for line in lines:
            where = _numbers({"x": self._at(x), "y": y, "font-size": size})
            if self.rtl:
                where["text-anchor"] = "end"
            element = SubElement(self._body, "text", {**where, "class": kind} if kind else where)
            element.text = f"\u2067{line}\u2069" if self.rtl else line
            y += size * 1.35
        self.height = max(self.height, y - size)
        return y

    def place(self, other: "Canvas", y: float) -> None:
        """Another picture of the same width, from `y` on."""
        group = SubElement(self._body, "g", {"transform": f"translate(0 {y:g})"})
        group.append(other._body)
        self.height = max(self.height, y + other.height)

    def file(self, title: str, finding: str, margin: float = 0) -> bytes:
        """The picture as a file of its own, with its own colours on white."""
        svg = self._svg({"xmlns": "http://www.w3.org/2000/svg"}, title, finding, margin=margin)
        style = Element("style")
        style.text = STYLE
        svg.insert(2, style)
        corner = _numbers({"x": -margin, "y": -margin})
        ground = Element("rect", {**corner, "width": "100%", "height": "100%", "fill": "#fff"})
        svg.insert(3, ground)
        body: bytes = tostring(svg, encoding="utf-8", xml_declaration=True)
        return body + b"\n"

    def inside(self, name: str, title: str, finding: str) -> str:
        """The picture as part of a page: named for those who do not see it, coloured by the page's sheet."""
        return tostring(
            self._svg({"role": "img", "class": "chart", "aria-labelledby": name}, title, finding, name, EDGE),
            encoding="unicode",
        )

    def _svg(
        self, attributes: dict[str, str], title: str, finding: str, name: str = "", margin: float = 0
    ) -> Element:
        wide, high = self.width + 2 * margin, round(self.height + 12) + 2 * margin
        svg = Element("svg", {**attributes, "viewBox": f"{-margin:g} {-margin:g} {wide:g} {high:g}"})
        head = SubElement(svg, "title", {"id": name} if name else {})
        head.text = title
        SubElement(svg, "desc").text = finding
        svg.append(self._body)
        return svg

    def _at(self, x: float) -> float:
        return self.width - x if self.rtl else x


def _numbers(values: dict[str, float]) -> dict[str, str]:
    return {name: f"{value:.4g}" if value < 1000 else f"{value:.1f}" for name, value in values.items()}


CUT = "…"
_UNKNOWN = 600
"""For a letter that the fonts lack: some other font will draw it."""

_Forms = int | list[int]


@cache
def _table(*, bold: bool) -> dict[str, _Forms]:
    """Widths in thousandths of an em: of a letter that never joins, or of its forms."""
    text = files("gazette").joinpath("theme/fonts/widths.json").read_text(encoding="utf-8")
    found: dict[str, _Forms] = json.loads(text)["semibold" if bold else "regular"]
    return found


def covered(text: str) -> bool:
    """True if the site's own fonts have every letter of the text."""
    return _table(bold=False).keys() >= set(text)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How far a line reaches at this size."""
    return sum(_advances(text, _table(bold=bold))) * size / 1000


def _advances(text: str, table: dict[str, _Forms]) -> Iterator[int]:
    """Each letter in the form that its neighbours give it; marks are looked through."""
    letters = [one for one in text if not combining(one)]
    forms = [table.get(one, _UNKNOWN) for one in letters]
    for place, form in enumerate(forms):
        if isinstance(form, int):
            yield form
            continue
        before = forms[place - 1] if place else 0
        after = forms[place + 1] if place + 1 < len(forms) else 0
        joined = isinstance(before, list) and len(before) > len(("alone", "last"))
        if len(form) == len(("alone", "last")):
            yield form[joined]
        else:
            joins = isinstance(after, list)
            yield form[(0, 1, 3, 2)[joined * 2 + joins]]


def wrap(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """The text in lines that fit the room; a word is never cut, even where it alone is too wide."""
    lines: list[str] = []
    # The letters have one no-break space; a narrow one would be drawn as a missing letter.
    for word in filter(None, one_line(text).replace("\u202f", "\u00a0").split(" ")):
        longer = f"{lines[-1]} {word}" if lines else ""
        if lines and width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def fit(
    text: str, room: float, sizes: tuple[float, ...], most: float, *, bold: bool
) -> tuple[list[str], float]:
    """The text in lines at the largest of these sizes at which it fits the room, `most` units high.

    At the smallest, what is too wide or too much is cut and ends in an ellipsis.
    """
    for size in sizes:
        lines = wrap(text, room, size, bold=bold)
        if len(lines) * size <= most and all(width(line, size, bold=bold) <= room for line in lines):
            return lines, size
    size = sizes[-1]
    kept = wrap(text, room, size, bold=bold)[: max(1, int(most / size))]
    cut = [_cut(line, room, size, bold=bold) for line in kept]
    if len(" ".join(kept)) < len(one_line(text)) and not cut[-1].endswith(CUT):
        cut[-1] = _cut(f"{cut[-1]}{CUT}", room, size, bold=bold)
    return cut, size


def _cut(line: str, room: float, size: float, *, bold: bool) -> str:
    """The line, or as much of it as fits before an ellipsis: whole words, or letters of one."""
    if width(line, size, bold=bold) <= room:
        return line
    whole = line.removesuffix(CUT)
    # Halved, not taken letter by letter: a word may be as long as a cell.
    most = bisect(range(len(whole)), room, key=lambda end: width(whole[: end + 1] + CUT, size, bold=bold))
    kept = whole[:most]
    if most < len(whole) and whole[most] != " ":
        kept = kept.rpartition(" ")[0] or kept
    return kept.rstrip() + CUT
