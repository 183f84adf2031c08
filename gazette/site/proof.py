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
from gazette.site.references import addresses, names_things, of_json

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
    seen: Mapping[str, Read], published: Iterable[str], read: Callable[[str], bytes], homepage: str
) -> list[Problem]:
    """Problems in the built site; `seen` is what each page holds, `published` are all paths, `read` gives a file.

    Proved of pages: no dead internal link or fragment, no link of a scheme that is not on the list, one h1, lang and
    dir right, ids unique, nothing active that the theme did not put there, every page reachable from the front page.
    Proved of all files that name things: every address below `homepage`, or relative, leads to a file.
    """
    root = urlsplit(homepage).path or "/"
    published = list(published)
    paths = set(published) | set(seen)
    found = [Problem("bad-page", fault, Place(path)) for path, one in seen.items() for fault in one.faults]
    reached: dict[str, set[str]] = {}
    for path, one in seen.items():
        reached[path] = set()
        for link in one.links:
            target, fragment = _target(path, link, root)
            if target is None:
                if reason := fault(link):
                    found.append(Problem("bad-page", f'the link "{link[:100]}" {reason}', Place(path)))
                continue
            if target not in paths:
                found.append(_dead(path, link, f'there is no file "{target}" in the site'))
            elif fragment and target in seen and fragment not in seen[target].ids:
                found.append(_dead(path, link, f'the page has no element with the id "{fragment}"'))
            reached[path].add(target)
        found.extend(_misled(path, one.names, homepage, root, paths, seen))
    for path in published:
        if path not in seen and names_things(path):
            found.extend(_misled(path, addresses(path, read(path)), homepage, root, paths, seen))
    found.extend(_unreached(reached, urls.INDEX))
    return found


def _misled(
    path: str, named: Iterable[str], homepage: str, root: str, paths: set[str], seen: Mapping[str, Read]
) -> Iterator[Problem]:
    """Addresses of the site's own in a file that lead to no file, or to no element of a page.

    A name that is a fragment of the front page stands for a thing that has no page (`describe.names`), and a template
    (RFC 6570) for many addresses: of these only the file, or the folder, is asked for.
    """
    for address in named:
        if address in (".", "./"):
            continue  # the folder itself, as RO-Crate and OpenAPI call it
        inside = (
            address[len(homepage) - len(root) :] if homepage and address.startswith(homepage) else address
        )
        template = inside.find("{")
        target, fragment = _target(path, inside[:template] if template >= 0 else inside, root)
        if target is None:
            continue
        folder = target.removesuffix(urls.INDEX)
        if template >= 0 and not fragment and any(one.startswith(folder) for one in paths):
            continue
        if target not in paths:
            yield _dead(path, address, f'there is no file "{target}" in the site')
        page = seen.get(target) if template < 0 and target != urls.INDEX else None
        if fragment and page is not None and not _holds(target, fragment, seen):
            yield _dead(path, address, f'the page has no element with the id "{fragment}"')


def _holds(target: str, fragment: str, seen: Mapping[str, Read]) -> bool:
    """True if a page, or a further part of it, has the element: an address outlives the part on which it stands."""
    folder = target.removesuffix(urls.INDEX)
    if fragment in seen[target].ids:
        return True
    for further in (folder, f"{folder}by/"):
        parts = (seen.get(f"{further}{number}/{urls.INDEX}") for number in count(2))
        if any(fragment in part.ids for part in takewhile(lambda one: one is not None, parts) if part):
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
