"""A difference shown: `DIFF_REPORTERS` has one function a form, each from changes (and words) to a text."""

from collections.abc import Mapping
from typing import Protocol

from gazette.release.changes import Changes
from gazette.release.show.json import json_report
from gazette.release.show.markdown import markdown
from gazette.release.show.sentences import Words, english, sentence
from gazette.release.show.text import text


class DiffReporter(Protocol):
    """From a difference to a text in one form."""

    def __call__(self, changes: Changes, words: Words = english) -> str:
        """The report."""
        ...


def html(changes: Changes, words: Words = english) -> str:
    """The page; the template engine is imported only where it is asked for."""
    from gazette.release.show.html import page

    return page(changes, words)


DIFF_REPORTERS: Mapping[str, DiffReporter] = {
    "text": text,
    "json": json_report,
    "markdown": markdown,
    "html": html,
}
"""Reporters by name of their form."""

__all__ = ["DIFF_REPORTERS", "DiffReporter", "Words", "english", "sentence"]
