"""A picture as a page shows it: the drawing, the finding in a sentence, the data as a table, the files to take away."""

import csv
import io
from collections.abc import Sequence

from markupsafe import Markup

from gazette import urls
from gazette.site.drawings.canvas import Canvas, wrap
from gazette.site.page import View
from gazette.site.reader import Reader

Rows = Sequence[Sequence[str]]
"""The data behind a picture in the words of a language; the first row names the columns."""


def as_csv(rows: Rows) -> bytes:
    """The data behind a picture as a file (RFC 4180, lines end in LF as in all our tables)."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def chart(
    reader: Reader,
    start: str,
    name: str,
    canvas: Canvas,
    title: str,
    finding: str,
    path: str,
    rows: Rows = (),
) -> View:
    """What a template shows of a picture; `path` is its file. With `rows`, a CSV file stands beside it."""
    return {
        "id": f"chart-{name}",
        "title": title,
        "finding": finding,
        # Built by ElementTree from texts that it escapes; no template could draw it.
        "svg": Markup(canvas.inside(f"chart-{name}-title", title, finding)),  # noqa: S704
        "href": urls.relative(start, path),
        "png": urls.relative(start, path.removesuffix("svg") + "png") if reader.drawable else None,
        "csv": urls.relative(start, path.removesuffix("svg") + "csv") if rows else None,
        "head": rows[0] if rows else (),
        "rows": rows[1:],
        "name": path.rpartition("/")[2],
        "lang": reader.language,
    }


MARGIN, TITLE, SAID, FOOT = 32.0, 26.0, 14.0, 13.0


def poster(reader: Reader, drawing: Canvas, title: str, finding: str) -> bytes:
    """The drawing under its title and its finding, above a line that says which publication and version it shows."""
    sheet = Canvas(drawing.width, rtl=drawing.rtl)
    y = sheet.text(0, TITLE, wrap(title, sheet.width, TITLE, bold=True), TITLE, "bold")
    sheet.text(0, y - 4, wrap(finding, sheet.width, SAID), SAID, "faint")
    sheet.place(drawing, sheet.height + 20)
    y = sheet.height + 22
    sheet.line(0, y, sheet.width, y)
    sheet.text(0, y + 22, wrap(source(reader), sheet.width, FOOT), FOOT, "faint")
    return sheet.file(title, finding, MARGIN)


def source(reader: Reader) -> str:
    """The publication, its version and what it says of itself, in one line."""
    catalog = reader.catalog
    said = [
        reader.phrase(catalog.title)["text"],
        reader.words("Version %(version)s") % {"version": catalog.version},
    ]
    if catalog.about.notice:
        said.append(reader.phrase(catalog.about.notice)["text"])
    return " · ".join(said)
