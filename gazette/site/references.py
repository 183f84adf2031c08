"""The addresses that published files hold, whatever their format: for the proof that each own one leads somewhere.

Read are the files that name things: metadata, citations, feeds, the sitemap, records' own files and schemas. Files of
rows are left out: their cells are the publication's, not addresses of ours.
"""

import hashlib
import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from html import unescape
from posixpath import basename

import orjson

from gazette.site.units import publisher
from gazette.store import Store

_NAMING = {
    "$id", "$ref", "$schema", "@id", "aboutUrl", "contentUrl", "file", "href", "item", "path", "schema", "self", "url",
    "valueUrl", "checksums",
}  # fmt: skip
"""Keys of JSON documents whose texts may be relative addresses; a whole address is one under any key."""
_WHOLE = ("https://", "http://")
_RELATIVE = re.compile(r"[^\s:]*[/.#][^\s:]*")
_XML = re.compile(r'\b(?:href|src|about|resource)="([^"]*)"|<(?:loc|id)>([^<]*)</(?:loc|id)>')
_TURTLE = re.compile(r'"(?:[^"\\]|\\.)*"|<([^>\s]*)>')
_BIB = re.compile(r"^\s*url = \{(.*)\},?$", re.MULTILINE)
_RIS = re.compile(r"^UR  - (.*?)\r?$", re.MULTILINE)
_METADATA = re.compile(r"datapackage\.json|manifest\.json|citation\.json|.*-metadata\.json")
"""The files of an edition's folder that hold no rows."""
_LOCAL = {"croissant.json": {"@id"}}
"""Keys that in a file name things inside it only (Croissant 1.1, "ID and Reference Mechanism")."""


def of_json(value: object, without: Collection[str] = ()) -> Iterator[str]:
    """Every address in a JSON document."""
    waiting: list[object] = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            for key, inner in value.items():
                if isinstance(inner, str):
                    named = key in _NAMING and key not in without and _RELATIVE.fullmatch(inner)
                    if named or inner.startswith(_WHOLE):
                        yield inner
                elif key == "pages" and isinstance(inner, Mapping):
                    yield from (
                        address for address in inner.values() if isinstance(address, str) and "/" in address
                    )
                else:
                    waiting.append(inner)
        elif isinstance(value, list):
            waiting.extend(value)


def _xml(text: str) -> Iterator[str]:
    yield from (unescape(match[1] or match[2] or "") for match in _XML.finditer(text))


def _turtle(text: str) -> Iterator[str]:
    yield from (match[1] for match in _TURTLE.finditer(text) if match[1] is not None)


READERS: Mapping[str, Callable[[str], Iterator[str]]] = {
    "ttl": _turtle,
    "rdf": _xml,
    "xml": _xml,
    "atom": _xml,
    "bib": lambda text: (match[1] for match in _BIB.finditer(text)),
    "ris": lambda text: (match[1] for match in _RIS.finditer(text)),
}
"""How addresses are found in a file that is no JSON, by its ending."""
_JSON = ("json", "jsonld")


def names_things(path: str) -> bool:
    """True for a file whose addresses are looked at."""
    ending = path.rpartition(".")[2]
    rows = path.startswith("data/") and path.count("/") == 2 and not _METADATA.fullmatch(basename(path))
    return ending in READERS or (ending in _JSON and not rows)


def addresses(path: str, body: bytes) -> Iterator[str]:
    """Every address in a published file that names things, as written."""
    ending, text = path.rpartition(".")[2], body.decode("utf-8")
    found = of_json(json.loads(text), _LOCAL.get(path, ())) if ending in _JSON else READERS[ending](text)
    yield from dict.fromkeys(found)


class Named:
    """The addresses in files, each kept in the store by the hash of the file: most files stay from build to build."""

    def __init__(self, read: Callable[[str], bytes], store: Store, name: str) -> None:
        self._read, self._store = read, store
        self._key = hashlib.blake2b(f"addresses {name}".encode(), digest_size=32, key=publisher()).digest()
        kept = store.get([self._key]).get(self._key)
        self._kept: dict[str, list[str]] = orjson.loads(kept) if kept else {}
        self._now: dict[str, list[str]] = {}

    def of(self, path: str) -> list[str]:
        """Every address in a published file that names things, as written."""
        body = self._read(path)
        key = hashlib.blake2b(path.encode() + b"\0" + body, digest_size=16).hexdigest()
        named = self._now.get(key) or self._kept.get(key)
        if named is None:
            named = list(addresses(path, body))
        if self._store.keeps:
            self._now[key] = named
        return named

    def keep(self) -> None:
        """Write down what was asked for."""
        if self._now.keys() != self._kept.keys():
            self._store.put({self._key: orjson.dumps(self._now)})
