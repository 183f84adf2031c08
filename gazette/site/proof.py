"""The built HTML read back: what a template or a view got wrong is found before anybody sees it."""

import json
import re
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

ACTIVE = "iframe, object, embed, base, form[action], style, meta[http-equiv=refresh]"
"""Elements that data must never bring in; the theme has none of them."""
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


def prove(
    seen: Mapping[str, Read], published: Iterable[str], named: Callable[[str], Iterable[str]], homepage: str
) -> list[Problem]:
    """Problems in the built site; `seen` is what each page holds, `published` are all paths.

    `named` gives the addresses in a file that is no page (`references.addresses`).

    Proved of pages: no dead internal link or fragment, no link of a scheme that is not on the list, one h1, lang and
    dir right, ids unique, nothing active that the theme did not put there, every page reachable from the front page.
    Proved of all files that name things: every address below `homepage`, or relative, leads to a file.
    """
    published = list(published)
    site = _Site(seen, {*published, *seen}, homepage)
    found = [Problem("bad-page", fault, Place(path)) for path, one in seen.items() for fault in one.faults]
    reached: dict[str, set[str]] = {}
    for path, one in seen.items():
        reached[path] = site.reached(path, one.links, found)
        found.extend(site.misled(path, one.names))
    for path in published:
        if path not in seen and names_things(path):
            found.extend(site.misled(path, named(path)))
    found.extend(_unreached(reached, urls.INDEX))
    return found


class _Site:
    """What there is to be led to. An address that means the same from everywhere is looked up once."""

    def __init__(self, seen: Mapping[str, Read], paths: set[str], homepage: str) -> None:
        self._seen, self._paths, self._homepage = seen, paths, homepage
        self._ids: dict[str, frozenset[str]] = {}
        self._root = urlsplit(homepage).path or "/"
        self._known: dict[str, str] = {}
        """From the root of the site: what a link names there, and the file that it leads to."""
        self._whole: set[str] = set()
        """Whole addresses that nothing is wrong with."""

    def reached(self, path: str, links: Iterable[str], found: list[Problem]) -> set[str]:
        """The files that a page's links lead to; what is wrong with one is added to `found`."""
        top, targets = "../" * path.count("/"), set()
        for link in links:
            inside = link[len(top) :] if link.startswith(top) else ""
            target = self._known.get(inside)
            if target is None:
                target, fragment = _target(path, link, self._root)
                if target is None:
                    if reason := fault(link):
                        found.append(Problem("bad-page", f'the link "{link[:100]}" {reason}', Place(path)))
                    continue
                if why := self._lacks(target, fragment):
                    found.append(_dead(path, link, why))
                elif inside and inside[0] != "#" and not _UNUSUAL.search(inside):
                    self._known[inside] = target
            targets.add(target)
        return targets

    def _lacks(self, target: str, fragment: str) -> str:
        """Why an address leads nowhere; empty if it does not."""
        if target not in self._paths:
            return f'there is no file "{target}" in the site'
        if fragment and target in self._seen and fragment not in self._ids_of(target):
            return f'the page has no element with the id "{fragment}"'
        return ""

    def _ids_of(self, page: str) -> frozenset[str]:
        if page not in self._ids:
            self._ids[page] = frozenset(self._seen[page].ids)
        return self._ids[page]

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
        page = self._seen.get(target) if template < 0 and target != urls.INDEX else None
        if fragment and page is not None and not self._holds(target, fragment):
            yield f'the page has no element with the id "{fragment}"'

    def _holds(self, target: str, fragment: str) -> bool:
        """True if a page, or a further part of it, has the element: an address outlives the part on which it stands."""
        folder = target.removesuffix(urls.INDEX)
        if fragment in self._ids_of(target):
            return True
        for further in (folder, f"{folder}by/"):
            parts = (f"{further}{number}/{urls.INDEX}" for number in count(2))
            if any(fragment in self._ids_of(part) for part in takewhile(self._seen.__contains__, parts)):
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
    one.faults.extend(f"the page holds an active element: {node.html}" for node in tree.css(ACTIVE))
    one.faults.extend(f"the page runs what is not the theme's: {html}" for html in _foreign(page.path, tree))
    for block in tree.css(f'script[type="{TYPE}"]'):
        if is_block(block.attributes, block.text()):
            one.names.extend(of_json(json.loads(block.text())))
    if tree.css_first("meta[http-equiv=Content-Security-Policy]") is None:
        one.faults.append("the page has no Content-Security-Policy")
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            if name == "id" and value is not None:
                one.ids.append(value)
            elif name in ("href", "src") and value is not None:
                one.links.append(value)
            elif name.startswith("on") or name == "style":
                one.faults.append(f'the element "{node.tag}" has the attribute "{name}"')
    repeated = sorted(name for name, times in Counter(one.ids).items() if times > 1)
    one.faults.extend(f'the id "{identifier}" stands on the page more than once' for identifier in repeated)
    return one


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


def _unreached(reached: Mapping[str, set[str]], start: str) -> Iterator[Problem]:
    waiting, found = [start], {start, "404.html"}
    while waiting:
        for target in reached.get(waiting.pop(), ()):
            if target not in found:
                found.add(target)
                waiting.append(target)
    for path in sorted(set(reached) - found):
        yield Problem("unreachable-page", "no link leads to this page from the front page", Place(path))
