"""Two editions by name, compared and told: what the command line's `diff` does."""

from dataclasses import replace

from gazette.edition.open import WORKING_TREE, open_edition
from gazette.edition.refusal import shown
from gazette.model import Catalog
from gazette.project import Project
from gazette.release.changes import Changes
from gazette.release.diff import diff
from gazette.release.show import DIFF_REPORTERS, phrases
from gazette.release.show.phrases import Words, english


def compare(
    project: Project, old: str, new: str = WORKING_TREE, form: str = "text", words: Words = english
) -> str:
    """The report of what differs between two editions, in one of the forms of `DIFF_REPORTERS`. Raises Stop."""
    changes = compare_catalogs(open_edition(project, old), open_edition(project, new))
    named = replace(
        changes,
        old=replace(changes.old, name=_name(old)),
        new=replace(changes.new, name=_name(new)),
    )
    return DIFF_REPORTERS[form](named, words)


def compare_catalogs(old: Catalog, new: Catalog) -> Changes:
    """What differs; pages are left out, and that is said, where one side is a frozen release without any."""
    return diff(old, new, articles=bool(old.articles) == bool(new.articles))


def _name(name: str) -> str:
    return phrases.WORKING_TREE if name in ("", WORKING_TREE) else shown(name)
