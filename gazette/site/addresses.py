"""Addresses in running text: what is an address of the web becomes a link, and nothing else does."""

import re
from collections.abc import Iterator

from gazette.site.page import View

ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]*[^\s<>\"{}|\\^`.,;:!?)\]'’»،؛؟]")
"""An address of the web, without the signs of the sentence that it stands in."""


def pieces(text: str) -> Iterator[View]:
    """A text in pieces: an address leads where it says, the rest is as it was."""
    at = 0
    for found in ADDRESS.finditer(text):
        if found.start() > at:
            yield {"text": text[at : found.start()], "href": None}
        yield {"text": found[0], "href": found[0]}
        at = found.end()
    if at < len(text):
        yield {"text": text[at:], "href": None}
