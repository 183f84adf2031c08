"""The door: one page for everybody who has not chosen a language yet, saying what this is. It never redirects."""

from collections.abc import Iterator, Sequence

from gazette import urls
from gazette.model.language import own_name
from gazette.site.frame import ICON, POLICY, SCRIPT, STYLE
from gazette.site.page import Page
from gazette.site.reader import Reader


def pages(readers: Sequence[Reader]) -> Iterator[Page]:
    """The page at the root of the site."""
    first = readers[0]
    catalog = first.catalog
    yield Page(
        urls.INDEX,
        "door.html",
        {
            "lang": first.language,
            "dir": first.words.direction,
            "title": first.phrase(catalog.title)["text"],
            "description": first.phrase(catalog.description)["text"],
            "policy": POLICY,
            "icon": ICON,
            "style": STYLE,
            "site_script": SCRIPT,
            "offline": urls.offline(catalog.file_name) if catalog.about.offline else None,
            "canonical": first.canonical(urls.INDEX),
            "entries": [
                {
                    "lang": reader.language,
                    "dir": reader.words.direction,
                    "name": own_name(reader.language),
                    "title": reader.phrase(catalog.title),
                    "archive": reader.words("This site as an archive that opens from a disk"),
                    "about": reader.phrase(catalog.description),
                    "disk": reader.words(
                        "These files were opened from a disk: run the command “serve” to read them as a site."
                    ),
                    "href": urls.relative(urls.INDEX, urls.home(reader.language)),
                    "absolute": urls.absolute(catalog.homepage, urls.home(reader.language)),
                }
                for reader in readers
            ],
        },
        first.language,
        {},
    )
