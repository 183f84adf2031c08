"""How wide text is in the site's own fonts, so that pictures break lines where they must and nothing overflows.

The widths lie beside the fonts (docs/fonts.py makes both). Arabic letters have a width for each of their forms.
Kerning and ligatures are left out: they take width away, hardly ever add any.
"""

import json
from bisect import bisect
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from unicodedata import combining

from gazette.model.text import one_line

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
