"""Editions by name: a release, a folder, a zip, a git revision or the working tree, opened as a publication.

Stands between the pipeline and the hinge: it loads, checks and assembles, and compares what it has opened.
"""

from gazette.edition.compare import compare, compare_catalogs
from gazette.edition.open import RELEASES, open_edition

__all__ = ["RELEASES", "compare", "compare_catalogs", "open_edition"]
