"""The search index of what can be found on the pages, made by Pagefind where it is installed (the extra `search`).

Pagefind's own filters come out in another order at each run; so does the list of languages. What a result can be
narrowed by is therefore written here, and the list is sorted: the same pages give the same bytes.
"""

import gzip
import json
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from gazette.interpreter import last_words, run_module
from gazette.jsontext import json_text
from gazette.problem import Place, Problem, Stop
from gazette.site.page import Page
from gazette.urls import INDEX, search_facets, search_index

_UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
"""Pagefind's own interfaces: the search page has one of its own."""
_ENTRY = "pagefind-entry.json"
_HEAD = b"pagefind_dcd"


def can_search() -> bool:
    """True if Pagefind and its program are installed."""
    return find_spec("pagefind") is not None and find_spec("pagefind_bin") is not None


def write_index(pages: Sequence[Page], write: Callable[[str, bytes], None]) -> int:
    """Index what can be found on the `pages`; hand the index to `write`, count its files.

    Raises Stop if Pagefind fails.
    """
    folder = search_index().rpartition("/")[0]
    with tempfile.TemporaryDirectory(prefix="gazette-") as empty:
        site, out = Path(empty) / "site", Path(empty) / "index"
        for page in pages:
            for one in page.view.get("found", ()):
                document = site / one.path
                document.parent.mkdir(parents=True, exist_ok=True)
                document.write_bytes(one.document(page.language))
        _run(site, out)
        made = sorted(path for path in out.rglob("*") if path.is_file() and not path.name.startswith(_UNUSED))
        for path in made:
            body = path.read_bytes()
            write(
                f"{folder}/{path.relative_to(out).as_posix()}", _sorted(body) if path.name == _ENTRY else body
            )
        names = {_url(path): path.stem for path in made if path.suffix == ".pf_fragment"}
    languages = sorted({page.language for page in pages})
    for language in languages:
        write(search_facets(language), _facets([one for one in pages if one.language == language], names))
    return len(made) + len(languages)


def _run(site: Path, out: Path) -> None:
    try:
        run = run_module(
            "pagefind", "--site", str(site), "--output-path", str(out), "--silent",
            environment={"RAYON_NUM_THREADS": "1"},
        )  # fmt: skip
        said = last_words(run) if run.returncode else ""
    except subprocess.TimeoutExpired:
        said = "it did not end"
    if said:
        raise Stop(Problem("render-failed", f"the search index failed: {said}", Place("gazette/site")))


def _sorted(entry: bytes) -> bytes:
    return json.dumps(json.loads(entry), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _url(fragment: Path) -> str:
    """The folder of the document that a fragment of the index is about."""
    url: str = json.loads(gzip.decompress(fragment.read_bytes()).removeprefix(_HEAD))["url"]
    return url.removeprefix("/")


def _facets(pages: Sequence[Page], names: dict[str, str]) -> bytes:
    """What results can be narrowed by: facet, value, and the names of the results that have it."""
    held: dict[str, dict[str, list[str]]] = {}
    for page in pages:
        for one in page.view.get("found", ()):
            name = names.get(one.path.removesuffix(INDEX))
            if name is None:
                continue  # Pagefind leaves out what has no word
            for facet, value in one.facets.items():
                held.setdefault(facet, {}).setdefault(value, []).append(name)
    return (json_text(held) + "\n").encode()
