"""How good this publication is by three public lists: MQA points, W3C Best Practices, FAIR principles.

Every answer is computed at every build from the catalogue and the files that were made of it. Titles and sentences
are in English, the key language of the interface's words; the site translates them.
"""

from collections.abc import Collection, Mapping

from gazette import urls
from gazette.artifact import Artifact
from gazette.describe import mqa
from gazette.describe.quality.criterion import Criterion, Verdict, judge
from gazette.describe.quality.look import Look
from gazette.describe.quality.practices import PRACTICES
from gazette.describe.quality.principles import PRINCIPLES
from gazette.model import Catalog

__all__ = [
    "ADDRESSES",
    "PRACTICES",
    "PRINCIPLES",
    "Criterion",
    "Verdict",
    "fair_principles",
    "met",
    "portal",
    "web_practices",
]

ADDRESSES = {
    "portal": "https://data.europa.eu/mqa/methodology",
    "practices": "https://www.w3.org/TR/dwbp/",
    "fair": "https://doi.org/10.1038/sdata.2016.18",
}
"""Where each list itself can be read."""


def web_practices(catalog: Catalog, files: Mapping[str, Artifact], language: str) -> list[Verdict]:
    """The 35 practices of Data on the Web Best Practices (W3C, 2017); evidence is on pages in a language."""
    return judge(PRACTICES, Look(catalog, files), language)


def fair_principles(catalog: Catalog, files: Mapping[str, Artifact], language: str) -> list[Verdict]:
    """The 15 FAIR principles."""
    return judge(PRINCIPLES, Look(catalog, files), language)


def portal(catalog: Catalog, files: Mapping[str, Artifact]) -> tuple[mqa.Metric, ...]:
    """The metrics of data.europa.eu that a build can compute."""
    pages = [urls.dataset(code, table.name) for code in catalog.languages for table in catalog.tables]
    published = {urls.absolute(catalog.homepage, path) for path in (*files, *pages)}
    return mqa.assess(Look(catalog, files).nodes.values(), published)


def met(verdicts: Collection[Verdict]) -> tuple[int, int]:
    """How many are met, and how many apply."""
    return sum(one.met is True for one in verdicts), sum(one.met is not None for one in verdicts)
