"""The built HTML read back: what a template or a view got wrong is found before anybody sees it."""

import json
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count, takewhile
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from gazette import urls
from gazette.address import fault
from gazette.problem import Place, Problem
from gazette.site.jsonld import TYPE, is_block
from gazette.site.page import Page
from gazette.site.references import names_things, of_json
from gazette.spool import Spool

ACTIVE = "iframe, object, embed, base, form[method], [formaction], style, meta[http-equiv=refresh]"
"""Elements that data must never bring in; the theme has none of them."""
_LEADING = ("href", "src", "action")
"""Attributes that lead somewhere."""
SCRIPTS = "static/"
"""Where the theme's own scripts lie: no other script may stand on a page, and none inline."""


_UNUSUAL = re.compile(r"[%?:\\]|//|\.\./|\./|^/")


@dataclass(slots=True)
class Read:
    """What one page holds, as a browser understands it."""

    links: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


class Seen:
    """What all pages hold. What each page is asked for by the others stays in memory, the rest on the disk."""

    def __init__(self, pages: Iterable[tuple[str, Read]] = ()) -> None:
        self.numbers: dict[str, int] = {}
        """Of the pages, by path."""
        self._reads: Spool[Read] = Spool()
        self._ids: list[array[int]] = []
        for path, read in pages:
            self.add(path, read)

    def add(self, path: str, read: Read) -> None:
        """Take in a page."""
        self.numbers[path] = self._reads.add(read)
        self._ids.append(array("q", map(hash, read.ids)))

    def items(self) -> Iterator[tuple[str, Read]]:
        """Every page and what it holds, by path."""
        for path in sorted(self.numbers):
            yield path, self._reads[self.numbers[path]]

    def has(self, path: str, identifier: str) -> bool:
        """True if the page has an element with this id."""
        return hash(identifier) in self._ids[self.numbers[path]]


def prove(
    seen: Seen, published: Iterable[str], named: Callable[[str], Iterable[str]], homepage: str
) -> list[Problem]:
    """Problems in the built site; `seen` is what each page holds, `published` are all paths.

    `named` gives the addresses in a file that is no page (`references.addresses`).

    Proved of pages: no dead internal link or fragment, no link of a scheme that is not on the list, one h1, lang and
    dir right, ids unique, nothing active that the theme did not put there, every page reachable from the front page.
    Proved of all files that name things: every address below `homepage`, or relative, leads to a file.
    """
    published = list(published)
    site = _Site(seen, {*published, *seen.numbers}, homepage)
    problems: list[Problem] = []
    reached: dict[int, array[int]] = {}
    for path, read in seen.items():
        problems.extend(Problem("bad-page", fault, Place(path)) for fault in read.faults)
        reached[seen.numbers[path]] = site.reached(path, read.links, problems)
        problems.extend(site.misled(path, read.names))
    for path in published:
        if path not in seen.numbers and names_things(path):
            problems.extend(site.misled(path, named(path)))
    problems.extend(_unreached(seen.numbers, reached))
    return problems


_NO_PAGE = -1


class _Site:
    """What there is to be led to. An address that means the same from everywhere is looked up once."""

    def __init__(self, seen: Seen, paths: set[str], homepage: str) -> None:
        self._seen, self._paths, self._homepage = seen, paths, homepage
        self._root = urlsplit(homepage).path or "/"
        self._known: dict[str, int] = {}
        """From the root of the site: what a link names there, and the number of the page that it leads to."""
        self._whole: set[str] = set()
        """Whole addresses that nothing is wrong with."""

    def reached(self, path: str, links: Iterable[str], problems: list[Problem]) -> "array[int]":
        """The numbers of the pages that a page's links lead to; what is wrong with a link is added to `problems`."""
        top, targets = "../" * path.count("/"), set()
        for link in links:
            inside = link[len(top) :] if link.startswith(top) else ""
            number = self._known.get(inside)
            if number is None:
                target, fragment = _target(path, link, self._root)
                if target is None:
                    if reason := fault(link):
                        problems.append(Problem("bad-page", f'the link "{link[:100]}" {reason}', Place(path)))
                    continue
                number = self._seen.numbers.get(target, _NO_PAGE)
                if why := self._lacks(target, fragment):
                    problems.append(_dead(path, link, why))
                elif inside and inside[0] != "#" and not _UNUSUAL.search(inside):
                    self._known[inside] = number
            targets.add(number)
        targets.discard(_NO_PAGE)
        return array("L", targets)

    def _lacks(self, target: str, fragment: str) -> str:
        """Why an address leads nowhere; empty if it does not."""
        if target not in self._paths:
            return f'there is no file "{target}" in the site'
        if fragment and target in self._seen.numbers and not self._seen.has(target, fragment):
            return f'the page has no element with the id "{fragment}"'
        return ""

    def misled(self, path: str, named: Iterable[str]) -> Iterator[Problem]:
        """Addresses of the site's own in a file that lead to no file, or to no element of a page."""
        for address in named:
            if address not in self._whole:
                why = list(self._misleads(path, address))
                yield from (_dead(path, address, reason) for reason in why)
                if not why and "://" in address:
                    self._whole.add(address)

    def _misleads(self, path: str, address: str) -> Iterator[str]:
        """Why an address in a file leads nowhere.

        A name that is a fragment of the front page stands for a thing that has no page (`describe.names`), and a
        template (RFC 6570) for many addresses: of these only the file, or the folder, is asked for.
        """
        if address in (".", "./"):
            return  # the folder itself, as RO-Crate and OpenAPI call it
        homepage, root = self._homepage, self._root
        own = homepage and address.startswith(homepage)
        inside = address[len(homepage) - len(root) :] if own else address
        template = inside.find("{")
        target, fragment = _target(path, inside[:template] if template >= 0 else inside, root)
        if target is None:
            return
        folder = target.removesuffix(urls.INDEX)
        if template >= 0 and not fragment and any(one.startswith(folder) for one in self._paths):
            return
        if target not in self._paths:
            yield f'there is no file "{target}" in the site'
        page = template < 0 and target != urls.INDEX and target in self._seen.numbers
        if fragment and page and not self._holds(target, fragment):
            yield f'the page has no element with the id "{fragment}"'

    def _holds(self, target: str, fragment: str) -> bool:
        """True if a page, or a further part of it, has the element: an address outlives the part on which it stands."""
        folder, pages = target.removesuffix(urls.INDEX), self._seen.numbers
        if self._seen.has(target, fragment):
            return True
        for further in (folder, f"{folder}by/"):
            parts = (f"{further}{number}/{urls.INDEX}" for number in count(2))
            if any(self._seen.has(part, fragment) for part in takewhile(pages.__contains__, parts)):
                return True
        return False


