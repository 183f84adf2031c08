"""The search index of what can be found on the pages, made by Pagefind where it is installed (the extra `search`).

Pagefind's own filters come out in another order at each run; so does the list of languages. What a result can be
narrowed by is therefore written here, and the list is sorted: the same pages give the same bytes.
"""

import gzip
import hashlib
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from gazette.jsontext import json_text
from gazette.problem import Place, Problem, Stop
from gazette.programs import run_module
from gazette.site.found import Document
from gazette.site.page import Page
from gazette.store import Store
from gazette.urls import INDEX, search_facets, search_index, search_words

ABSENT = "There is no search page, for pagefind is not installed. To have it: pip install gazette[search]"
_UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
"""Pagefind's own interfaces: the search page has one of its own."""
_ENTRY = "pagefind-entry.json"
_HEAD = b"pagefind_dcd"


def can_search() -> bool:
    """True if Pagefind and its program are installed."""
    return find_spec("pagefind") is not None and find_spec("pagefind_bin") is not None


def write_index(pages: Iterable[Page], write: Callable[[str, bytes], None], store: Store) -> int:
    """Index what can be found on the `pages`, which are gone through again and again; count the files of the index.

    They are handed to `write`. The index of the same documents is taken from the store. Raises Stop if Pagefind fails.
    """
    key = _key(pages)
    kept = store.get([key]).get(key)
    names, count, made = {}, 0, {}
    folder = search_index().rpartition("/")[0]
    for path, body in _index(pages) if kept is None else _unpacked(kept):
        write(f"{folder}/{path}", body)
        count += 1
        if path.endswith(".pf_fragment"):
            names[_url(body)] = path.rpartition("/")[2].removesuffix(".pf_fragment")
        if kept is None and store.keeps:
            made[path] = body
    if made:
        store.put({key: _packed(made)})
    languages = sorted({page.language for page in pages})
    for language in languages:
        write(search_facets(language), _facets(_documents(pages, language), names))
        words = {word for document in _documents(pages, language) for word in document.words}
        write(search_words(language), (json_text(sorted(words)) + "\n").encode())
    return count + 2 * len(languages)


def _documents(pages: Iterable[Page], language: str | None = None) -> Iterator[Document]:
    """What can be found on the pages, of all languages or of one."""
    return (
        document for page in pages if language in (None, page.language) for document in page.view["found"]
    )


def _key(pages: Iterable[Page]) -> bytes:
    """The hash of all that decides the index."""
    seen = hashlib.blake2b(f"index 2 {version('pagefind')}".encode(), digest_size=32)
    hashes = ((each.path, hashlib.blake2b(each.body).digest()) for each in _documents(pages))
    for path, digest in sorted(hashes):
        seen.update(path.encode() + b"\0" + digest)
    return seen.digest()


def _packed(made: Mapping[str, bytes]) -> bytes:
    head = json.dumps([(path, len(body)) for path, body in made.items()]).encode()
    return len(head).to_bytes(4, "big") + head + b"".join(made.values())


def _unpacked(packed: bytes) -> Iterator[tuple[str, bytes]]:
    at = 4 + int.from_bytes(packed[:4], "big")
    for path, size in json.loads(packed[4:at]):
        yield path, packed[at : at + size]
        at += size


def _index(pages: Iterable[Page]) -> Iterator[tuple[str, bytes]]:
    """The files of the index, with their paths in its folder."""
    with tempfile.TemporaryDirectory(prefix="gazette-") as empty:
        site, out = Path(empty) / "site", Path(empty) / "index"
        for document in _documents(pages):
            file = site / document.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(document.body)
        _run(site, out)
        found = sorted(
            path for path in out.rglob("*") if path.is_file() and not path.name.startswith(_UNUSED)
        )
        for path in found:
            name, body = path.relative_to(out).as_posix(), path.read_bytes()
            yield name, _sorted(body) if name == _ENTRY else body


def _run(site: Path, out: Path) -> None:
    _, fault = run_module(
        "pagefind", "--site", str(site), "--output-path", str(out), "--silent",
        environment={"RAYON_NUM_THREADS": "1"},
    )  # fmt: skip
    if fault:
        raise Stop(Problem("render-failed", f"the search index failed: {fault}", Place("gazette/site")))


def _sorted(entry: bytes) -> bytes:
    return json.dumps(json.loads(entry), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _url(fragment: bytes) -> str:
    """The folder of the document that a fragment of the index is about."""
    url: str = json.loads(gzip.decompress(fragment).removeprefix(_HEAD))["url"]
    return url.removeprefix("/")


def _facets(documents: Iterable[Document], names: dict[str, str]) -> bytes:
    """What results can be narrowed by: facet, value, and the names of the results that have it."""
    held: dict[str, dict[str, list[str]]] = {}
    for document in documents:
        name = names.get(document.path.removesuffix(INDEX))
        if name is None:
            continue  # Pagefind leaves out what has no word
        for facet, value in document.facets.items():
            held.setdefault(facet, {}).setdefault(value, []).append(name)
    return (json_text(held) + "\n").encode()
