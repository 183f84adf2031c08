"""The search index of what can be found on the pages, made by Pagefind where it is installed (the extra `search`).

Pagefind's own filters come out in another order at each run; so does the list of languages. What a result can be
narrowed by is therefore written here, and the list is sorted: the same pages give the same bytes.
"""

import gzip
import hashlib
import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from gazette.jsontext import json_text
from gazette.problem import Place, Problem, Stop
from gazette.programs import run_module
from gazette.site.page import Page
from gazette.store import Store
from gazette.urls import INDEX, search_facets, search_index

ABSENT = "There is no search page, for pagefind is not installed. To have it: pip install gazette[search]"
_UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
"""Pagefind's own interfaces: the search page has one of its own."""
_ENTRY = "pagefind-entry.json"
_HEAD = b"pagefind_dcd"


def can_search() -> bool:
    """True if Pagefind and its program are installed."""
    return find_spec("pagefind") is not None and find_spec("pagefind_bin") is not None


def write_index(pages: Sequence[Page], write: Callable[[str, bytes], None], store: Store) -> int:
    """Index what can be found on the `pages`; hand the index to `write`, count its files.

    The index of the same documents is taken from the store. Raises Stop if Pagefind fails.
    """
    documents = {one.path: one.body for page in pages for one in page.view["found"]}
    key = _key(documents)
    made = _unpacked(store.get([key]).get(key))
    if made is None:
        made = _index(documents)
        store.put({key: _packed(made)})
    names = {}
    folder = search_index().rpartition("/")[0]
    for path, body in made.items():
        write(f"{folder}/{path}", body)
        if path.endswith(".pf_fragment"):
            names[_url(body)] = path.rpartition("/")[2].removesuffix(".pf_fragment")
    languages = sorted({page.language for page in pages})
    for language in languages:
        write(search_facets(language), _facets([one for one in pages if one.language == language], names))
    return len(made) + len(languages)


def _key(documents: Mapping[str, bytes]) -> bytes:
    """The hash of all that decides the index."""
    seen = hashlib.blake2b(f"index 1 {version('pagefind')}".encode(), digest_size=32)
    for path, body in sorted(documents.items()):
        seen.update(f"{path} {len(body)}\0".encode() + body)
    return seen.digest()


def _packed(made: Mapping[str, bytes]) -> bytes:
    head = json.dumps([(path, len(body)) for path, body in made.items()]).encode()
    return len(head).to_bytes(4, "big") + head + b"".join(made.values())


def _unpacked(packed: bytes | None) -> dict[str, bytes] | None:
    if packed is None:
        return None
    at = 4 + int.from_bytes(packed[:4], "big")
    made = {}
    for path, size in json.loads(packed[4:at]):
        made[path], at = packed[at : at + size], at + size
    return made


def _index(documents: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of the index, by their path in its folder."""
    with tempfile.TemporaryDirectory(prefix="gazette-") as empty:
        site, out = Path(empty) / "site", Path(empty) / "index"
        for path, body in documents.items():
            document = site / path
            document.parent.mkdir(parents=True, exist_ok=True)
            document.write_bytes(body)
        _run(site, out)
        found = sorted(
            path for path in out.rglob("*") if path.is_file() and not path.name.startswith(_UNUSED)
        )
        made = {path.relative_to(out).as_posix(): path.read_bytes() for path in found}
    if _ENTRY in made:
        made[_ENTRY] = _sorted(made[_ENTRY])
    return made


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


def _facets(pages: Sequence[Page], names: dict[str, str]) -> bytes:
    """What results can be narrowed by: facet, value, and the names of the results that have it."""
    held: dict[str, dict[str, list[str]]] = {}
    for page in pages:
        for one in page.view["found"]:
            name = names.get(one.path.removesuffix(INDEX))
            if name is None:
                continue  # Pagefind leaves out what has no word
            for facet, value in one.facets.items():
                held.setdefault(facet, {}).setdefault(value, []).append(name)
    return (json_text(held) + "\n").encode()