def _dead(path: str, link: str, why: str) -> Problem:
    return Problem("dead-link", f'the link "{link}" leads nowhere', Place(path), hint=why)


def read_back(page: Page, body: bytes) -> Read:
    """What a page holds; its faults are what no page may have."""
    tree = LexborHTMLParser(body.decode("utf-8"))
    one = Read()
    html = tree.css_first("html")
    attributes = html.attributes if html is not None else {}
    one.faults.extend(_roots(page.view, attributes))
    headings = len(tree.css("h1"))
    if headings != 1:
        one.faults.append(f"the page has {headings} h1 headings; it must have one")
    one.faults.extend(_active(page.path, tree))
    for block in tree.css(f'script[type="{TYPE}"]'):
        if is_block(block.attributes, block.text()):
            one.names.extend(of_json(json.loads(block.text())))
    if tree.css_first("meta[http-equiv=Content-Security-Policy]") is None:
        one.faults.append("the page has no Content-Security-Policy")
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            if name == "id" and value is not None:
                one.ids.append(value)
            elif name in _LEADING and value is not None:
                one.links.append(value)
            elif name.startswith("on") or name == "style":
                one.faults.append(f'the element "{node.tag}" has the attribute "{name}"')
    repeated = sorted(name for name, times in Counter(one.ids).items() if times > 1)
    one.faults.extend(f'the id "{identifier}" stands on the page more than once' for identifier in repeated)
    return one


def _active(path: str, tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css(ACTIVE):
        yield f"the page holds an active element: {node.html}"
    for node in tree.css("form[action]"):
        where = node.attributes["action"] or ""
        if _target(path, where, "/")[0] is None:
            yield f'a form of the page sends what is written to "{where}"'
    for html in _foreign(path, tree):
        yield f"the page runs what is not the theme's: {html}"


def _foreign(path: str, tree: LexborHTMLParser) -> Iterator[str]:
    """Scripts that are neither a file of the theme nor a block of data, which nothing runs (see `jsonld`)."""
    for node in tree.css("script"):
        target, _ = _target(path, node.attributes.get("src") or "", "/")
        own = target is not None and target.startswith(SCRIPTS) and not node.text(strip=True)
        if not own and not is_block(node.attributes, node.text()):
            yield node.html or "script"


def _roots(view: Mapping[str, object], attributes: Mapping[str, str | None]) -> Iterator[str]:
    for name in ("lang", "dir"):
        value = view[name]
        if attributes.get(name) != value:
            yield f'the page\'s {name} is "{attributes.get(name)}"; it must be "{value}"'


def _target(path: str, link: str, root: str) -> tuple[str | None, str]:
    """The file of the site and the fragment that a link on this page leads to; None for a link elsewhere."""
    top = "../" * path.count("/")
    if link.startswith(top) and not _UNUSUAL.search(link, len(top)):
        # The theme's own links, all but a few: up to the root of the site and down to a file, nothing to decode.
        inside, _, fragment = link[len(top) :].partition("#")
        if not inside:
            return (urls.INDEX if top and not link.startswith("#") else path), fragment
        return (inside + urls.INDEX if inside.endswith("/") else inside), fragment
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None, ""
    if not parts.path:
        return path, unquote(parts.fragment)
    inside = unquote(parts.path)
    absolute = inside.startswith("/")
    target = inside.removeprefix(root) if absolute else normpath(join(dirname(path), inside))
    if target in (".", ""):
        target = urls.INDEX
    elif inside.endswith(("/", "/.", "/..")) or inside in (".", ".."):
        target = target.rstrip("/") + "/" + urls.INDEX
    return target, unquote(parts.fragment)


def _unreached(numbers: Mapping[str, int], reached: Mapping[int, "array[int]"]) -> Iterator[Problem]:
    waiting = [numbers[path] for path in (urls.INDEX,) if path in numbers]
    met = {*waiting, *(numbers[path] for path in ("404.html",) if path in numbers)}
    while waiting:
        for target in reached[waiting.pop()]:
            if target not in met:
                met.add(target)
                waiting.append(target)
    for path in sorted(numbers):
        if numbers[path] not in met:
            yield Problem("unreachable-page", "no link leads to this page from the front page", Place(path))
