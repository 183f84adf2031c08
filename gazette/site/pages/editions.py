"""Released editions at their permanent addresses: one page per version, in no language, with all its files."""

from collections.abc import Iterator, Sequence

from gazette import urls
from gazette.model.language import own_name
from gazette.model.release import Release
from gazette.site.frame import ICON, POLICY, STYLE
from gazette.site.page import Page
from gazette.site.reader import Reader


def pages(readers: Sequence[Reader]) -> Iterator[Page]:
    """One page per release, which `data/<version>/` leads to."""
    for release in readers[0].past.releases:
        yield _page(readers, release)


def _page(readers: Sequence[Reader], release: Release) -> Page:
    first = readers[0]
    path = urls.edition(release.version)
    return Page(
        path,
        "edition.html",
        {
            "lang": first.language,
            "dir": first.words.direction,
            "title": f"{first.phrase(release.catalog.title)['text']} {release.version}",
            "style": urls.relative(path, STYLE),
            "icon": urls.relative(path, ICON),
            "policy": POLICY,
            "canonical": first.canonical(path),
            "entries": [
                {
                    "lang": reader.language,
                    "dir": reader.words.direction,
                    "name": own_name(reader.language),
                    "label": reader.words("Release %(version)s") % {"version": release.version},
                    "href": urls.relative(path, urls.release(reader.language, release.version)),
                }
                for reader in readers
            ],
            "files": [
                {"name": name, "href": urls.relative(path, urls.data(name, release.version))}
                for name in sorted(release.files)
                if "/" not in name
            ],
        },
        first.language,
        {},
        indexed=False,
    )
