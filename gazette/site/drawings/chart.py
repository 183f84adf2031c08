"""A picture as a page shows it: the drawing, the finding in a sentence, the file to take away."""

from markupsafe import Markup

from gazette import urls
from gazette.site.drawings.canvas import Canvas
from gazette.site.page import View
from gazette.site.reader import Reader


def chart(reader: Reader, start: str, name: str, canvas: Canvas, title: str, finding: str, path: str) -> View:
    """What a template shows of a picture; `path` is its file."""
    return {
        "id": f"chart-{name}",
        "title": title,
        "finding": finding,
        # Built by ElementTree from texts that it escapes; no template could draw it.
        "svg": Markup(canvas.inside(f"chart-{name}-title", title, finding)),  # noqa: S704
        "href": urls.relative(start, path),
        "png": urls.relative(start, path.removesuffix("svg") + "png") if reader.drawable else None,
        "name": path.rpartition("/")[2],
        "lang": reader.language,
    }
