"""A picture as a file to take away: with its title, its finding, where it comes from and a margin."""

from gazette.site.drawings.canvas import Canvas
from gazette.site.drawings.letters import wrap
from gazette.site.reader import Reader

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
