"""Every picture of the site that is drawn as PNG: the share cards, and the charts at twice their size."""

from gazette import urls
from gazette.artifact import Artifact
from gazette.model import Catalog
from gazette.raster import Picture
from gazette.release.history import History
from gazette.site.cards import cards
from gazette.site.reader import Reader
from gazette.site.words import load_words


def pictures(catalog: Catalog, files: list[Artifact], past: History) -> list[Picture]:
    """All of them; `files` hold the charts as SVG."""
    found = [
        Picture(made.path.removesuffix("svg") + "png", made.body.decode("utf-8"), zoom=2)
        for made in files
        if made.path.startswith(urls.CHARTS) and made.path.endswith(".svg")
    ]
    for language in catalog.languages:
        found.extend(cards(Reader(catalog, load_words(language), {}, past=past, drawable=True)))
    return found
