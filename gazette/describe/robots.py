"""robots.txt (RFC 9309): everybody may read everything; the sitemap is named by its absolute address.

Crawlers ask for it at the root of a host only: under a sub-path it is there for people.
"""

from collections.abc import Iterator

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe import sitemap
from gazette.describe.made import Made
from gazette.model import Catalog

PATH = "robots.txt"


def describe(catalog: Catalog, made: Made) -> Iterator[Artifact]:  # noqa: ARG001 - a describer like the others
    """One file for the site."""
    place = f"\nSitemap: {urls.absolute(catalog.homepage, sitemap.PATH)}\n" if catalog.homepage else ""
    yield Artifact(PATH, "text/plain", f"User-agent: *\nAllow: /\n{place}".encode())
