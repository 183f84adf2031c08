"""How to cite a version: the package, a table or a record; as text, BibTeX, RIS and CSL-JSON.

A citation names who made the edition, its year, its title, its version and its address. No identifier is
made up: there is a DOI only where the descriptor's `id` is one.
"""

from collections.abc import Iterator

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe import names
from gazette.describe.citation.cited import Citation, cite
from gazette.describe.citation.formats import FORMATS, bibtex, csl, ris, text
from gazette.describe.citation.repository import citation_cff, repository_files
from gazette.describe.made import Made
from gazette.model import Catalog

__all__ = [
    "FORMATS",
    "Citation",
    "bibtex",
    "citation_cff",
    "cite",
    "csl",
    "describe",
    "repository_files",
    "ris",
    "text",
]


def describe(catalog: Catalog, made: Made) -> Iterator[Artifact]:
    """The package's citation in three formats beside the data, and CITATION.cff at the root of the site."""
    cited = cite(names.without_host(catalog), edition=catalog.version)
    for one in FORMATS.values():
        yield Artifact(urls.data(f"citation.{one.suffix}", made.edition), one.media_type, one.write(cited))
    yield citation_cff(catalog)
