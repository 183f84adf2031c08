"""The strip: the records that lead the home page as small marks, in their order and groups; the sign of the site too.

A package without a small front table has no strip, and its sign is an initial.
"""

from collections.abc import Sequence
from math import ceil

from markupsafe import escape

from gazette.model import Catalog, Record
from gazette.model.settings import DEFAULTS
from gazette.site.page import View
from gazette.site.reader import Reader
from gazette.site.tree import mark

MOST = 40
"""Marks of a strip: with more, none could be told from the next."""
_TILE, _EDGE = 32.0, 3.0
_SHAPES = (
    '<path d="M{x} {y}h{s}v{s}h-{s}z"/>',
    '<path d="M{x} {m}h{s}v{h}h-{s}z"/><path d="M{x} {y}h{s}v{h}h-{s}z" opacity=".4"/>',
    '<path d="M{x} {y}h{s}v{s}h-{s}z" opacity=".4"/>',
)
"""A mark of the sign by its shape: full, half, empty."""

Group = tuple[Record | None, Sequence[Record]]
"""Records of the strip, and the one that they belong to; None where they belong to nothing."""


def front(catalog: Catalog) -> Sequence[Group]:
    """The records of the strip in their groups; none where the home page has no small table to begin with."""
    for table in catalog.tables:
        if table.descriptor.get("home") == "lead":
            roots = catalog.roots(table.name)
            below: list[Group] = [(root, catalog.children(root)) for root in roots]
            groups = below if any(members for _, members in below) else [(None, roots)]
            return groups if 1 < sum(len(members) for _, members in groups) <= MOST else ()
    return ()


def shape(catalog: Catalog, record: Record, above: Record | None) -> int:
    """The number of the shape of a mark in the strip: that of its group, or the first where there are no groups."""
    return mark(catalog, record) if above else 1


def strip(reader: Reader, start: str, record: Record | None = None) -> View | None:
    """The strip as a page shows it, with the mark of `record` lit; None where the record has none, or nothing has."""
    groups = front(reader.catalog)
    if record is not None and not any(record in (above, *members) for above, members in groups):
        return None
    if not groups:
        return None
    first = next(one for _, members in groups for one in members)
    return {
        "title": reader.phrase(reader.catalog.by_name[first.table].title),
        "lit": record is not None,
        "groups": [
            {
                "title": reader.link(start, above) if above else None,
                "marks": [
                    {
                        **reader.link(start, one),
                        "mark": shape(reader.catalog, one, above),
                        "lit": record in (one, above) and record is not None,
                        "current": record == one,
                    }
                    for one in members
                ],
            }
            for above, members in groups
            if members
        ],
    }


def icon(catalog: Catalog) -> bytes:
    """The sign of the site (SVG): the strip in rows on a tile, or the initial of the title."""
    deep = catalog.settings.theme.get("deep") or dict(DEFAULTS["theme"])["deep"]  # type: ignore[call-overload]
    inner = "".join(_rows(catalog)) or _initial(catalog)
    tile = f'<path d="M0 0h32v32H0z" fill="{deep}"/><g fill="#fff">{inner}</g>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{tile}</svg>\n'.encode()


def _rows(catalog: Catalog) -> list[str]:
    """The marks in a square of as few columns as hold them; a group begins a row."""
    groups = [[shape(catalog, one, above) for one in members] for above, members in front(catalog) if members]
    columns = 1
    while sum(ceil(len(group) / columns) for group in groups) > columns:
        columns += 1
    number = sum(ceil(len(group) / columns) for group in groups)
    cell = (_TILE - 2 * _EDGE) / columns
    size, top = cell * 0.78, (_TILE - number * cell) / 2
    marks, row = [], 0
    for group in groups:
        for place, kind in enumerate(group):
            x = _EDGE + (place % columns) * cell + (cell - size) / 2
            y = top + (row + place // columns) * cell + (cell - size) / 2
            sizes = {"x": x, "y": y, "s": size, "m": y + size / 2, "h": size / 2}
            marks.append(
                _SHAPES[min(kind, 3) - 1].format(**{name: f"{value:.4g}" for name, value in sizes.items()})
            )
        row += ceil(len(group) / columns)
    return marks


def _initial(catalog: Catalog) -> str:
    title = catalog.title.best(catalog.source_language)
    letters = [one for one in (title.text if title else catalog.name) if one.isalnum()]
    style = 'font-family="system-ui,sans-serif" font-size="20" font-weight="600" text-anchor="middle"'
    return f'<text x="16" y="23" {style}>{escape("".join(letters[:1]).upper())}</text>'
