"""Markdown to safe HTML: CommonMark without raw HTML, and an allow-list behind it.

Links to pages of the site are written `page:method`, `record:goals/clean-water`, `table:goals`,
`dataset:priorities`; whoever renders says what each one becomes.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

SITE_LINK = re.compile(r"(page|record|table|dataset):([a-z0-9-]+(?:/[a-z0-9-]+)?)(#[a-z0-9-]+)?")
"""A link to a page of the site: kind, name and fragment."""
OUTSIDE_LINK = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+|#[\w-]+")

_LINKLIKE = re.compile(
    r"\]\(<?((?:[^()\s<>]|\((?:[^()\s]|\([^()\s]*\))*\))+)>?\)|<([A-Za-z][\w+.-]+:[^\s<>]*)>"
)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:[\s/][^<>]*)?>|<!--")

_TAGS = {
    "p",
    "h2",
    "h3",
    "h4",
    "ul",
    "ol",
    "li",
    "a",
    "em",
    "strong",
    "code",
    "pre",
    "blockquote",
    "hr",
    "br",
}
_TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}


@dataclass(frozen=True, slots=True)
class Link:
    """A link as written: its target and the line of the body (from 1) on which its paragraph begins."""

    target: str
    line: int


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


@lru_cache(maxsize=64)
def _tokens(body: str) -> tuple[Token, ...]:
    """The tokens of a text that several ask for one after the other; who changes them parses by itself."""
    return tuple(_parser().parse(body))


def links(body: str) -> Iterator[Link]:
    """Every link and image of a Markdown text, in order."""
    for block in _tokens(body):
        for token in block.children or ():
            target = token.attrGet("href") or token.attrGet("src")
            if target is not None:
                yield Link(str(target), (block.map or [0])[0] + 1)


def image_targets(body: str) -> Iterator[str]:
    """The target of every image of a Markdown text."""
    for block in _tokens(body):
        for token in block.children or ():
            if token.type == "image":
                yield str(token.attrGet("src"))


def refused(body: str) -> Iterator[Link]:
    """What looks like a link and is none, because CommonMark refuses its target (`data:`, `javascript:`, …)."""
    for block in _tokens(body):
        for token in block.children or ():
            for found in _LINKLIKE.finditer(token.content) if token.type == "text" else ():
                yield Link(found[1] or found[2], (block.map or [0])[0] + 1)


def tags(body: str) -> Iterator[Link]:
    """Every HTML tag of a Markdown text as written, which readers would see as text; none that is escaped or code."""
    for block in _tokens(body):
        for token in block.children or ():
            for tag in _TAG.findall(token.content) if token.type == "text" else ():
                if tag in block.content:
                    yield Link(tag, (block.map or [0])[0] + 1)


def headings(body: str) -> Iterator[tuple[int, str, int]]:
    """Every heading: its level, its text and its line (from 1)."""
    tokens = _tokens(body)
    for token, inner in pairwise(tokens):
        if token.type == "heading_open":
            yield int(token.tag[1:]), inner.content, (token.map or [0])[0] + 1


def render(body: str, resolve: Callable[[str], str]) -> str:
    """The HTML of a Markdown text. `resolve` turns each link's target into an address.

    Headings get ids made of their words, so that other pages can point at them.
    """
    tokens = _parser().parse(body)
    taken: set[str] = set()
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrSet("id", _fragment(tokens[number + 1].content, taken))
        for child in token.children or ():
            _rewrite(child, resolve)
    html: str = _parser().renderer.render(tokens, _parser().options, {})
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}, "h2": {"id"}, "h3": {"id"}, "h4": {"id"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def _rewrite(token: Token, resolve: Callable[[str], str]) -> None:
    target = token.attrGet("href")
    if target is not None:
        token.attrSet("href", resolve(str(target)))


def _fragment(words: str, taken: set[str]) -> str:
    """An id from a heading's words; letters of every script count, a repeated one gets a number."""
    base = re.sub(r"[^\w]+", "-", words.lower()).strip("-") or "section"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    taken.add(name)
    return name
