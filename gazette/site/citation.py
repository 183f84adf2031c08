"""How to cite a page: one sentence with version, date and permanent address."""

from gazette import urls
from gazette.site.page import View
from gazette.site.reader import Reader


def citation(reader: Reader, path: str, label: View | None = None) -> View:
    """The sentence in parts: what is cited, in what, version, date, address."""
    catalog = reader.catalog
    return {
        "label": label,
        "title": reader.phrase(catalog.title),
        "version": catalog.version,
        "date": reader.date(catalog.created),
        "address": urls.absolute(catalog.homepage, path),
    }
